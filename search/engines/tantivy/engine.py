"""The embedded search engine."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Lock

import orjson
from tantivy import IndexWriter, Query

from search.engines import naming
from search.engines.base import (
    Built,
    Count,
    DocumentGroup,
    EngineHealth,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    Filter,
    IndexSchema,
    IndexState,
    NoIndex,
    QueryTerm,
    Refused,
    Sort,
    StoredDocument,
)
from search.engines.checking import (
    AcceptedGroups,
    check_counts,
    check_filters,
    check_query,
    check_sort,
)
from search.engines.labels import MOST_LABELS, Label, beginning, with_words
from search.engines.tantivy import fields, ranking
from search.engines.tantivy.counting import count, split_by_filter
from search.engines.tantivy.queries import Queries, all_of, any_of, without
from search.engines.tantivy.store import IndexSnapshot, Store
from search.engines.weighting import most_telling

_APPLY_HEAP = 64_000_000
_REBUILD_HEAP = 256_000_000
_KEYS_AT_ONCE = 1_000
_READ_AT_ONCE = 256
_LARGEST_PAGE = 1_000


class TantivyEngine:
    """A :class:`search.engines.base.SearchEngine` in a directory.

    Many threads and processes may read. One may write at a time: ``apply`` waits
    ten seconds for another writer and then raises EngineUnavailable. A writer
    that dies leaves the last committed state, and nothing to clean up.

    When the index was built for other fields, reading goes on with those that it
    has, and ``apply`` raises EngineUnavailable until ``rebuild``.
    """

    longest_apply = timedelta(minutes=1)
    """Ten seconds for another writer, then a batch and the merging that it causes,
    which nothing ends early: writers of one directory exclude each other anyhow."""

    def __init__(self, schema: IndexSchema, directory: Path) -> None:
        self.schema = schema
        self._store = Store(directory)
        self._writing = Lock()

    def apply(self, groups: Iterable[DocumentGroup]) -> Refused:
        """Replace groups in the index. Raises EngineUnavailable."""
        with self._writing:
            generation = self._store.live()
            outdated = naming.outdated(self.schema, self._store.fields(generation))
            if outdated:
                raise EngineUnavailable(outdated)
            accepted = AcceptedGroups(self.schema, groups)
            self._write(generation, _APPLY_HEAP, accepted, fresh=False)
            return accepted.refused

    def rebuild(self, groups: Iterable[DocumentGroup]) -> Built:
        """Build a new generation from ``groups``, and switch. Raises DocumentRefused
        and EngineUnavailable."""
        accepted = AcceptedGroups(self.schema, groups)
        with self._writing:
            self._store.sweep()
            generation = self._store.create(fields.build_schema(self.schema))
            published = False
            try:
                self._write(generation, _REBUILD_HEAP, accepted, fresh=True)
                accepted.check_most_fit()
                self._store.publish(generation)
                published = True
            finally:
                if not published:
                    self._store.discard(generation)
        return Built(generation, accepted.refused)

    def search(self, query: EngineQuery) -> EngineResult:
        """Answer ``query``. Raises EngineUnavailable, and ValueError for a field
        that is not in the schema."""
        check_query(self.schema, query)
        snapshot = self._store.snapshot()
        queries = Queries(self.schema, snapshot)
        words = queries.words(query.terms, match_all=query.match_all)
        base = [queries.kind(query.kind), *([words] if words else [])]
        filters = [(it.field, queries.filter(it)) for it in query.filters]
        hits = all_of([*base, *(made for _, made in filters)])
        passes = [
            (all_of([*base, *(made for name, made in filters if name != own)]), counts)
            for own, counts in split_by_filter(
                query.counts, (name for name, _ in filters)
            ).items()
        ]
        order = self._order(queries, query.sort)
        with self._store.reading(snapshot.generation):
            page = (query.offset, query.limit)
            if order:
                total, addresses = ranking.by_number(snapshot, hits, order, *page)
            elif words and not query.sort:
                total, addresses = ranking.by_relevance(snapshot.searcher, hits, *page)
            else:
                total, addresses = ranking.by_key(snapshot.searcher, hits, *page)
            cards = ranking.read(snapshot.searcher, addresses, naming.CARD)
            counted = count(snapshot.searcher, queries, passes)
            shown = tuple(map(orjson.loads, cards))
        return EngineResult(total, shown, counted.terms, counted.ranges)

    def suggest(
        self, kind: str, prefix: Sequence[QueryTerm], group_by: Sequence[str], size: int
    ) -> EngineResult:
        """Documents and terms that begin with ``prefix``. Raises EngineUnavailable.

        ``size`` is that of the hits and of each field's terms.
        """
        check_counts(self.schema, map(Count, group_by))
        snapshot = self._store.snapshot()
        if not prefix:
            return EngineResult(0, (), dict.fromkeys(group_by, ()))
        queries = Queries(self.schema, snapshot)
        hits = all_of([queries.kind(kind), queries.beginnings(prefix)])
        with self._store.reading(snapshot.generation):
            searcher = snapshot.searcher
            total, addresses = ranking.by_relevance(searcher, hits, 0, size)
            cards = ranking.read(searcher, addresses, naming.CARD)
            shown = tuple(map(orjson.loads, cards))
        counts = {
            field: beginning(self._labels(snapshot, kind, field), prefix, size)
            for field in group_by
        }
        return EngineResult(total, shown, counts)

    def similar(self, key: str, limit: int) -> tuple[StoredDocument, ...]:
        """Cards of documents of the same kind that share the rarest words with
        ``key``'s, best first; none for an unknown key. Raises EngineUnavailable."""
        snapshot = self._store.snapshot()
        queries = Queries(self.schema, snapshot)
        itself = queries.keys([key])
        with self._store.reading(snapshot.generation):
            searcher = snapshot.searcher
            found = searcher.search(itself, limit=1, count=False).hits
            if not found:
                return ()
            document = searcher.doc(found[0][1])
            words = self._telling_words(snapshot, fields.read_words(document))
            if not words:
                return ()
            alike = any_of(
                [
                    Query.boost_query(queries.stem(text.name, word), text.weight)
                    for word in words
                    for text in self.schema.texts
                    if naming.stems(text.name) in snapshot.fields
                ]
            )
            kind = queries.kind(fields.text_of(document, naming.KIND))
            query = without(all_of([kind, alike]), itself)
            _, addresses = ranking.by_relevance(searcher, query, 0, limit)
            cards = ranking.read(searcher, addresses, naming.CARD)
            return tuple(map(orjson.loads, cards))

    def get(self, keys: Sequence[str]) -> dict[str, StoredDocument]:
        """Stored documents by key, in the order asked. Raises EngineUnavailable."""
        snapshot = self._store.snapshot()
        queries = Queries(self.schema, snapshot)
        wanted = list(dict.fromkeys(keys))
        found: dict[str, StoredDocument] = {}
        with self._store.reading(snapshot.generation):
            for start in range(0, len(wanted), _KEYS_AT_ONCE):
                some = wanted[start : start + _KEYS_AT_ONCE]
                query = queries.keys(some)
                hits = snapshot.searcher.search(query, limit=len(some)).hits
                for _, address in hits:
                    document = snapshot.searcher.doc(address)
                    source = fields.json_of(document, naming.SOURCE)
                    found[fields.text_of(document, naming.KEY)] = orjson.loads(source)
        return {key: found[key] for key in wanted if key in found}

    def iterate(
        self,
        kind: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Iterator[bytes]:
        """Stream stored documents by ``sort``, else by key. Raises
        EngineUnavailable at the first step. Who walks through everything is given
        nothing of a damaged index: its files are checked first."""
        check_filters(self.schema, filters)
        check_sort(self.schema, sort)
        if not filters and not offset and limit is None:
            self._store.check()
        snapshot = self._store.snapshot()
        queries = Queries(self.schema, snapshot)
        query = all_of([queries.kind(kind), *map(queries.filter, filters)])
        order = self._order(queries, sort)
        if offset and limit is not None and limit <= _LARGEST_PAGE:
            # A page far back is jumped to: walking there takes longer each time.
            chunks = self._page(snapshot, query, order, offset, limit)
            offset = 0
        else:
            chunks = ranking.walk(snapshot, query, order)
        left = math.inf if limit is None else limit
        while left > 0:
            with self._store.reading(snapshot.generation):
                addresses = next(chunks, None)
            if addresses is None:
                return
            skipped = min(offset, len(addresses))
            offset -= skipped
            wanted = addresses[skipped:]
            if len(wanted) > left:
                wanted = wanted[: int(left)]
            left -= len(wanted)
            for start in range(0, len(wanted), _READ_AT_ONCE):
                with self._store.reading(snapshot.generation):
                    some = wanted[start : start + _READ_AT_ONCE]
                    sources = ranking.read(snapshot.searcher, some, naming.SOURCE)
                yield from sources

    def _page(
        self,
        snapshot: IndexSnapshot,
        query: Query,
        order: ranking.NumberOrder | None,
        offset: int,
        limit: int,
    ) -> Iterator[list[ranking.Address]]:
        if order:
            yield ranking.by_number(snapshot, query, order, offset, limit)[1]
        else:
            yield ranking.by_key(snapshot.searcher, query, offset, limit)[1]

    def state(self) -> IndexState:
        """Which generation is live, if it can be read."""
        return self.health().index

    def health(self) -> EngineHealth:
        """Whether the index can be read, and whether it should be rebuilt."""
        try:
            snapshot = self._store.snapshot()
        except EngineUnavailable as error:
            state = IndexState(missing=isinstance(error, NoIndex))
            return EngineHealth(False, 0, str(error), state)
        detail = f"tantivy in {self._store.path(snapshot.generation)}"
        outdated = naming.outdated(self.schema, snapshot.fields)
        if outdated:
            detail += f", {outdated}"
        state = IndexState(snapshot.generation, outdated=bool(outdated))
        return EngineHealth(True, snapshot.searcher.num_docs, detail, state)

    def close(self) -> None:
        """Forget the open index; it is opened again when somebody asks."""
        self._store.close()

    def _write(
        self,
        generation: str,
        heap: int,
        groups: AcceptedGroups,
        *,
        fresh: bool,
    ) -> None:
        writer = self._store.writer(generation, heap)
        try:
            self._add(generation, writer, groups, fresh=fresh)
            with self._store.reading(generation):
                writer.commit()
        except BaseException:
            # The rollback must not hide why it is needed.
            with suppress(EngineUnavailable), self._store.reading(generation):
                writer.rollback()
            raise
        finally:
            # Merging goes on in threads that would die with the writer.
            with self._store.reading(generation):
                writer.wait_merging_threads()

    def _add(
        self,
        generation: str,
        writer: IndexWriter,
        groups: AcceptedGroups,
        *,
        fresh: bool,
    ) -> None:
        known: set[int] = set()
        for group, documents in groups:
            with self._store.reading(generation):
                # A new index has nothing to delete, and a million deletes
                # of nothing take long.
                if not fresh or group in known:
                    writer.delete_documents_by_term(naming.GROUP, group)
                known.add(group)
                for document in documents:
                    writer.add_document(fields.build_document(document))

    def _order(self, queries: Queries, sort: Sort | None) -> ranking.NumberOrder | None:
        name = queries.sort_field(sort) if sort else None
        return ranking.NumberOrder(name, sort.descending) if sort and name else None

    def _labels(self, snapshot: IndexSnapshot, kind: str, field: str) -> list[Label]:
        """All terms of a field, commonest first, with their labels' words; kept
        as long as the index does not change, for it is asked at every key."""
        memo: dict[tuple[str, str], list[Label]] = snapshot.memo
        if (kind, field) not in memo:
            queries = Queries(self.schema, snapshot)
            everything = [Count(field, size=MOST_LABELS)]
            with self._store.reading(snapshot.generation):
                counted = count(
                    snapshot.searcher, queries, [(queries.kind(kind), everything)]
                )
                memo[kind, field] = with_words(counted.terms[field])
        return memo[kind, field]

    def _telling_words(
        self, snapshot: IndexSnapshot, words: Sequence[str]
    ) -> list[str]:
        """The words that fewest documents have, but more than one, hence tell most."""
        frequency: Callable[[str, str], int] = snapshot.searcher.doc_freq
        names = [naming.stems(text.name) for text in self.schema.texts]
        present = [name for name in names if name in snapshot.fields]
        if not present:
            return []
        return most_telling(
            (word, max(frequency(name, word) for name in present)) for word in words
        )
