"""The neutral record of a variant, from which every export profile is made.

A profile of LKPP is a pure function of such a record (see :mod:`lkpp`). A record has
five sections that change independently; ``changed`` holds for each the moment at
which readers were first given its present content, so that a reader may refresh
prices without fetching pictures. A withdrawn variant keeps its SKU, name and moments
and loses its sections.
"""

from typing import Any, TypedDict

from certificates.validity import HOLDING
from search.documents import ProductDocument, Variant, plain_text

SECTIONS = ("listing", "specification", "pictures", "price", "attachments")


class Listing(TypedDict):
    """``valid_until`` is the last day of price and licence; ``tkdn`` in percent."""

    brand: str
    model: str
    supplier: str
    summary: str
    description: str
    unit: str
    stock: int
    minimum_order: int
    valid_until: str
    domestic: bool
    tkdn: float | None
    bmp: float | None
    licence: str
    kbki_code: str
    kfa_code: str
    gtin: str
    url: str


class SpecificationItem(TypedDict):
    label: str
    text: str


class Price(TypedDict):
    """Whole rupiah."""

    before_ppn: int
    with_ppn: int
    ppn_percent: int


class VariantRecord(TypedDict):
    """See the module. ``reason`` says why the variant left: ``withdrawn``,
    ``licence-expired`` or ``deleted``; it is empty while ``active``."""

    sku: str
    product_id: int
    revision: int
    name: str
    active: bool
    reason: str
    created_at: str
    updated_at: str
    changed: dict[str, str]
    listing: Listing | None
    specification: list[SpecificationItem] | None
    pictures: list[dict[str, Any]] | None
    price: Price | None
    attachments: list[dict[str, str]] | None


VariantSections = dict[str, dict[str, Any]]
"""By SKU, the name of a variant and the content of each of its sections."""


def variant_sections(document: ProductDocument) -> VariantSections:
    """The sections of each variant that can be ordered, by SKU, with its name.

    A variant can be ordered when its product can (a domestic licence holds) and its
    price holds today.
    """
    if not document["orderable"]:
        return {}
    description = plain_text(document["description"])
    attachments = _attachments(document)
    return {
        variant["sku"]: {
            "name": _name(document, variant),
            "listing": _listing(document, variant, description),
            "specification": _specification(document, variant),
            "pictures": document["pictures"],
            "price": Price(
                before_ppn=variant["price"],
                with_ppn=variant["price_with_ppn"],
                ppn_percent=variant["ppn_percent"],
            ),
            "attachments": attachments,
        }
        for variant in document["variants"]
        if variant["orderable"]
    }


def _name(document: ProductDocument, variant: Variant) -> str:
    return " ".join(filter(None, (document["title"], variant["label"])))


def _listing(document: ProductDocument, variant: Variant, description: str) -> Listing:
    licence = document["licence"]
    last_days = [licence["expires_on"], variant["price_valid_until"]]
    return Listing(
        brand=document["brand"],
        model=document["model"],
        supplier=document["supplier"]["legal_name"],
        summary=document["summary"],
        description=description,
        unit=variant["unit"],
        stock=variant["stock"],
        minimum_order=variant["minimum_order"],
        valid_until=min(day for day in last_days if day),
        domestic=document["domestic"],
        tkdn=document["tkdn"],
        bmp=document["bmp"],
        licence=licence["display"],
        kbki_code=document["kbki_code"],
        kfa_code=variant["kfa_code"],
        gtin=variant["gtin"],
        url=document["url"],
    )


def _specification(
    document: ProductDocument, variant: Variant
) -> list[SpecificationItem]:
    items = [
        SpecificationItem(label=each["label_id"], text=each["text_id"])
        for each in document["attributes"]
    ]
    licence = document["licence"]
    facts = [
        ("Model/Tipe", document["model"]),
        ("Varian", variant["label"]),
        ("Nomor Izin Edar (NIE)", licence["display"]),
        ("Masa Berlaku NIE", licence["expires_on"]),
        ("Pabrik", licence["factory"]),
        ("Kode KFA", variant["kfa_code"]),
    ]
    if document["warranty_months"]:
        facts.append(("Garansi", f"{document['warranty_months']} bulan"))
    if document["weight_grams"]:
        kilograms = document["weight_grams"] / 1000
        facts.insert(0, ("Estimasi Berat Pengiriman", f"{kilograms:g} Kg"))
    stated = [SpecificationItem(label=name, text=text) for name, text in facts if text]
    return stated + items


def _attachments(document: ProductDocument) -> list[dict[str, str]]:
    files = [
        ("Nomor Izin Edar (NIE)", document["licence"]["document_url"]),
        *(("Sertifikat TKDN", each["document_url"]) for each in _current(document)),
        *((each["title"], each["url"]) for each in document["attachments"]),
    ]
    return [{"label": label, "url": url} for label, url in files if url]


def _current(document: ProductDocument):
    return [each for each in document["tkdn_certificates"] if each["status"] in HOLDING]
