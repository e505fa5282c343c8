"""What the document of a product is made of.

A :class:`ProductDocument` is plain JSON, made by
:func:`search.documents.building.build_document`. Readers get it from the search engine
and ask the database nothing. Texts that differ by language come in pairs ``…_id`` and
``…_en``; days are ISO dates; prices whole rupiah before PPN.
"""

from typing import Any, TypedDict, cast

from core.pictures import PictureUrls


class Named(TypedDict):
    """A code with the label to show for it."""

    key: str
    label_id: str
    label_en: str


class SupplierSummary(TypedDict):
    id: int
    name: str
    legal_name: str
    url: str
    kind: str
    province: str
    province_name: str
    regency_name: str
    business_scale: str


class Picture(TypedDict):
    """``urls`` are addresses by the length of the longer side in pixels, and
    ``card`` for result lists."""

    alt: str
    caption: str
    urls: PictureUrls


class Restriction(TypedDict):
    """Why a variant cannot be ordered (:mod:`domain.sale`), and since which day."""

    reason: str
    since: str


class Variant(TypedDict):
    """``orderable`` says that the product is domestic, the price valid today, and no
    restriction in force. Those that are withdrawn from sale are in no document."""

    sku: str
    label: str
    label_en: str
    price: int | None
    ppn_percent: int
    price_with_ppn: int | None
    price_valid_until: str
    unit: str
    stock: int
    minimum_order: int
    gtin: str
    kfa_code: str
    restriction: Restriction | None
    orderable: bool


class Attribute(TypedDict):
    """A stated attribute. ``entry`` is as stored, in the canonical unit."""

    key: str
    label_id: str
    label_en: str
    kind: str
    unit: str
    better: str
    entry: dict[str, Any]
    text_id: str
    text_en: str


class Verification(TypedDict):
    """What a verifier found. ``state`` is ``open`` while it is only declared by the
    maker; the day is empty then. ``reason`` says why it was refused, frozen, revoked or
    replaced, and is empty otherwise."""

    state: str
    decided_on: str
    reason: str


class Licence(TypedDict):
    """A marketing authorisation; ``status`` as on the day the document was built."""

    number: str
    display: str
    domestic: bool
    risk_class: str
    licence_group: str
    registrar: str
    factory: str
    issued_on: str
    expires_on: str
    status: str
    document_url: str
    verification: Verification


class Tkdn(TypedDict):
    """A TKDN certificate; ``tkdn`` and ``bmp`` in percent, ``bmp`` None when the
    certificate states none."""

    number: str
    method: str
    holder: str
    tkdn: float
    bmp: float | None
    issued_on: str
    tkdn_expires_on: str
    bmp_expires_on: str
    status: str
    bmp_status: str
    self_declared: bool
    brand: str
    type_name: str
    hs_code: str
    document_url: str
    verification: Verification


class Certificate(TypedDict):
    """``of`` says whose it is: ``product`` or ``supplier``."""

    of: str
    kind: str
    number: str
    issuer: str
    standard: str
    scope: str
    issued_on: str
    expires_on: str
    status: str
    document_url: str
    verification: Verification


class Calibration(TypedDict):
    """``fit_for_use`` says that it may be called *laik pakai* on the day."""

    certificate_number: str
    purpose: str
    laboratory: str
    laboratory_code: str
    laboratory_url: str
    unit_serial: str
    performed_on: str
    issued_on: str
    due_on: str
    result: str
    fit_for_use: bool
    status: str
    document_url: str
    verification: Verification


class Attachment(TypedDict):
    kind: str
    title: str
    url: str
    size: int


class ProductCard(TypedDict):
    """What lists show of a product, which a search brings.

    ``tkdn`` and ``bmp`` are those valid on the day of building; ``licence``,
    ``domestic`` and ``verified`` are as in :class:`domain.eligibility.Eligibility`;
    ``orderable`` says that some variant is. Of the pictures it has the first alone.
    """

    id: int
    title: str
    title_en: str
    url: str
    brand: str
    model: str
    summary: str
    summary_en: str
    device_type: Named
    category: Named
    risk_class: str
    supplier: SupplierSummary
    pictures: list[Picture]
    variants: list[Variant]
    price_min: int | None
    price_max: int | None
    stock: int
    licence: Licence | None
    tkdn: float | None
    bmp: float | None
    tkdn_bmp: float | None
    tkdn_expires_on: str
    calibrated_until: str
    domestic: bool
    verified: bool
    orderable: bool


class ProductDocument(ProductCard):
    """All that readers are told of a product, with all of its pictures."""

    revision: int
    description: str
    description_en: str
    synonyms: list[str]
    sub_category: Named | None
    licence_group: Named | None
    licences: list[Licence]
    tkdn_certificates: list[Tkdn]
    certificates: list[Certificate]
    calibration_required: bool
    calibrations: list[Calibration]
    attributes: list[Attribute]
    attachments: list[Attachment]
    warranty_months: int | None
    country_of_origin: str
    pdn: dict[str, str]
    kbki_code: str
    hs_code: str
    weight_grams: int | None
    size_mm: list[int | None]
    regions_served: list[str]
    published_at: str
    updated_at: str


def product_card(document: ProductDocument) -> ProductCard:
    """The card of a product's document."""
    card: Any = {name: document[name] for name in ProductCard.__annotations__}
    card["pictures"] = document["pictures"][:1]
    return cast(ProductCard, card)
