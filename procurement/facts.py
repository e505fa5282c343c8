"""The facts about any product that a comparison shows, in their order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.kinds import CaseState, CertificateKind
from certificates.reading import until
from core.language import in_language
from core.wording import counted, day, percent, rupiah
from domain.eligibility import Preference
from domain.validity import VALID_STATUSES
from products.choices import RiskClass
from products.prices import price_until
from products.sale.reading import (
    Told,
    for_sale,
    read_restriction,
    restriction_of_all,
)
from search.documents.types import Licence, ProductDocument
from search.preference import sentence
from suppliers.models import BusinessScale

NOT_STATED = gettext_lazy("Tidak disebutkan")


@dataclass(frozen=True, slots=True)
class Fact:
    """``text`` says the fact, or "" where it is not known, which then reads
    ``missing``. ``score`` and ``better`` ("up" or "down") say which is best, and
    ``kind`` ("number" or "period") how that is put in words. ``amount`` is the fact
    as a number in ``unit``, where it is one number."""

    label: str | Promise
    text: Callable[[ProductDocument], str]
    score: Callable[[ProductDocument], float | None] | None = None
    better: str = ""
    kind: str = "number"
    missing: str | Promise = NOT_STATED
    amount: Callable[[ProductDocument], float | None] | None = None
    unit: str = ""


def _price(product: ProductDocument) -> str:
    return _span(product["price_min"], product["price_max"])


def _taxed_prices(product: ProductDocument) -> list[int]:
    variants = for_sale(product["variants"])
    prices = (variant["price_with_ppn"] for variant in variants)
    return [price for price in prices if price is not None]


def _price_with_ppn(product: ProductDocument) -> str:
    prices = _taxed_prices(product)
    return _span(min(prices, default=None), max(prices, default=None))


def _price_until(product: ProductDocument) -> str:
    """The last day of each price, with what follows from it today."""
    days = {
        variant["price_valid_until"]
        for variant in for_sale(product["variants"])
        if variant["price"] is not None
    }
    return _joined(price_until(each) for each in sorted(days))


def _one_price(product: ProductDocument) -> int | None:
    low, high = product["price_min"], product["price_max"]
    return low if low == high else None


def _one_taxed_price(product: ProductDocument) -> int | None:
    prices = set(_taxed_prices(product))
    return prices.pop() if len(prices) == 1 else None


def _span(low: int | None, high: int | None) -> str:
    return rupiah(low) if low == high else f"{rupiah(low)} – {rupiah(high)}"


def _best_price(product: ProductDocument) -> int | None:
    """What cannot be ordered is nobody's best price."""
    return None if _standing_over_all(product) else product["price_min"]


def _best_taxed_price(product: ProductDocument) -> int | None:
    if _standing_over_all(product):
        return None
    return min(_taxed_prices(product), default=None)


def _standing_over_all(product: ProductDocument) -> Told | None:
    return restriction_of_all(each["restriction"] for each in product["variants"])


def is_restricted(product: ProductDocument) -> bool:
    """Whether some variant cannot be ordered, as a restriction stands over it."""
    return any(each["restriction"] for each in product["variants"])


def _sale(product: ProductDocument) -> str:
    found = _standing_over_all(product)
    if found:
        return read_restriction(found["reason"], found["since"]).text
    if is_restricted(product):
        return _("Sebagian varian tidak dapat dipesan")
    return _("Tidak dibatasi")


def _stock(product: ProductDocument) -> str:
    if product["stock"] <= 0:
        return _("Habis")
    units = {variant["unit"] for variant in product["variants"]}
    unit = units.pop() if len(units) == 1 else ""
    return counted(product["stock"], unit)


def _minimum_order(product: ProductDocument) -> str:
    return _joined(
        counted(variant["minimum_order"], variant["unit"])
        for variant in product["variants"]
    )


def _variants(product: ProductDocument) -> str:
    labels = _joined(in_language(variant, "label") for variant in product["variants"])
    return labels or _("Satu varian")


def _tkdn_until(product: ProductDocument) -> str:
    return until(product["tkdn_expires_on"])


def _licence(product: ProductDocument) -> str:
    return product["licence"]["display"] if product["licence"] else ""


def _licence_checked(product: ProductDocument) -> str:
    if not product["licence"]:
        return ""
    verification = product["licence"]["verification"]
    label = str(CaseState(verification["state"]).label)
    if not verification["decided_on"]:
        return label
    return f"{label}, {day(verification['decided_on'])}"


def _licence_until(product: ProductDocument) -> str:
    licence = product["licence"]
    if not licence:
        return ""
    return until(licence["expires_on"], licence["status"])


def _licence_last_day(product: ProductDocument) -> float | None:
    """A licence without an end is not ranked: none of the ministry's has none."""
    licence: Licence | None = product["licence"]
    if not licence or not licence["expires_on"]:
        return None
    return date.fromisoformat(licence["expires_on"]).toordinal()


def _risk_class(product: ProductDocument) -> str:
    code = product["risk_class"]
    return str(RiskClass(code).label) if code in RiskClass.values else code


def _calibrated_until(product: ProductDocument) -> str:
    if product["calibrated_until"]:
        return until(product["calibrated_until"])
    return "" if product["calibration_required"] else _("Tidak wajib kalibrasi")


def _certificates(product: ProductDocument) -> str:
    """Further certificates that are valid today."""
    return _joined(
        each["standard"] or str(CertificateKind(each["kind"]).label)
        for each in product["certificates"]
        if each["status"] in VALID_STATUSES
    )


def _warranty(product: ProductDocument) -> str:
    months = product["warranty_months"]
    if months is None:
        return ""
    if not months:
        return _("Tanpa garansi")
    return ngettext("%(months)d bulan", "%(months)d bulan", months) % {"months": months}


def _place(product: ProductDocument) -> str:
    supplier = product["supplier"]
    return _joined((supplier["regency_name"], supplier["province_name"]))


def _business_scale(product: ProductDocument) -> str:
    scale = product["supplier"]["business_scale"]
    return str(BusinessScale(scale).label) if scale in BusinessScale.values else scale


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


SALE = Fact(gettext_lazy("Pemesanan"), _sale)
"""Said where there is something to say: :func:`is_restricted`."""

GENERAL_FACTS: tuple[tuple[str | Promise, tuple[Fact, ...]], ...] = (
    (
        gettext_lazy("Harga dan ketersediaan"),
        (
            Fact(
                gettext_lazy("Harga sebelum PPN"),
                _price,
                _best_price,
                "down",
                amount=_one_price,
                unit="Rp",
            ),
            Fact(
                gettext_lazy("Harga termasuk PPN"),
                _price_with_ppn,
                _best_taxed_price,
                "down",
                amount=_one_taxed_price,
                unit="Rp",
            ),
            Fact(gettext_lazy("Harga berlaku sampai"), _price_until),
            Fact(gettext_lazy("Varian"), _variants),
            Fact(gettext_lazy("Stok"), _stock, amount=lambda product: product["stock"]),
            Fact(gettext_lazy("Pembelian minimum"), _minimum_order),
            Fact(
                gettext_lazy("Garansi"),
                _warranty,
                lambda product: product["warranty_months"],
                "up",
                "period",
            ),
        ),
    ),
    (
        gettext_lazy("Kandungan dalam negeri dan izin"),
        (
            Fact(
                gettext_lazy("TKDN"),
                lambda product: percent(product["tkdn"]),
                lambda product: product["tkdn"],
                "up",
                amount=lambda product: product["tkdn"],
                unit="%",
                missing=gettext_lazy("Tanpa sertifikat berlaku"),
            ),
            Fact(
                gettext_lazy("Bobot manfaat perusahaan (BMP)"),
                lambda product: percent(product["bmp"]),
                lambda product: product["bmp"],
                "up",
                amount=lambda product: product["bmp"],
                unit="%",
            ),
            Fact(
                gettext_lazy("TKDN + BMP"),
                lambda product: percent(product["tkdn_bmp"]),
                lambda product: product["tkdn_bmp"],
                "up",
                amount=lambda product: product["tkdn_bmp"],
                unit="%",
                missing=gettext_lazy("Tanpa sertifikat berlaku"),
            ),
            Fact(
                gettext_lazy("Sertifikat TKDN berlaku sampai"),
                _tkdn_until,
                missing=gettext_lazy("Tanpa sertifikat berlaku"),
            ),
            Fact(
                gettext_lazy("Izin edar"),
                _licence,
                missing=gettext_lazy("Belum dicantumkan"),
            ),
            Fact(
                gettext_lazy("Izin edar berlaku sampai"),
                _licence_until,
                _licence_last_day,
                "up",
                "period",
                gettext_lazy("Belum dicantumkan"),
            ),
            Fact(
                gettext_lazy("Pemeriksaan izin edar"),
                _licence_checked,
                missing=gettext_lazy("Belum dicantumkan"),
            ),
            Fact(gettext_lazy("Kelas risiko"), _risk_class),
            Fact(
                gettext_lazy("Terkalibrasi sampai"),
                _calibrated_until,
                missing=gettext_lazy("Belum ada kalibrasi yang berlaku"),
            ),
            Fact(gettext_lazy("Sertifikat lain yang berlaku"), _certificates),
        ),
    ),
    (
        gettext_lazy("Pemasok"),
        (
            Fact(
                gettext_lazy("Nama badan usaha"),
                lambda product: (
                    product["supplier"]["legal_name"] or product["supplier"]["name"]
                ),
            ),
            Fact(gettext_lazy("Tempat"), _place),
            Fact(gettext_lazy("Skala usaha"), _business_scale),
        ),
    ),
)


def preference_facts(
    preferences: Mapping[int, Preference],
) -> tuple[str | Promise, tuple[Fact, ...]]:
    """The section on the buyer's obligation to prefer domestic products."""
    return (
        gettext_lazy("Kewajiban produk dalam negeri (Perpres 46/2025)"),
        (
            Fact(
                gettext_lazy("Memenuhi tingkat yang berlaku"),
                lambda product: _passes(preferences[product["id"]]),
            ),
            Fact(
                gettext_lazy("Alasan"),
                lambda product: sentence(preferences[product["id"]]),
            ),
        ),
    )


def _passes(preference: Preference) -> str:
    return _("Ya") if preference.passes else _("Tidak")
