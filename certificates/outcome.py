"""What a verifier found, and who may read why: the one reading of a decision for
pages, documents, records and forms (docs/adr/0021-what-leaves-and-who-comes-in.md)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from certificates.kinds import TAKES_EFFECT_AWAY, CaseState
from certificates.models import VerificationCase
from core.people import public_name


@dataclass(frozen=True, slots=True)
class VerificationOutcome:
    """The state of a case, since which day, by whom. ``reason`` says why something
    is not valid; ``by`` is empty where the verifier gave no name or is gone."""

    state: CaseState = CaseState.OPEN
    on: date | None = None
    by: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state == CaseState.OPEN

    @property
    def is_verified(self) -> bool:
        return self.state == CaseState.VERIFIED

    @property
    def is_against(self) -> bool:
        """Whether what is declared is not valid, whatever its dates say."""
        return self.state in TAKES_EFFECT_AWAY


def public_reason(state: str, reason: str) -> str:
    """The reason of a decision as far as everyone may read it: why something is not
    valid."""
    return reason if state in TAKES_EFFECT_AWAY else ""


def supplier_reason(state: str, reason: str) -> str:
    """The reason of a decision as far as the supplier may read it: also why a case was
    opened again. A note beside *verified* stays among verifiers."""
    return "" if state == CaseState.VERIFIED else reason


def outcome_of(case: VerificationCase | None) -> VerificationOutcome:
    """The outcome of a case; what has no case was not decided yet."""
    if case is None or case.state == CaseState.OPEN:
        return VerificationOutcome()
    state = CaseState(case.state)
    return VerificationOutcome(
        state=state,
        on=timezone.localdate(case.decided_at) if case.decided_at else None,
        by=public_name(case.decided_by) if case.decided_by else "",
        reason=public_reason(state, case.reason),
    )
