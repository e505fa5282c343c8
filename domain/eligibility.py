"""Which domestic products a buyer must prefer: Perpres 46/2025, article 66.

The obligation is relational. What a product's local content amounts to depends on
what comparable products reach on the same day, so that a step is computed among them
and never stored:

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

from domain.validity import Validity

ENOUGH_TOGETHER = Decimal(40)
"""TKDN + BMP in percent that makes the purchase of domestic products an obligation."""

ENOUGH_ALONE = Decimal(25)
"""TKDN in percent that a product needs where the obligation applies."""


class Step(IntEnum):
    """Which of the four conditions comparable products fulfil together."""

    OBLIGATORY = 1
    CERTIFIED_25 = 2
    CERTIFIED = 3
    LISTED = 4


class Reason(StrEnum):
    """Why a product may or may not be bought under the step in force."""

    REACHES_25 = "reaches_25"
    BELOW_25 = "below_25"
    CERTIFIED = "certified"
    UNCERTIFIED = "uncertified"
    LISTED = "listed"
    IMPORTED = "imported"
    ONLY_IMPORTED = "only_imported"


@dataclass(frozen=True, slots=True)
class CertifiedContent:
    """A TKDN certificate: both values in percent, each with its own validity."""

    tkdn: Decimal
    tkdn_validity: Validity
    bmp: Decimal | None = None
    bmp_validity: Validity | None = None

    def on(self, day: date) -> "Content | None":
        """What of it counts that day; None when it is not valid then."""
        if not self.tkdn_validity.is_valid(day):
            return None
        bmp_is_valid = self.bmp_validity is None or self.bmp_validity.is_valid(day)
        return Content(self.tkdn, self.bmp if bmp_is_valid and self.bmp else Decimal(0))


@dataclass(frozen=True, slots=True)
class Content:
    """Local content that is valid, in percent."""

    tkdn: Decimal
    bmp: Decimal

    @property
    def total(self) -> Decimal:
        return self.tkdn + self.bmp


def rank(tkdn: Decimal, total: Decimal) -> tuple[bool, Decimal]:
    """Orders certificates of one product: passing the floor first, then by the sum."""
    return tkdn >= ENOUGH_ALONE, total


@dataclass(frozen=True, slots=True)
class Comparable:
    """A product as far as its preference depends on it.

    ``domestic`` are the validities of its domestic licences, ``imported`` those of
    licences for imported goods; a valid one of these makes it not domestic.
    """

    domestic: tuple[Validity, ...] = ()
    imported: tuple[Validity, ...] = ()
    certificates: tuple[CertifiedContent, ...] = ()

    def is_domestic(self, day: date) -> bool:
        return any(each.is_valid(day) for each in self.domestic) and not any(
            each.is_valid(day) for each in self.imported
        )

    def content(self, day: date) -> Content | None:
        """The certificate that counts most that day."""
        valid = (certificate.on(day) for certificate in self.certificates)
        return max(
            (content for content in valid if content is not None),
            key=lambda content: rank(content.tkdn, content.total),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Market:
    """What comparable domestic products reach together on a day, in percent."""

    domestic: bool = False
    certified: bool = False
    reaches_25: bool = False
    reaches_40: bool = False

    @property
    def step(self) -> Step | None:
        """The step in force; None where there is no domestic product at all."""
        if not self.domestic:
            return None
        if self.reaches_40:
            return Step.OBLIGATORY
        if self.reaches_25:
            return Step.CERTIFIED_25
        return Step.CERTIFIED if self.certified else Step.LISTED


@dataclass(frozen=True, slots=True)
class Preference:
    """The step in force on the day ``on``, and whether the product passes it."""

    step: Step | None
    passes: bool
    reason: Reason
    content: Content | None
    on: date


def preference_tier(
    product: Comparable, comparables: Iterable[Comparable], on_date: date
) -> Preference:
    """Where ``product`` stands among ``comparables`` of its device type that day.

    It counts among them whether or not it is one of them.
    """
    market = survey([product, *comparables], on_date)
    content = product.content(on_date)
    return judge(product.is_domestic(on_date), content, market, on_date)


def survey(products: Iterable[Comparable], day: date) -> Market:
    """What the domestic ones among these products reach together."""
    domestic = certified = reaches_25 = reaches_40 = False
    for product in products:
        if not product.is_domestic(day):
            continue
        domestic = True
        for certificate in product.certificates:
            content = certificate.on(day)
            if content is not None:
                certified = True
                reaches_25 = reaches_25 or content.tkdn >= ENOUGH_ALONE
                reaches_40 = reaches_40 or content.total >= ENOUGH_TOGETHER
    return Market(domestic, certified, reaches_25, reaches_40)


def judge(
    is_domestic: bool, content: Content | None, market: Market, on_date: date
) -> Preference:
    """Whether a product with this local content passes the step in force."""
    step = market.step
    reason = _reason(is_domestic, content, step)
    return Preference(step, reason in PASSING, reason, content, on_date)


PASSING = frozenset(
    {Reason.REACHES_25, Reason.CERTIFIED, Reason.LISTED, Reason.ONLY_IMPORTED}
)


def _reason(is_domestic: bool, content: Content | None, step: Step | None) -> Reason:
    if not is_domestic:
        return Reason.IMPORTED if step else Reason.ONLY_IMPORTED
    if step == Step.LISTED:
        return Reason.LISTED
    if content is None:
        return Reason.UNCERTIFIED
    if step == Step.CERTIFIED:
        return Reason.CERTIFIED
    return Reason.REACHES_25 if content.tkdn >= ENOUGH_ALONE else Reason.BELOW_25
