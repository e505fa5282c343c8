"""Short addresses, and what is recorded and decided about what lies behind them."""

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from tests.factories.users import verifier
from verification.decisions import decide
from verification.public.codes import code_of

REASON = "Tidak ditemukan dalam register."


def address(page, rest: str = "") -> str:
    return f"/v/{code_of(page.pk)}{rest}"


def record(*pages) -> None:
    """As publishing does, for rows that factories made afterwards."""
    recording.record_published([type(page).objects.get(pk=page.pk) for page in pages])


def decide_on(certificate, state: CaseState, reason: str = "") -> VerificationCase:
    case = VerificationCase.objects.get(fingerprint=certificate.fingerprint)
    decided_by = verifier(first_name="Sri", last_name="Wahyuni")
    return decide(case.pk, decided_by, state, reason)
