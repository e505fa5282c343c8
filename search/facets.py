"""The facets of the catalogue, as data.

Each has the name under which it stands in addresses and in the API, a label and its
options. Options are either listed here, with their labels, or come from the index
with the labels that were stored there.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from domain import nomenclature, regions
from domain.attributes.entries import range_reversed
from domain.eligibility import TkdnBand
from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop
from domain.number_input import parse_rupiah, plain_text
from products.choices import RiskClass
from search.engines.base import Count, Filter, Range
from suppliers.models import BusinessScale

Label = str | Promise
MOST_VALUES = 100
"""How many values of a facet may be chosen at once."""


@dataclass(frozen=True, slots=True)
class Facet:
    """``options`` are shown in their order, those without hits too; where there are
    none the commonest ``size`` values are. Such values are ``among`` these, or have the
    form of ``pattern``; whether they exist :mod:`search.known_values` says. A facet
    with ``numeric`` takes ranges such as ``1000000-9999999`` over the number field it
    names.
    """

    name: str
    label: Label
    options: Mapping[str, Label] = field(default_factory=dict)
    size: int = 50
    numeric: str = ""
    among: Collection[str] = ()
    pattern: str = ""

    @property
    def values(self) -> Collection[str]:
        """All values that there are, where they are known; not of ranges."""
        return () if self.numeric else self.options or self.among

    def count(self) -> Count:
        if self.numeric:
            ranges = tuple(parse_range(value) for value in self.options)
            return Count(self.numeric, ranges=ranges)
        return Count(self.name, size=self.size)

    def filter(self, values: tuple[str, ...]) -> Filter:
        if self.numeric:
            return Filter(self.numeric, ranges=tuple(map(parse_range, values)))
        return Filter(self.name, values=values)

    def read(self, value: str) -> str:
        """The value as addresses have it. Raises InvalidInput for none of this facet:
        an amount that cannot be read, or what is no option."""
        if self.numeric:
            return read_range(value)
        if self.values and value not in self.values:
            raise InvalidInput(value_unknown(value))
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise InvalidInput(value_unknown(value))
        return value


def value_unknown(*values: str) -> Finding:
    return error(
        "value_unknown",
        gettext_noop("Nilai tidak dikenal: %(values)s."),
        values=", ".join(each[:50] for each in values[:5]),
    )


def too_many_values() -> Finding:
    return error(
        "too_many_values",
        gettext_noop("Pilih paling banyak %(most)d nilai."),
        most=MOST_VALUES,
    )


BETWEEN_AMOUNTS = re.compile("(?<![.,-])-(?!-)")
"""The stroke between two amounts, which is none in place of cents (850.000,-)."""


def read_range(text: str) -> str:
    """``1000000-9999999``, also of amounts as people write them: "1 jt - 5 jt".

    Raises InvalidInput.
    """
    try:
        range_ends(text)
    except ValueError:
        low, high = map(_amount, _parts(text))
        return price_range(low, high)
    return text


def price_range(low: int | None, high: int | None) -> str:
    """The value of a range in whole rupiah. Raises InvalidInput where the ends are out
    of order."""
    if low is not None and high is not None and low > high:
        raise InvalidInput(range_reversed(Decimal(low), Decimal(high)))
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _parts(text: str) -> list[str]:
    parts = BETWEEN_AMOUNTS.split(plain_text(text))
    if len(parts) != 2 or not any(part.strip() for part in parts):
        raise InvalidInput(
            error(
                "range_invalid",
                gettext_noop(
                    "“%(text)s” bukan rentang harga. Tulis batas bawah dan batas atas, "
                    "misalnya 1000000-5000000; salah satunya boleh kosong."
                ),
                text=text[:50],
            )
        )
    return parts


def _amount(text: str) -> int | None:
    return read_amount(text) if text.strip() else None


def read_amount(text: str) -> int:
    """A price that a person typed. Raises InvalidInput."""
    amount = parse_rupiah(text)
    if amount < 0:
        raise InvalidInput(
            error("amount_negative", gettext_noop("Harga tidak boleh kurang dari nol."))
        )
    return amount


def parse_range(text: str) -> Range:
    """The range that a value such as ``1000000-9999999`` means, both ends included.

    Raises ValueError.
    """
    low, high = range_ends(text)
    return Range(
        None if low is None else float(low), None if high is None else high + 1.0
    )


def range_ends(text: str) -> tuple[int | None, int | None]:
    """The ends of ``low-high`` in whole numbers, of which one may be left out.

    Raises ValueError.
    """
    low, dash, high = text.partition("-")
    well_formed = all(
        not part or (part.isascii() and part.isdigit()) for part in (low, high)
    )
    if not dash or not (low or high) or not well_formed or len(text) > 40:
        raise ValueError(f"not a range: {text!r}")
    if low and high and int(low) > int(high):
        raise ValueError(f"an empty range: {text!r}")
    return int(low) if low else None, int(high) if high else None


YES_NO = {"yes": _("Ya"), "no": _("Tidak")}

FACETS: tuple[Facet, ...] = (
    Facet("category", _("Kategori"), size=20, among=nomenclature.GROUPS),
    Facet("device_type", _("Jenis alat"), size=200, pattern="[a-z0-9_-]{1,60}"),
    Facet(
        "tkdn_band",
        _("Nilai TKDN"),
        {
            TkdnBand.FROM_60: _("60 % ke atas"),
            TkdnBand.FROM_40: _("40 % sampai 60 %"),
            TkdnBand.FROM_25: _("25 % sampai 40 %"),
            TkdnBand.BELOW_25: _("Di bawah 25 %"),
            TkdnBand.UNCERTIFIED: _("Tanpa sertifikat berlaku"),
        },
    ),
    Facet("tkdn_bmp_40", _("TKDN + BMP ≥ 40 %"), YES_NO),
    Facet(
        "price",
        _("Harga sebelum PPN"),
        {
            "-999999": _("Di bawah Rp 1 juta"),
            "1000000-9999999": _("Rp 1 juta – 10 juta"),
            "10000000-49999999": _("Rp 10 juta – 50 juta"),
            "50000000-199999999": _("Rp 50 juta – 200 juta"),
            "200000000-": _("Rp 200 juta ke atas"),
        },
        numeric="price",
    ),
    Facet("province", _("Provinsi"), regions.PROVINCES, size=50),
    Facet("supplier", _("Pemasok"), size=200, pattern="[0-9]{1,18}"),
    Facet("risk_class", _("Kelas risiko"), dict(RiskClass.choices)),
    Facet(
        "licence",
        _("Izin edar"),
        {
            "valid": _("Berlaku"),
            "expiring": _("Berakhir dalam 180 hari"),
            "expired": _("Kedaluwarsa"),
            "overruled": _("Ditolak, dibekukan atau dicabut"),
            "none": _("Belum ada"),
        },
    ),
    Facet("verified", _("Izin edar terverifikasi"), YES_NO),
    Facet("calibrated", _("Terkalibrasi"), YES_NO),
    Facet("in_stock", _("Stok tersedia"), YES_NO),
    Facet("business_scale", _("Skala usaha"), dict(BusinessScale.choices)),
)

FACETS_BY_NAME = {facet.name: facet for facet in FACETS}
