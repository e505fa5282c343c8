"""What a verifier found, as far as everyone may read it."""

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


def outcome_of(case: VerificationCase | None) -> VerificationOutcome:
    """The outcome of a case; what has no case was not decided yet.

    What a verifier noted while verifying stays among verifiers.
    """
    if case is None or case.state == CaseState.OPEN:
        return VerificationOutcome()
    state = CaseState(case.state)
    return VerificationOutcome(
        state=state,
        on=timezone.localdate(case.decided_at) if case.decided_at else None,
        by=public_name(case.decided_by) if case.decided_by else "",
        reason=case.reason if state in TAKES_EFFECT_AWAY else "",
    )
