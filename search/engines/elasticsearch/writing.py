"""How groups get into the index: added to the live generation, or into a new one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch

from search.engines.base import DocumentGroup, EngineUnavailable, IndexSchema
from search.engines.checking import CheckedDocument, DocumentChecker
from search.engines.elasticsearch import fields, queries, walking
from search.engines.elasticsearch.bulk import put, remove, write
from search.engines.elasticsearch.connection import Connection, part, whole
from search.engines.elasticsearch.indices import Indices, building_alias, write_alias
from search.engines.naming import field_names

_GROUPS_AT_ONCE = 1_000


class Writer:
    """Writes by a connection, which says how long it may take."""

    def __init__(self, connection: Connection, schema: IndexSchema) -> None:
        self._connection = connection
        self._index = connection.configuration.index
        self._schema = schema
        self._indices = Indices(connection, schema)
        self._checker = DocumentChecker(schema)

    def apply(self, groups: Iterable[DocumentGroup]) -> None:
        """Replace groups in the live generation.

        Raises DocumentRefused before anything is changed, and EngineUnavailable, which
        is NoIndex where there is none.
        """
        live = self._indices.live()
        batch = {group.id: self._checker.group(group) for group in groups}
        lacking = field_names(self._schema) - live.fields
        if lacking:
            raise EngineUnavailable(
                f"the index lacks {', '.join(sorted(lacking))}: rebuild it"
            )
        if batch:
            self._replace(live.name, write_alias(live.name), batch)
            self._show(live.name, write_alias(live.name))

    def rebuild(self, groups: Iterable[DocumentGroup]) -> None:
        """Remove what former builds left, build a new generation, and switch to it.

        Raises DocumentRefused and EngineUnavailable; the live generation stays then.
        """
        self._indices.sweep()
        generation = self._indices.create()
        published = False
        try:
            self._fill(generation, groups)
            self._show(generation, building_alias(generation))
            self._indices.publish(generation)
            published = True
        finally:
            if not published:
                # What hinders the removal must not hide what went wrong.
                with suppress(EngineUnavailable):
                    self._indices.discard(generation)

    def _fill(self, generation: str, groups: Iterable[DocumentGroup]) -> None:
        known: set[int] = set()

        def fresh() -> Iterator[bytes]:
            for group in groups:
                documents = self._checker.group(group)
                if group.id in known:
                    repeated.append((group.id, documents))
                    return
                known.add(group.id)
                yield from map(put, documents)

        groups = iter(groups)
        repeated: list[tuple[int, list[CheckedDocument]]] = []
        while True:
            write(self._connection, building_alias(generation), fresh())
            if not repeated:
                return
            again = dict([repeated.pop()])
            self._replace(generation, building_alias(generation), again)

    def _replace(
        self, generation: str, alias: str, batch: dict[int, list[CheckedDocument]]
    ) -> None:
        """Write groups, and remove what they had before and have no longer."""
        # What a batch that was cut short has left must be found too.
        self._refresh(generation)
        kept = {each.key for documents in batch.values() for each in documents}
        former = [
            key for key in self._keys_of(generation, list(batch)) if key not in kept
        ]

        def changes() -> Iterator[bytes]:
            for documents in batch.values():
                yield from map(put, documents)
            yield from map(remove, former)

        write(self._connection, alias, changes())

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

    def _keys_of(self, generation: str, groups: Sequence[int]) -> Iterator[str]:
        for start in range(0, len(groups), _GROUPS_AT_ONCE):
            query = queries.of_groups(groups[start : start + _GROUPS_AT_ONCE])
            after: dict[str, Any] = {}
            while True:
                body = {
                    "query": query.to_dict(),
                    "sort": walking.by_key(),
                    "_source": False,
                    "size": walking.WINDOW,
                    "track_total_hits": False,
                    **after,
                }

                def ask(client: Elasticsearch, body: dict[str, Any] = body) -> Any:
                    return client.search(
                        index=generation, body=body, allow_partial_search_results=False
                    )

                answer = whole(self._connection.ask_patiently(ask), self._index)
                hits = part(answer, "hits", "hits")
                for hit in hits:
                    yield part(hit, "_id")
                if len(hits) < walking.WINDOW:
                    break
                after = {"search_after": part(hits[-1], "sort")}
