"""Generations of an index behind aliases.

A generation is an index ``<name>-<time>-<random>``, and the alias ``<name>`` points to
the live one. While it is built it has the alias ``<generation>-building``, once it is
live ``<generation>-write``; everything is written through the one or the other, and
only where it is an alias. So a generation that was removed or replaced refuses what
somebody still writes to it, and nothing is ever created by writing.

Each step that another process may take too is one change of aliases, which the cluster
makes wholly or not at all: who removes a build first takes its alias away, and a build
without it cannot be published.
"""

import re
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from search.engines import naming
from search.engines.base import EngineUnavailable, IndexSchema
from search.engines.elasticsearch.answers import part
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.faults import AliasMissing, types_of
from search.engines.elasticsearch.fields import build_mapping, field_limit

_PUBLISH_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Generation:
    """The live generation as the cluster describes it."""

    name: str
    aliases: frozenset[str]
    fields: frozenset[str]
    settings: Mapping[str, Any]

    @property
    def read_only(self) -> bool:
        """Whether the cluster takes no changes, as it does when a disk is full."""
        return any(
            self.settings.get(f"index.blocks.{block}") == "true"
            for block in ("read_only_allow_delete", "read_only", "write")
        )

    def outdated(self, schema: IndexSchema) -> str:
        """Why it takes no changes until it is rebuilt; "" where it does."""
        if write_alias(self.name) not in self.aliases:
            return "the index has lost its alias for writing: rebuild it"
        return naming.outdated(schema, self.fields)


def building_alias(generation: str) -> str:
    """The alias through which a generation is filled before anybody reads it."""
    return f"{generation}-building"


def write_alias(generation: str) -> str:
    """The alias through which the live generation is changed."""
    return f"{generation}-write"


class Indices:
    """The generations of the index that the settings name."""

    def __init__(self, connection: Connection, schema: IndexSchema) -> None:
        self._connection = connection
        self._schema = schema
        self.alias = connection.configuration.index
        self._own = re.compile(re.escape(self.alias) + r"-[0-9]{14}-[0-9a-f]{8}")

    def live(self, *, patiently: bool = True) -> Generation:
        """The live generation. Raises EngineUnavailable."""
        ask = (
            self._connection.ask_patiently
            if patiently
            else self._connection.ask_briefly
        )
        found = ask(
            lambda client: client.indices.get(index=self.alias, flat_settings=True)
        )
        if len(found.body) != 1:
            raise EngineUnavailable(
                f"the alias {self.alias} points to {len(found.body)} indices: leave it "
                "at the newest alone"
            )
        name = next(iter(found.body))
        if not self._own.fullmatch(name):
            raise EngineUnavailable(
                f"{self.alias} is not an alias of an index that was built here, but "
                f"{name}: remove that, or give ELASTICSEARCH_INDEX another name"
            )
        return Generation(
            name,
            frozenset(part(found, name, "aliases")),
            frozenset(part(found, name, "mappings", "properties")),
            part(found, name, "settings"),
        )

    def create(self) -> str:
        """Make an empty generation that nobody reads yet; its name."""
        moment = time.strftime("%Y%m%d%H%M%S", time.gmtime())
        name = f"{self.alias}-{moment}-{secrets.token_hex(4)}"
        answer = self._connection.ask_patiently(
            lambda client: self._create(client, name)
        )
        if not part(answer, "shards_acknowledged"):
            self.delete(name)
            raise EngineUnavailable(
                f"Elasticsearch found no node for the shards of {name} in time: see "
                "the health of the cluster, and the space on its disks"
            )
        return name

    def publish(self, generation: str) -> None:
        """Make a finished generation the live one, atomically.

        Raises EngineUnavailable when another rebuild has removed it.
        """
        for _ in range(_PUBLISH_ATTEMPTS):
            known = self._generations()
            if self.alias in known.get(generation, ()):
                return  # The answer to the change was lost, not the change.
            if building_alias(generation) not in known.get(generation, ()):
                break
            try:
                self._change_aliases(self._publishing(generation, known))
            except AliasMissing:
                continue  # Another process has published meanwhile.
            return
        raise EngineUnavailable(
            f"{generation} was removed before it was published: another process is "
            "rebuilding the index; let one rebuild at a time run"
        )

    def delete(self, generation: str) -> None:
        """Delete a generation; a stream that reads from it ends."""
        self._connection.ask_patiently(
            lambda client: client.indices.delete(
                index=generation, ignore_unavailable=True
            )
        )

    def sweep(self) -> None:
        """Remove every generation but the live one: a former one, or what a rebuild
        that was killed left behind."""
        for name, aliases in self._generations().items():
            if self.alias in aliases:
                continue
            if building_alias(name) in aliases and not self._condemn(name):
                continue
            self.delete(name)

    def _create(self, client: Elasticsearch, name: str) -> Any:
        configuration = self._connection.configuration
        automatic = "-" in configuration.replicas
        replicas = "auto_expand_replicas" if automatic else "number_of_replicas"
        try:
            return client.indices.create(
                index=name,
                settings={
                    "index.number_of_shards": configuration.shards,
                    f"index.{replicas}": configuration.replicas,
                    # What is applied becomes visible at the end of a batch alone.
                    "index.refresh_interval": "-1",
                    "index.mapping.total_fields.limit": field_limit(self._schema),
                },
                mappings=build_mapping(self._schema),
                aliases={building_alias(name): {}},
            )
        except BadRequestError as error:
            # The answer to an attempt before this was lost.
            if "resource_already_exists_exception" in types_of(
                part(error.body, "error")
            ):
                return {"shards_acknowledged": True}
            raise

    def _publishing(
        self, generation: str, known: Mapping[str, Collection[str]]
    ) -> list[dict[str, dict[str, Any]]]:
        actions: list[dict[str, dict[str, Any]]] = [
            _remove(f"{self.alias}-*", self.alias, must_exist=False),
            _remove(generation, building_alias(generation)),
        ]
        for former, aliases in known.items():
            # One that an operator restored from a snapshot may lack the second.
            if {self.alias, write_alias(former)} <= set(aliases):
                actions.append(_remove(former, write_alias(former)))
        for alias in (self.alias, write_alias(generation)):
            actions.append({"add": {"index": generation, "alias": alias}})
        return actions

    def _condemn(self, generation: str) -> bool:
        """Take a build's alias away; whether it had it still."""
        try:
            self._change_aliases([_remove(generation, building_alias(generation))])
        except AliasMissing:
            return False
        return True

    def _change_aliases(self, actions: list[dict[str, dict[str, Any]]]) -> None:
        self._connection.ask_patiently(
            lambda client: client.indices.update_aliases(actions=actions)
        )

    def _generations(self) -> dict[str, set[str]]:
        """All generations with their aliases, but not another site's indices whose
        name begins with ours."""
        found = self._connection.ask_patiently(
            lambda client: client.indices.get_alias(index=f"{self.alias}-*")
        )
        return {
            name: set(part(found, name, "aliases"))
            for name in found.body
            if self._own.fullmatch(name)
        }


def _remove(
    index: str, alias: str, *, must_exist: bool = True
) -> dict[str, dict[str, Any]]:
    return {"remove": {"index": index, "alias": alias, "must_exist": must_exist}}
