"""Which of a product's licences, certificates and calibrations speak for it on a day.

The functions take rows that were already fetched and ask the database nothing, so
that they hold for drafts in preview as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from products.models import CalibrationRecord, MarketingAuthorisation, TkdnCertificate
from products.models.calibration import CalibrationResult

DOMESTIC_PREFIXES = ("AKD", "PKD")


@dataclass(frozen=True, slots=True)
class LocalContent:
    """The local content that counts on a day, in percent; ``bmp`` only if it holds."""

    certificate: TkdnCertificate
    bmp: Decimal | None

    @property
    def tkdn(self) -> Decimal:
        return self.certificate.tkdn

    @property
    def total(self) -> Decimal:
        return self.tkdn + (self.bmp or 0)


def is_domestic(licence: MarketingAuthorisation) -> bool:
    """Whether the licence says made in Indonesia; also for an unfinished number."""
    return licence.number.startswith(DOMESTIC_PREFIXES)


def leading_licence(
    licences: Iterable[MarketingAuthorisation], on: date
) -> MarketingAuthorisation | None:
    """The licence that holds longest, a domestic one before an imported one.

    Where none holds it is the first that is listed; None where none is.
    """
    licences = list(licences)
    holding = [licence for licence in licences if licence.validity.holds(on)]
    if holding:
        return max(
            holding, key=lambda each: (is_domestic(each), each.expires_on or date.max)
        )
    return licences[0] if licences else None


def leading_tkdn(
    certificates: Iterable[TkdnCertificate], on: date
) -> LocalContent | None:
    """The certificate that holds and has the highest TKDN and BMP together."""
    holding = (
        LocalContent(certificate, certificate.bmp_on(on))
        for certificate in certificates
        if certificate.validity.holds(on)
    )
    return max(holding, key=lambda each: each.total, default=None)


def calibrated_until(records: Iterable[CalibrationRecord], on: date) -> date | None:
    """The last day for which a calibration that found a unit fit still speaks."""
    return max(
        (
            record.due_on
            for record in records
            if record.result == CalibrationResult.FIT and record.validity.holds(on)
        ),
        default=None,
    )
