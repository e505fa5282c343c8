"""Addresses and forms of the verification queue, and the cases in it."""

from datetime import timedelta

from django.utils import timezone

from certificates.kinds import SUBMISSION
from certificates.models import EvidenceEntry, VerificationCase
from tests.screens import rows

QUEUE = "/admin/verifikasi/"
HOME = "/admin/"
NUMBER = "AKD 20902020001"


def case_url(case, action: str = "") -> str:
    return f"{QUEUE}{case.pk}/{action}"


def decision(case, state: str = "verified", reason: str = "", **changes) -> dict:
    return {"state": state, "reason": reason, "version": case.version, **changes}


def aged(case, days: float):
    """The case, opened so many days ago."""
    opened_at = timezone.now() - timedelta(days=days)
    VerificationCase.objects.filter(pk=case.pk).update(opened_at=opened_at)
    return case


def state_of_cases() -> list[tuple]:
    """All that the queue can change."""
    cases = VerificationCase.objects.order_by("pk")
    fields = ("state", "reason", "decided_by", "claimed_by", "withdrawn_at")
    return [*cases.values_list(*fields), EvidenceEntry.objects.count()]


def submission() -> VerificationCase:
    return VerificationCase.objects.get(kind=SUBMISSION)


def numbers(response) -> list[str]:
    """The numbers of the cases in the list."""
    return [row[1] for row in rows(response)]
