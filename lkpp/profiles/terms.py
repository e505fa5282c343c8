"""LKPP's words for what the neutral record says, where several profiles use them."""

import re
from collections.abc import Iterable
from typing import Any

from lkpp.profiles.base import Record

ROOT_CATEGORY = "Alat Kesehatan"
"""The first level of the v6 category tree; the other two are Kemenkes' category and
sub-category, as far as one known path tells."""

DOMESTIC, IMPORTED = "Lokal", "Import"
"""Answers to "Klasifikasi Produk" in the v6 form, which spells "Import"."""

PDN = "PDN"
"""``jenis_produk`` in ISB and a label of v6. No word for the contrary was seen."""

PRODUCTION = {
    "all": "Diproduksi di seluruh Indonesia",
    "some": "Diproduksi sebagian di Indonesia",
    "none": "Tidak ada yang diproduksi di Indonesia",
}
LABOUR = {
    "all": "Dibuat oleh seluruh tenaga kerja Indonesia di dalam negeri",
    "some": "Sebagian tenaga kerja Indonesia",
    "none": "Tidak ada tenaga kerja Indonesia",
}
MATERIAL = {
    "all": "Seluruh bahan baku dalam negeri",
    "some": "Sebagian bahan baku dalam negeri",
    "none": "Tidak ada bahan baku dalam negeri",
}
"""Answers of the v6 form to the three questions of the self-declaration."""

SCALES = {
    "mikro": "Usaha Mikro",
    "kecil": "Usaha Kecil",
    "menengah": "Usaha Menengah",
    "besar": "Non UKM",
}
"""*Status usaha* in LKPP's notice to suppliers of 2022."""

COUNTRIES = {"ID": "Indonesia"}
"""Only what is made in Indonesia is exported; other countries keep their code."""

SHOWN = ("listing.shown", "listing.lkpp.shown")
PURCHASABLE = ("listing.purchasable", "listing.lkpp.purchasable")

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def shown_at_lkpp(listing: Record) -> bool | None:
    """Whether LKPP's own catalogue shows the variant: what LKPP reported, None where it
    reported nothing. What we keep hidden it is not to show, whatever it reported."""
    reported: bool | None = listing["lkpp"]["shown"]
    return reported if listing["shown"] else False


def purchasable_at_lkpp(listing: Record) -> bool | None:
    """Whether it can be bought there, likewise.

    Shown and purchasable are two things: LKPP shows what it has frozen.
    """
    reported: bool | None = listing["lkpp"]["purchasable"]
    return reported if listing["purchasable"] else False


def certificate(listing: Record, kind: str) -> Record | None:
    """The first certificate of a kind, of the product or its maker."""
    certificates: list[Record] = listing["certificates"]
    return next((each for each in certificates if each["kind"] == kind), None)


def holds_the_licence(listing: Record) -> bool:
    """Whether the licence names the maker itself as its registrar; the maker's own
    numbers are the licence holder's only then."""
    registrar = listing["licence"]["registrar"]
    return _is_the_maker(listing, registrar)


def runs_the_factory(listing: Record) -> bool:
    """Whether the factory on the licence is the maker; its address is known then."""
    return _is_the_maker(listing, listing["licence"]["factory"])


def _is_the_maker(listing: Record, name: str | None) -> bool:
    if name is None:
        return False
    maker: str = listing["maker"]["legal_name"]
    return name.casefold() == maker.casefold()


def category_path(listing: Record) -> list[str]:
    """Names of the three levels of the v6 tree. A path, for names of the third level
    are not unique."""
    return [
        ROOT_CATEGORY,
        listing["category"]["name"],
        listing["sub_category"]["name"],
    ]


def warranty(months: int | None) -> str | None:
    """``2 tahun``, or ``18 bulan`` where it is not a number of whole years."""
    if not months:
        return None
    years, rest = divmod(months, 12)
    return f"{months} bulan" if rest else f"{years} tahun"


def tenths(number: int | None) -> int | float | None:
    """A tenth of a number: millimetres as centimetres, without a needless ``.0``."""
    if number is None:
        return None
    whole, rest = divmod(number, 10)
    return number / 10 if rest else whole


def percentage(text: str | None) -> float | None:
    return None if text is None else float(text)


def shortened(text: str, limit: int) -> str:
    """``text``, or as many whole words of it as fit, with an ellipsis. A word longer
    than half of the limit is cut, rather than leave next to nothing."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    whole_words = kept.rpartition(" ")[0]
    return (whole_words if len(whole_words) * 2 > limit else kept).rstrip() + "…"


def without_tags(text: str) -> str:
    """``text`` without what a browser would take for markup; ``a < b`` stays."""
    return _TAG.sub("", text) if "<" in text else text


def distinct(names: Iterable[Any]) -> list[Any]:
    """What is stated among ``names``, each once, in their order."""
    return list(dict.fromkeys(name for name in names if name))
