"""Which names are locked, and unlocking them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from axes.models import AccessAttempt, AccessLog

from core.moments import within
from workspace.accounts.sign_in import (
    FROM_ALL_ADDRESSES,
    FROM_ONE_ADDRESS,
    KNOWN_FOR,
    LASTS,
    end_of_lock,
)


@dataclass(frozen=True, slots=True)
class Lock:
    """A name that nobody can sign in with for now.

    ``address`` is that from which it was tried; empty where it was tried from so many
    that it is locked for all that it is new to.
    """

    name: str
    address: str
    failures: int
    until: datetime


def locks() -> list[Lock]:
    """All locks, by name and address."""
    by_name: dict[str, list[AccessAttempt]] = defaultdict(list)
    fresh = AccessAttempt.objects.filter(within("attempt_time", LASTS))
    for each in fresh.order_by("username", "-attempt_time"):
        by_name[each.username].append(each)
    return [lock for name, rows in by_name.items() for lock in _locks_of(name, rows)]


def _locks_of(name: str, failures: list[AccessAttempt]) -> Iterable[Lock]:
    if end := end_of_lock(failures, FROM_ALL_ADDRESSES):
        yield Lock(name, "", sum(each.failures_since_start for each in failures), end)
    for each in failures:
        if end := end_of_lock([each], FROM_ONE_ADDRESS):
            yield Lock(name, each.ip_address or "–", each.failures_since_start, end)


def unlock(name: str) -> int:
    """Forget all failures of a name, from wherever; how many there were."""
    failures = AccessAttempt.objects.filter(username=name)
    count = sum(failures.values_list("failures_since_start", flat=True))
    failures.delete()
    return count


def unlock_all() -> int:
    count = sum(AccessAttempt.objects.values_list("failures_since_start", flat=True))
    AccessAttempt.objects.all().delete()
    return count


def forget_attempts() -> int:
    """Forget failures that no longer count, and sign-ins from which an address is no
    longer known; how many rows."""
    old = AccessAttempt.objects.exclude(within("attempt_time", LASTS))
    former = AccessLog.objects.exclude(within("attempt_time", KNOWN_FOR))
    return old.delete()[0] + former.delete()[0]
