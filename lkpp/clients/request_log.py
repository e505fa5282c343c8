"""What each reader of the export was given.

An entry is written after the answer has left the server, also when the reader hung
up or the answer broke off. What cannot be written goes to the server's log instead.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from time import perf_counter

from django.db import OperationalError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from core.client_address import client_address
from core.lock_timeout import lock_timeout
from lkpp.choices import Outcome
from lkpp.clients import rate_limit
from lkpp.clients.auth import Access, access_of
from lkpp.clients.redaction import without_keys
from lkpp.errors import TOO_MANY_REQUESTS
from lkpp.models import FeedRequest

logger = logging.getLogger(__name__)

KEPT = timedelta(days=90)
"""For how long a request is remembered."""
PRUNED_EVERY = 1000
"""So many entries after each other, old ones are forgotten."""
PRUNED_AT_ONCE = 5000
LOCK_TIMEOUT = 1000
"""Milliseconds to wait for the database; the answer is out already."""

PARAMETERS, NAME_LENGTH, VALUE_LENGTH = 20, 40, 120
"""How much of the parameters is kept."""
NETWORK_BITS = {4: 24, 6: 48}
"""How much of an address is kept, by version: enough to see where from, not who."""


@dataclass(slots=True)
class HandedOut:
    """The records that left the server so far, in the order of revisions."""

    first_revision: int | None = None
    last_revision: int | None = None
    records: int = 0

    def add(self, first_revision: int, last_revision: int, records: int) -> None:
        """Call it when the bytes of these records were taken: after the ``yield``."""
        if self.first_revision is None:
            self.first_revision = first_revision
        self.last_revision = last_revision
        self.records += records


class Recording:
    """One request, from its arrival to the end of its answer.

    Make it first, authorise, then end it by exactly one of :meth:`answered`,
    :meth:`streamed` and :meth:`refused`. Requests of nobody that is known leave no
    entry, so that strangers cannot fill the log.
    """

    def __init__(
        self, request: HttpRequest, endpoint: str, given: Mapping[str, str]
    ) -> None:
        self.handed_out = HandedOut()
        self.profile = ""
        self._request = request
        self._endpoint = endpoint
        self._parameters = kept_parameters(given)
        self._at = timezone.now()
        self._started = perf_counter()

    def streamed(self, chunks: Iterable[bytes], status: int = 200) -> "Streamed":
        """The same chunks; the entry is written when they end or the reader does."""
        return Streamed(chunks, self, status)

    def answered(self, status: int, size: int = 0) -> None:
        """For an answer that is not streamed: to HEAD, or "not modified"."""
        self.write(Outcome.COMPLETE, status, size)

    def refused(self, status: int) -> None:
        access = access_of(self._request)
        repeated = status == TOO_MANY_REQUESTS and not (
            access and rate_limit.should_log_refusal(access.name)
        )
        if not repeated:
            self.write(Outcome.REFUSED, status)

    def write(self, outcome: Outcome, status: int, size: int = 0) -> None:
        access = access_of(self._request)
        if access is not None:
            _store(self._entry(access, outcome, status, size))

    def _entry(
        self, access: Access, outcome: Outcome, status: int, size: int
    ) -> FeedRequest:
        return FeedRequest(
            client=access.name,
            key=access.key,
            at=self._at,
            endpoint=self._endpoint,
            profile=self.profile,
            parameters=self._parameters,
            first_revision=self.handed_out.first_revision,
            last_revision=self.handed_out.last_revision,
            records=self.handed_out.records,
            size=size,
            status=status,
            outcome=outcome,
            duration=round((perf_counter() - self._started) * 1000),
            address=network_of(client_address(self._request)),
        )


class Streamed:
    """Chunks on their way to a reader. The server closes it, whatever happens."""

    def __init__(
        self, chunks: Iterable[bytes], recording: Recording, status: int
    ) -> None:
        self._chunks = chunks
        self._next: Iterator[bytes] = iter(chunks)
        self._recording = recording
        self._status = status
        self._size = 0
        self._outcome = Outcome.ABORTED
        self._closed = False

    def __iter__(self) -> "Streamed":
        return self

    def __next__(self) -> bytes:
        # It stays so when the next line raises.
        self._outcome = Outcome.FAILED
        chunk = next(self._next, None)
        if chunk is None:
            self._outcome = Outcome.COMPLETE
            self.close()
            raise StopIteration
        self._outcome = Outcome.ABORTED
        self._size += len(chunk)
        return chunk

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        # SQLite lets nobody write who still reads from an older state.
        for source in (self._next, self._chunks):
            if hasattr(source, "close"):
                source.close()
        self._recording.write(self._outcome, self._status, self._size)


def kept_parameters(given: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a request, without keys, in a size that can be kept."""
    kept = {}
    for name, value in list(given.items())[:PARAMETERS]:
        if name.casefold() != "secretkey":
            kept[_kept(name, NAME_LENGTH)] = _kept(value, VALUE_LENGTH)
    return kept


def _kept(text: str, length: int) -> str:
    # PostgreSQL stores no NUL.
    cleaned = without_keys(text).replace("\0", "\N{REPLACEMENT CHARACTER}")
    return cleaned if len(cleaned) <= length else cleaned[: length - 1] + "…"


def network_of(address: str) -> str:
    """The network of an IP address, or nothing: ``203.0.113.0/24``."""
    bare, _zone, _name = address.partition("%")
    try:
        version = ip_address(bare).version
    except ValueError:
        return ""
    return str(ip_network(f"{bare}/{NETWORK_BITS[version]}", strict=False))


def prune(age: timedelta = KEPT, at_most: int = PRUNED_AT_ONCE) -> int:
    """Forget the oldest entries beyond ``age``, ``at_most`` so many; how many."""
    oldest = FeedRequest.objects.older_than(age).order_by("at")[:at_most]
    keys = list(oldest.values_list("pk", flat=True))
    FeedRequest.objects.filter(pk__in=keys).delete()
    return len(keys)


def prune_all(days: int) -> int:
    """Forget all entries that are older than so many days; how many."""
    forgotten = 0
    while count := prune(timedelta(days=days)):
        forgotten += count
    return forgotten


@dataclass(frozen=True, slots=True)
class Use:
    """What somebody did last, as far as the log goes back."""

    last_request_at: datetime | None
    requests_today: int
    last_revision: int | None


def use_of(client: str) -> Use:
    """What :func:`with_use` adds, for one client by name."""
    own = FeedRequest.objects.filter(client=client)
    latest = own.newest_first()
    return Use(
        last_request_at=latest.values_list("at", flat=True).first(),
        requests_today=own.today().count(),
        last_revision=latest.with_revisions()
        .values_list("last_revision", flat=True)
        .first(),
    )


def with_use(clients: QuerySet) -> QuerySet:
    """Clients with ``last_request_at``, ``requests_today`` and ``last_revision``: the
    highest one of the latest answer that had any."""
    own = FeedRequest.objects.filter(client=OuterRef("name"))
    today = own.today().order_by().values("client").annotate(number=Count("pk"))
    latest = own.with_revisions().newest_first()
    return clients.annotate(
        last_request_at=Subquery(own.newest_first().values("at")[:1]),
        requests_today=Coalesce(Subquery(today.values("number")), 0),
        last_revision=Subquery(latest.values("last_revision")[:1]),
    )


def _store(entry: FeedRequest) -> None:
    try:
        with lock_timeout(LOCK_TIMEOUT):
            FeedRequest.objects.bulk_create([entry])
            if entry.pk % PRUNED_EVERY == 0:
                prune()
    except OperationalError as error:
        logger.warning(
            "A request was not entered (%s): %s %s %s %s, revisions %s to %s",
            error,
            entry.client,
            entry.endpoint,
            entry.status,
            entry.outcome,
            entry.first_revision,
            entry.last_revision,
        )
