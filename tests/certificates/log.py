"""Reading the evidence log and the cases, and recording what pages declare."""

from certificates import recording
from certificates.models import EvidenceEntry, VerificationCase
from products.models import ProductPage

NUMBER, ANOTHER = "AKD 20902020001", "AKD 20902020002"


def record(*products) -> None:
    pages = [ProductPage.objects.get(pk=each.pk) for each in products]
    recording.record_published(pages)


def entries() -> list[tuple[str, str]]:
    """Action and number, oldest first."""
    return list(EvidenceEntry.objects.order_by("pk").values_list("action", "number"))


def active() -> list[tuple[str, str]]:
    """Number and state of the cases that were not withdrawn."""
    cases = VerificationCase.objects.active().order_by("pk")
    return list(cases.values_list("number", "state"))
