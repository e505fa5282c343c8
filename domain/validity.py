"""Whether something that was granted until a day is valid on another. Pure dates."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

EXPIRING_WITHIN = timedelta(days=180)
"""How long before its end a licence or certificate counts as expiring soon."""


class Status(StrEnum):
    """The first four follow from dates, the others from what a verifier found or the
    issuer did (see :class:`certificates.kinds.CaseState`)."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REFUSED = "refused"
    FROZEN = "frozen"
    REVOKED = "revoked"
    REPLACED = "replaced"


VALID_STATUSES = frozenset({Status.VALID, Status.EXPIRING})
"""The statuses under which something is valid."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The first and the last day on which something is valid; None is open.

    ``overruled`` is the status of what is not valid whatever the day is.
    """

    starts_on: date | None
    expires_on: date | None
    overruled: Status | None = None

    def status(self, on: date) -> Status:
        """The status on the day ``on``. The last day itself is still valid."""
        if self.overruled is not None:
            return self.overruled
        if self.starts_on is not None and on < self.starts_on:
            return Status.NOT_YET_VALID
        if self.expires_on is None:
            return Status.VALID
        if on > self.expires_on:
            return Status.EXPIRED
        if self.expires_on - on <= EXPIRING_WITHIN:
            return Status.EXPIRING
        return Status.VALID

    def is_valid(self, on: date) -> bool:
        return self.status(on) in VALID_STATUSES

    def outlasts(self, older: "Validity") -> bool:
        """Whether this takes the place of ``older``: begun after it, without a gap, and
        valid beyond its end.

        Where a first day is not known, lasting longer is enough.
        """
        if self.overruled is not None or older.expires_on is None:
            return False
        if self.expires_on is not None and self.expires_on <= older.expires_on:
            return False
        if self.starts_on is None:
            return True
        if self.starts_on > older.expires_on + timedelta(days=1):
            return False
        return older.starts_on is None or self.starts_on > older.starts_on

    def next_change(self, after: date) -> date | None:
        """The next day after ``after`` on which the status is another one."""
        if self.overruled is not None:
            return None
        days = []
        if self.starts_on is not None:
            days.append(self.starts_on.toordinal())
        if self.expires_on is not None:
            last = self.expires_on.toordinal()
            days += [last - EXPIRING_WITHIN.days, last + 1]
        status, limit = self.status(after), date.max.toordinal()
        for day in sorted(days):
            # The last day of the calendar has no day after it.
            if after.toordinal() < day <= limit:
                coming = date.fromordinal(day)
                if self.status(coming) is not status:
                    return coming
        return None


def anniversary(day: date, years: int) -> date:
    """The same day ``years`` later; 1 March where there is no 29 February, and the
    last day of the calendar beyond it."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
