"""Licences, local content and further certificates of the demo's products.

Every date is counted from ``today``, so that the demo never grows old: most are valid,
some run out soon, some have run out.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from certificates.kinds import CaseState
from demo.chance import Chance
from demo.companies import Company
from demo.devices import Device
from domain.numbers.tkdn import PERMENPERIN_35_IN_FORCE
from products.models import (
    DeviceType,
    MarketingAuthorisation,
    ProductCertificate,
    ProductPage,
    TkdnCertificate,
)
from products.models.tkdn import TkdnMethod
from suppliers.models import BusinessScale, SupplierPage

YEAR = timedelta(days=365)
CLASS_DIGITS = {"A": 1, "B": 2, "C": 2, "D": 3}
OTHER_BRAND, OTHER_HS_CODE, FROZEN, SELF_DECLARED = 0.03, 0.02, 0.002, 0.3
"""How often a TKDN certificate is for another brand or tariff code, is frozen on the
ministry's register, or was declared by a small industry itself."""
SMALL_INDUSTRY = frozenset({BusinessScale.MICRO, BusinessScale.SMALL})
DEVICE_TKDN_RULE = date(2022, 8, 1)
"""Since when Permenperin 31/2022 applies; before, other rules did. Three years."""


@dataclass
class Certifiers:
    """Who certifies in this catalogue, and which licence numbers are given."""

    today: date
    calibration_laboratories: Sequence[SupplierPage]
    testing_laboratories: Sequence[SupplierPage]
    certification_bodies: Sequence[SupplierPage]
    serials: Counter = field(default_factory=Counter)

    def next_licence(self, device_type: DeviceType, year: int) -> str:
        """A licence number of the device's class, sub-category and year."""
        digit = CLASS_DIGITS[device_type.risk_class]
        year_backwards = f"{year % 100:02d}"[::-1]
        start = f"{digit}{device_type.sub_category}{year_backwards}"
        self.serials[start] += 1
        # A step without a common factor reaches every serial, but not in order.
        serial = (1234 + self.serials[start] * 7919) % 10_000
        return f"AKD {start}{serial:04d}"


def days_left(chance: Chance, years: int) -> int:
    """Days until something granted for so many years ends; negative if it has."""
    fate = chance.random()
    if fate < 0.08:
        return -chance.randint(1, 400)
    if fate < 0.2:
        return chance.randint(0, 180)
    return chance.randint(181, years * 365 - 20)


def make_licences(
    device_type: DeviceType,
    scope: str,
    company: Company,
    certifiers: Certifiers,
    chance: Chance,
) -> list[MarketingAuthorisation]:
    """One licence, and for some products the former one beside it."""
    ends = certifiers.today + timedelta(days=days_left(chance, 5))
    licences = [_licence(device_type, company, certifiers, chance, ends)]
    if chance.happens(0.08):
        former = licences[0].issued_on + timedelta(days=chance.randint(-30, 60))
        licences.append(_licence(device_type, company, certifiers, chance, former))
    for licence in licences:
        licence.scope = scope
    return licences


def _licence(
    device_type: DeviceType,
    company: Company,
    certifiers: Certifiers,
    chance: Chance,
    expires_on: date,
) -> MarketingAuthorisation:
    issued_on = expires_on - 5 * YEAR
    # A renewed licence keeps the year of the first application.
    year = issued_on.year - chance.choice((0, 0, 0, 1, 5))
    return MarketingAuthorisation(
        number=certifiers.next_licence(device_type, year),
        risk_class=device_type.risk_class,
        licence_group=device_type.licence_group,
        registrar=company.page.legal_name,
        factory=company.page.legal_name,
        issued_on=issued_on,
        expires_on=expires_on,
    )


def make_tkdn(
    device: Device,
    page: ProductPage,
    specification: str,
    company: Company,
    certifiers: Certifiers,
    chance: Chance,
) -> list[TkdnCertificate]:
    """A certificate for most products, with BMP for most of those."""
    if chance.happens(0.15):
        return []
    issued_on, method, years = _tkdn_rule(certifiers.today, chance)
    tkdn = min(max(chance.gauss(device.local_content, 9), 12.0), 92.0)
    with_bmp = chance.happens(0.75)
    certificate = TkdnCertificate(
        number=f"{chance.randint(100, 19_999)}/SJ-IND.8/TKDN/"
        f"{issued_on.month}/{issued_on.year}",
        method=method,
        holder=company.page.legal_name,
        tkdn=_percent(tkdn),
        bmp=_percent(min(max(chance.gauss(10, 3), 2.0), 15.0)) if with_bmp else None,
        issued_on=issued_on,
        tkdn_expires_on=issued_on + years * YEAR,
        bmp_expires_on=issued_on + 5 * YEAR if with_bmp else None,
        specification=specification,
    )
    _state_goods(certificate, page, company)
    return [certificate]


def _state_goods(
    certificate: TkdnCertificate, page: ProductPage, company: Company
) -> None:
    """Fill in what the certificate itself says of goods and plant: the same as the
    product for most, another brand or tariff code for a few."""
    chance = Chance.about(certificate.number, page.title)
    certificate.plant = company.page.address
    certificate.kbli_code = company.page.kbli_codes[0]
    certificate.type_name = "Terlampir" if chance.happens(0.1) else page.model_name
    certificate.brand, certificate.hs_code = page.brand, page.hs_code
    if chance.happens(OTHER_BRAND):
        certificate.brand = next(
            (brand for brand in company.brands if brand != page.brand), page.brand
        )
    elif chance.happens(OTHER_HS_CODE):
        certificate.hs_code = f"{page.hs_code[:4]}9099"
    if chance.happens(FROZEN):
        certificate.register_state = CaseState.FROZEN
    certificate.self_declared = (
        company.page.business_scale in SMALL_INDUSTRY
        and certificate.method == TkdnMethod.PERMENPERIN_35_2025
        and chance.happens(SELF_DECLARED)
    )
    if not certificate.self_declared:
        certificate.report_number = (
            f"{chance.digits(4)}/LV-TKDN/{certificate.issued_on.year}"
        )


def _tkdn_rule(today: date, chance: Chance) -> tuple[date, str, int]:
    """Day of issue, method, and years for which the certificate is valid."""
    days_of_new_rule = (today - PERMENPERIN_35_IN_FORCE).days
    if days_of_new_rule > 0 and chance.happens(0.35):
        return today - timedelta(days=chance.randrange(days_of_new_rule)), "35/2025", 5
    issued_on = today + timedelta(days=days_left(chance, 3)) - 3 * YEAR
    return issued_on, "31/2022" if issued_on >= DEVICE_TKDN_RULE else "older", 3


def _percent(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def make_certificates(
    device: Device, certifiers: Certifiers, chance: Chance
) -> list[ProductCertificate]:
    """What speaks for the product besides its licences and local content."""
    made = []
    if chance.happens(0.6):
        laboratory = chance.choice(certifiers.testing_laboratories)
        made.append(
            ProductCertificate(
                kind="test_report",
                number=f"LHU-{chance.digits(5)}/{certifiers.today.year - 1}",
                issuer=laboratory.title,
                standard=chance.choice(device.standards),
                issued_on=certifiers.today - timedelta(days=chance.randint(40, 1500)),
            )
        )
    if chance.happens(0.25):
        made.append(_product_certificate(device, certifiers, chance))
    if chance.happens(0.3):
        issued_on = certifiers.today - timedelta(days=chance.randint(100, 3400))
        made.append(
            ProductCertificate(
                kind="trademark",
                number=f"IDM9{chance.digits(8)}",
                issuer="Direktorat Jenderal Kekayaan Intelektual",
                issued_on=issued_on,
                expires_on=issued_on + 10 * YEAR,
            )
        )
    return made


def _product_certificate(
    device: Device, certifiers: Certifiers, chance: Chance
) -> ProductCertificate:
    expires_on = certifiers.today + timedelta(days=days_left(chance, 4))
    return ProductCertificate(
        kind="sni",
        number=f"SPPT-{chance.digits(5)}",
        issuer=chance.choice(certifiers.certification_bodies).title,
        standard=f"SNI {device.standards[-1].partition(':')[0]}",
        issued_on=expires_on - 4 * YEAR,
        expires_on=expires_on,
    )
