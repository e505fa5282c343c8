"""How groups get into the index: added to the live generation, or into a new one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from uuid import uuid4

from search.engines.base import (
    Built,
    DocumentGroup,
    EngineUnavailable,
    IndexSchema,
    Refused,
)
from search.engines.checking import AcceptedGroups, CheckedDocument
from search.engines.elasticsearch import fields, queries
from search.engines.elasticsearch.answers import part, whole
from search.engines.elasticsearch.bulk import Change, put, remove, write
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.indices import Indices, building_alias, write_alias
from search.engines.elasticsearch.walking import WINDOW, Walk, by_key
from search.engines.naming import GROUP

_GROUPS_AT_ONCE = 1_000
_READ_AT_ONCE = WINDOW


class Writer:
    """Writes by a connection, which says how long it may take."""

    def __init__(self, connection: Connection, schema: IndexSchema) -> None:
        self._connection = connection
        self._index = connection.configuration.index
        self._schema = schema
        self._indices = Indices(connection, schema)

    def apply(self, groups: Iterable[DocumentGroup]) -> Refused:
        """Replace groups in the live generation. Raises EngineUnavailable, which is
        NoIndex where there is none."""
        live = self._indices.live()
        accepted = AcceptedGroups(self._schema, groups)
        batch = dict(accepted)
        outdated = live.outdated(self._schema)
        if outdated:
            raise EngineUnavailable(outdated)
        if batch:
            alias = write_alias(live.name)
            accepted.refused |= self._replace(live.name, alias, batch)
            self._show(live.name, alias)
        return accepted.refused

    def rebuild(self, groups: Iterable[DocumentGroup]) -> Built:
        """Remove what former builds left, build a new generation, and switch to it.

        Raises DocumentRefused and EngineUnavailable; the live generation stays then.
        """
        accepted = AcceptedGroups(self._schema, groups)
        self._indices.sweep()
        generation = self._indices.create()
        published = False
        try:
            self._fill(generation, accepted)
            accepted.check_most_fit()
            self._show(generation, building_alias(generation))
            self._indices.publish(generation)
            published = True
        finally:
            if not published:
                # What hinders the removal must not hide what went wrong.
                with suppress(EngineUnavailable):
                    self._indices.delete(generation)
        return Built(generation, accepted.refused)

    def _fill(self, generation: str, accepted: AcceptedGroups) -> None:
        known: set[int] = set()

        def fresh() -> Iterator[Change]:
            for group, documents in groups:
                if group in known:
                    repeated.append((group, documents))
                    return
                known.add(group)
                yield from map(put, documents)

        groups = iter(accepted)
        alias = building_alias(generation)
        repeated: list[tuple[int, list[CheckedDocument]]] = []
        while True:
            accepted.refused |= write(self._connection, alias, fresh())
            if not repeated:
                return
            again = dict([repeated.pop()])
            accepted.refused |= self._replace(generation, alias, again)

    def _replace(
        self, generation: str, alias: str, batch: dict[int, list[CheckedDocument]]
    ) -> dict[int, str]:
        """Write groups, and remove what they had before and have no longer."""
        # What a batch that was cut short has left must be found too.
        self._refresh(generation)
        kept = {each.key for documents in batch.values() for each in documents}
        former = [
            (group, key)
            for group, key in self._held(generation, list(batch))
            if key not in kept
        ]
        puts = (put(each) for documents in batch.values() for each in documents)
        refused = write(self._connection, alias, puts)
        removals = (remove(key) for group, key in former if group not in refused)
        write(self._connection, alias, removals)
        return refused

    def _show(self, generation: str, alias: str) -> None:
        """Make what was written visible, and then say that something was: who reads the
        new stamp finds the new state."""
        self._refresh(generation)
        stamp = {fields.STAMP: uuid4().hex}
        self._connection.ask_patiently(
            lambda client: client.index(
                index=alias,
                id=fields.STAMP_ID,
                document=stamp,
                require_alias=True,
                refresh=True,
            )
        )

    def _refresh(self, generation: str) -> None:
        answer = self._connection.ask_patiently(
            lambda client: client.indices.refresh(index=generation)
        )
        whole(answer, self._index)

    def _held(
        self, generation: str, groups: Sequence[int]
    ) -> Iterator[tuple[int, str]]:
        """Group and key of each document that these groups have."""
        walk = Walk(self._connection, generation)
        read = {"_source": False, "docvalue_fields": [GROUP]}
        for start in range(0, len(groups), _GROUPS_AT_ONCE):
            query = queries.of_groups(groups[start : start + _GROUPS_AT_ONCE])
            for hits in walk.pages(query, by_key(), at_once=_READ_AT_ONCE, read=read):
                for hit in hits:
                    yield part(hit, "fields", GROUP, 0), part(hit, "_id")
