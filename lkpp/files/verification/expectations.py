"""What a reader expects of an export beyond its being genuine: an old one is that too,
and so is one of another catalogue that signs with a key of the same set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.moments import rfc3339
from domain import findings
from domain.findings import Finding
from domain.messages import gettext_noop as _
from lkpp.files.verification.report import shown

CLOCKS_DIFFER = timedelta(minutes=5)
"""So much the clock of the exporter may be ahead."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """``newer_than`` is the revision, or the moment, that the reader already has;
    ``catalogue`` the address of whose export it wants; None where it does not mind."""

    newer_than: int | datetime | None = None
    max_age: timedelta | None = None
    catalogue: str | None = None

    def unmet(self, manifest: dict[str, Any], now: datetime) -> Iterator[Finding]:
        """What of the signed ``manifest`` is not as expected."""
        created_at = datetime.fromisoformat(manifest["created_at"])
        yield from self._too_old(created_at, now)
        yield from self._known(manifest["revisions"]["to"], created_at)
        found = manifest.get("catalogue")
        if self.catalogue is not None and not _is_same_address(found, self.catalogue):
            yield findings.error(
                "other_catalogue",
                _("Ekspor dari katalog %(found)s, bukan %(expected)s."),
                found=shown(found),
                expected=self.catalogue,
            )

    def _known(self, revision: int, created_at: datetime) -> Iterator[Finding]:
        known = self.newer_than
        if isinstance(known, datetime):
            if created_at <= known:
                yield findings.error(
                    "not_newer",
                    _("Dibuat pada %(found)s, tidak sesudah %(known)s."),
                    found=rfc3339(created_at),
                    known=rfc3339(known),
                )
        elif known is not None and revision <= known:
            yield findings.error(
                "revision_not_newer",
                _("Sampai revisi %(found)d, tidak sesudah %(known)d."),
                found=revision,
                known=known,
            )

    def _too_old(self, created_at: datetime, now: datetime) -> Iterator[Finding]:
        if self.max_age is None:
            return
        if created_at > now + CLOCKS_DIFFER:
            # One that lies ahead would count as young for as long as it does.
            yield findings.error(
                "made_in_the_future",
                _("Dibuat pada %(found)s, yang belum tiba."),
                found=rfc3339(created_at),
            )
        elif now - created_at > self.max_age:
            yield findings.error(
                "too_old",
                _("Dibuat pada %(found)s, lebih lama daripada yang diterima."),
                found=rfc3339(created_at),
            )


ANYTHING = Expectations()


def _is_same_address(found: object, expected: str) -> bool:
    return isinstance(found, str) and found.rstrip("/") == expected.rstrip("/")
