"""Which of a product's licences, certificates and calibrations speak for it on a day.

The functions take rows that were already fetched and ask the database nothing, so
that they hold for drafts in preview as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.eligibility import rank
from products.models import CalibrationRecord, MarketingAuthorisation, TkdnCertificate

DOMESTIC_PREFIXES = ("AKD", "PKD")


@dataclass(frozen=True, slots=True)
class LocalContent:
    """The local content that counts on a day, in percent; ``bmp`` only if valid."""

    certificate: TkdnCertificate
    bmp: Decimal | None

    @property
    def tkdn(self) -> Decimal:
        return self.certificate.tkdn

    @property
    def total(self) -> Decimal:
        return self.tkdn + (self.bmp or 0)


def says_domestic(licence: MarketingAuthorisation) -> bool:
    """Whether the licence says made in Indonesia; also for an unfinished number."""
    return licence.number.startswith(DOMESTIC_PREFIXES)


def primary_licence(
    licences: Iterable[MarketingAuthorisation], on: date
) -> MarketingAuthorisation | None:
    """The first valid one in the maker's order.

    Where none is valid it is the first that is listed; None where none is.
    """
    licences = list(licences)
    valid = (licence for licence in licences if licence.is_valid(on))
    return next(valid, licences[0] if licences else None)


def is_domestic(licences: Iterable[MarketingAuthorisation], on: date) -> bool:
    """Whether the product counts as made in Indonesia (PDN).

    Its primary licence is an AKD or PKD, and no licence for an imported product (AKL,
    PKL) is valid beside it.
    """
    licences = list(licences)
    primary = primary_licence(licences, on)
    if primary is None or not says_domestic(primary):
        return False
    return all(says_domestic(each) for each in licences if each.is_valid(on))


def leading_tkdn(
    certificates: Iterable[TkdnCertificate], on: date
) -> LocalContent | None:
    """The valid certificate that counts most for the buyer's obligation."""
    valid = (
        LocalContent(certificate, certificate.bmp_on(on))
        for certificate in certificates
        if certificate.is_valid(on)
    )
    return max(valid, key=lambda each: rank(each.tkdn, each.total), default=None)


def calibrated_until(records: Iterable[CalibrationRecord], on: date) -> date | None:
    """The last day for which a calibration that found a unit fit still speaks."""
    return max(
        (record.due_on for record in records if record.fit_for_use(on)), default=None
    )
