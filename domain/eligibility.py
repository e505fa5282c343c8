"""Whether a product is domestic, verified and orderable on a day, and whether a buyer
may take it: the one place of these rules.

A product is **domestic** (produk dalam negeri) while at least one AKD or PKD is valid
and no AKL or PKL beside it. Which domestic products a buyer must prefer is article 66
of Perpres 46/2025. That obligation is relational: what a product's local content
amounts to depends on what comparable products reach on the same day, so that a step is
computed among them and never stored:

1. Some comparable domestic product reaches TKDN + BMP ≥ 40 %: only domestic products
   with TKDN ≥ 25 % may be bought.
2. None reaches 40 %: domestic products with TKDN ≥ 25 %.
3. None has TKDN ≥ 25 %: domestic products with a certificate below that.
4. None has a certificate: domestic products listed in SIINas without one.

An imported product may be bought only where there is no domestic one, or not enough
of it. Article 66 (2) letter a was seen in the regulation, b to d as its explanations
give them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Generic, Protocol, TypeVar

from domain.numbers.licences import DOMESTIC_KINDS
from domain.sale import Restriction
from domain.validity import VALID_STATUSES, Status, Validity

ENOUGH_TOGETHER = Decimal(40)
"""TKDN + BMP in percent that makes the purchase of domestic products an obligation."""

ENOUGH_ALONE = Decimal(25)
"""TKDN in percent that a product needs where the obligation applies."""


# What is evaluated: rows of the database, or anything else of their shape


class Licence(Protocol):
    """A marketing authorisation."""

    @property
    def number(self) -> str: ...

    @property
    def validity(self) -> Validity: ...

    @property
    def is_verified(self) -> bool: ...


class LocalContentCertificate(Protocol):
    """A TKDN certificate: both values in percent, each with its own validity."""

    @property
    def tkdn(self) -> Decimal: ...

    @property
    def bmp(self) -> Decimal | None: ...

    @property
    def validity(self) -> Validity: ...

    @property
    def bmp_validity(self) -> Validity: ...


class Priced(Protocol):
    """A variant with its price in whole rupiah."""

    @property
    def price(self) -> int | None: ...

    @property
    def price_validity(self) -> Validity: ...


LicenceT = TypeVar("LicenceT", bound=Licence)
CertificateT = TypeVar("CertificateT", bound=LocalContentCertificate)


# One product


@dataclass(frozen=True, slots=True)
class LocalContent(Generic[CertificateT]):
    """What a valid certificate counts for on a day, in percent; ``bmp`` is None where
    the certificate states none, or none that is valid."""

    certificate: CertificateT
    tkdn: Decimal
    bmp: Decimal | None

    @property
    def total(self) -> Decimal:
        return self.tkdn + (self.bmp or 0)


@dataclass(frozen=True, slots=True)
class Eligibility(Generic[LicenceT, CertificateT]):
    """What a product's evidence amounts to on the day ``on``.

    ``licence`` is the leading one and ``licence_status`` its status. ``imported`` are
    the licences that keep the product from being domestic. ``verified`` says that a
    verifier confirmed the leading licence, and that it is valid.
    """

    on: date
    licence: LicenceT | None
    licence_status: Status | None
    imported: tuple[LicenceT, ...]
    domestic: bool
    verified: bool
    local_content: LocalContent[CertificateT] | None

    @property
    def is_licensed(self) -> bool:
        """Whether some licence is valid, be it for imported goods."""
        return self.licence_status in VALID_STATUSES

    def is_orderable(self, variant: Priced, restriction: Restriction | None) -> bool:
        """Whether the variant is offered, and no restriction stands over it."""
        return restriction is None and self.is_offered(variant)

    def is_offered(self, variant: Priced) -> bool:
        """Whether the product is domestic, and the variant's price valid."""
        return (
            self.domestic
            and variant.price is not None
            and variant.price_validity.is_valid(self.on)
        )

    def orderable_until(self, variant: Priced) -> date | None:
        """The last day of licence and price, whichever ends first; None where neither
        has one."""
        ends = [variant.price_validity.expires_on]
        if self.licence is not None:
            ends.append(self.licence.validity.expires_on)
        return min((end for end in ends if end is not None), default=None)


def evaluate(
    licences: Iterable[LicenceT], certificates: Iterable[CertificateT], on: date
) -> Eligibility[LicenceT, CertificateT]:
    """What these licences and certificates of one product amount to on the day ``on``.

    Both come in the maker's order.
    """
    licences = list(licences)
    valid = [each for each in licences if each.validity.is_valid(on)]
    leading = next(iter(valid or licences), None)
    status = None if leading is None else leading.validity.status(on)
    return Eligibility(
        on=on,
        licence=leading,
        licence_status=status,
        imported=tuple(
            each for each in (valid or licences[:1]) if not is_domestic(each.number)
        ),
        domestic=bool(valid) and all(is_domestic(each.number) for each in valid),
        verified=leading is not None
        and status in VALID_STATUSES
        and leading.is_verified,
        local_content=leading_local_content(certificates, on),
    )


def is_domestic(licence_number: str) -> bool:
    """Whether a licence says made in Indonesia; also for an unfinished number."""
    return licence_number.startswith(DOMESTIC_KINDS)


def leading_local_content(
    certificates: Iterable[CertificateT], on: date
) -> LocalContent[CertificateT] | None:
    """The valid certificate that counts most for the buyer's obligation.

    That is one which reaches 25 % alone, then the highest sum, then the highest TKDN,
    then the maker's order.
    """
    valid = (each for each in certificates if each.validity.is_valid(on))
    return max(
        (LocalContent(each, each.tkdn, _valid_bmp(each, on)) for each in valid),
        key=lambda each: (each.tkdn >= ENOUGH_ALONE, each.total, each.tkdn),
        default=None,
    )


def _valid_bmp(certificate: LocalContentCertificate, on: date) -> Decimal | None:
    return certificate.bmp if certificate.bmp_validity.is_valid(on) else None


# Products of one kind


class TkdnBand(StrEnum):
    """Where a TKDN in percent lies, and how that is written in addresses."""

    FROM_60 = "60-"
    FROM_40 = "40-60"
    FROM_25 = "25-40"
    BELOW_25 = "0-25"
    UNCERTIFIED = "none"


REACHES_25 = frozenset({TkdnBand.FROM_60, TkdnBand.FROM_40, TkdnBand.FROM_25})

_LOWER_ENDS = {
    TkdnBand.FROM_60: Decimal(60),
    TkdnBand.FROM_40: ENOUGH_TOGETHER,
    TkdnBand.FROM_25: ENOUGH_ALONE,
    TkdnBand.BELOW_25: Decimal(0),
}


def tkdn_band(tkdn: Decimal | float | None) -> TkdnBand:
    """The band of a TKDN in percent, None where no certificate is valid."""
    if tkdn is None:
        return TkdnBand.UNCERTIFIED
    return next(band for band, low in _LOWER_ENDS.items() if tkdn >= low)


def reaches_40(total: Decimal | float | None) -> bool:
    """Whether TKDN and BMP in percent come to what makes the obligation."""
    return total is not None and total >= ENOUGH_TOGETHER


class Step(IntEnum):
    """Which of the four conditions comparable products fulfil together."""

    OBLIGATORY = 1
    CERTIFIED_25 = 2
    CERTIFIED = 3
    LISTED = 4


@dataclass(frozen=True, slots=True)
class Market:
    """What comparable domestic products reach on a day: the bands of all of them, none
    where there is no such product, and whether the sum of any reaches 40 %."""

    bands: frozenset[str]
    reaches_40: bool

    @property
    def step(self) -> Step | None:
        """The step in force; None where there is no domestic product at all."""
        if not self.bands:
            return None
        if self.reaches_40:
            return Step.OBLIGATORY
        if not self.bands.isdisjoint(REACHES_25):
            return Step.CERTIFIED_25
        return Step.CERTIFIED if TkdnBand.BELOW_25 in self.bands else Step.LISTED


class Reason(StrEnum):
    """Why a product may or may not be bought under the step in force."""

    REACHES_25 = "reaches_25"
    BELOW_25 = "below_25"
    CERTIFIED = "certified"
    UNCERTIFIED = "uncertified"
    LISTED = "listed"
    IMPORTED = "imported"
    ONLY_IMPORTED = "only_imported"


PASSING = frozenset(
    {Reason.REACHES_25, Reason.CERTIFIED, Reason.LISTED, Reason.ONLY_IMPORTED}
)


@dataclass(frozen=True, slots=True)
class Preference:
    """The step in force on the day ``on``, and why the product passes it or not;
    ``tkdn`` is the product's own in percent."""

    step: Step | None
    reason: Reason
    tkdn: Decimal | float | None
    on: date

    @property
    def passes(self) -> bool:
        return self.reason in PASSING


def prefer(
    domestic: bool, tkdn: Decimal | float | None, market: Market, on: date
) -> Preference:
    """Whether a product with this TKDN in percent, None where no certificate is valid,
    passes the step in force."""
    return Preference(market.step, _reason(domestic, tkdn, market.step), tkdn, on)


def _reason(domestic: bool, tkdn: Decimal | float | None, step: Step | None) -> Reason:
    if not domestic:
        return Reason.IMPORTED if step else Reason.ONLY_IMPORTED
    if step == Step.LISTED:
        return Reason.LISTED
    if tkdn is None:
        return Reason.UNCERTIFIED
    if step == Step.CERTIFIED:
        return Reason.CERTIFIED
    return Reason.REACHES_25 if tkdn >= ENOUGH_ALONE else Reason.BELOW_25
