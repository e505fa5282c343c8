"""The neutral record of a variant, from which every export profile is made.

A profile of LKPP is a pure function of such a record (see :mod:`lkpp.profiles`). The
record is rendered when its product's document is built and kept in the ledger. Its
five *sections* change independently; ``changed`` holds for each the moment at which
readers were first given its present content, so that a reader may refresh prices
without fetching pictures. A withdrawn variant keeps its identity and loses its
sections.

Amounts are whole rupiah, percentages decimals written as text, days ISO dates of
Asia/Jakarta, moments RFC 3339 in UTC, addresses without host in the ledger and with it
wherever they leave (:mod:`lkpp.records.addresses`), lengths millimetres, weights
grams. None is *not stated*, which is never *no*.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.prices import PpnPercent

SCHEMA_VERSION = "3"
"""Raised with every change of the record's form; readers are given it."""

SECTIONS = ("listing", "specification", "pictures", "price", "attachments")

Rupiah = Annotated[int, Field(ge=0)]
Percentage = Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{2}$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        json_schema_extra={"format": "date-time"},
    ),
]
Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
"""Of ours or another's. :mod:`lkpp.records.addresses` relies on it that such fields,
and no others, are called ``url``, or are in ``urls`` by the size of a picture."""
Verification = Literal["open", "verified", "refused", "frozen", "revoked", "replaced"]


class Strict(BaseModel):
    """Accepts its own fields only, and no other type for them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Coded(Strict):
    """A code of a nomenclature with its Indonesian name."""

    code: str
    name: str


class Maker(Strict):
    """The supplier that makes the device. ``id`` is our number of it; ``npwp`` and
    ``nib`` are digits; ``province`` and ``regency`` Kemendagri codes."""

    id: int
    name: str
    legal_name: str
    nib: str | None
    npwp: str | None
    business_scale: str | None
    kbli_codes: list[str]
    province: str | None
    province_name: str | None
    regency: str | None
    regency_name: str | None
    address: str | None


class Licence(Strict):
    """The marketing authorisation (NIE) under which the variant is offered."""

    number: str
    display: str
    kind: str
    risk_class: str
    group: Coded | None
    registrar: str | None
    factory: str | None
    issued_on: Day
    expires_on: Day
    verification: Verification


class LocalContent(Strict):
    """The TKDN certificate that counts today; ``total`` is TKDN and BMP together."""

    number: str
    method: str
    holder: str | None
    self_declared: bool
    tkdn: Percentage
    bmp: Percentage | None
    total: Percentage
    issued_on: Day
    expires_on: Day
    bmp_expires_on: Day | None
    brand: str | None
    type_name: str | None
    specification: str | None
    hs_code: str | None
    verification: Verification


class QualityCertificate(Strict):
    """Any further certificate that holds: of the product, or of its maker."""

    of: Literal["product", "supplier"]
    kind: str
    number: str
    issuer: str | None
    standard: str | None
    expires_on: Day | None
    verification: Verification


class Declaration(Strict):
    """The maker's own answers on domestic production (PDN): all, some or none."""

    production: Literal["all", "some", "none"] | None
    labour: Literal["all", "some", "none"] | None
    material: Literal["all", "some", "none"] | None


class Calibration(Strict):
    """Whether the device must be calibrated, and until when a sample unit is."""

    required: bool
    until: Day | None


class Assigned(Strict):
    """What LKPP assigned to the variant and says of it, as it was last told to us.
    Nothing of it is ever made up."""

    kd_produk: int | None
    v6_id: str | None
    category_id: str | None
    shown: bool | None
    purchasable: bool | None
    told_on: Day | None


class Restriction(Strict):
    """Why we let nobody order the variant (:mod:`domain.sale`), and since which day."""

    reason: Literal[
        "production_paused",
        "discontinued",
        "price_under_revision",
        "data_under_correction",
        "evidence_under_review",
        "recalled",
        "authority_order",
        "other",
    ]
    since: Day


class Listing(Strict):
    """What the variant is and on what terms it is offered.

    ``valid_until`` is the last day of licence and price; ``shown`` and ``purchasable``
    are what *we* say of it: one that is not to be shown has left, and what is not
    purchasable has a ``restriction``.
    """

    device_type: Coded
    category: Coded
    sub_category: Coded
    title: str
    variant: str | None
    brand: str
    model: str
    summary: str | None
    description: str | None
    unit: str
    stock: int
    minimum_order: int
    valid_until: Day
    shown: bool
    purchasable: bool
    restriction: Restriction | None
    domestic: bool
    country_of_origin: str
    maker: Maker
    licence: Licence
    local_content: LocalContent | None
    certificates: list[QualityCertificate]
    declaration: Declaration
    calibration: Calibration
    kbki_code: str | None
    kfa_code: str | None
    hs_code: str | None
    gtin: str | None
    warranty_months: int | None
    weight_grams: int | None
    length_mm: int | None
    width_mm: int | None
    height_mm: int | None
    regions_served: list[str]
    url: Address
    lkpp: Assigned


class SpecificationItem(Strict):
    label: str
    text: str


class Picture(Strict):
    """``urls`` are addresses by the length of the longer side in pixels."""

    alt: str
    caption: str
    urls: dict[str, Address]


class Price(Strict):
    """``before_ppn`` is what the maker states and the only truth; ``taxable`` the
    base on which PPN is charged, and ``with_ppn`` what a buyer pays."""

    before_ppn: Annotated[int, Field(gt=0)]
    ppn_percent: PpnPercent
    reduced_base: bool
    taxable: Rupiah
    with_ppn: Rupiah


class Attachment(Strict):
    kind: str
    label: str
    url: Address


class NeutralRecord(Strict):
    """See the module. ``reason`` says why the variant left: ``withdrawn``,
    ``licence-expired``, ``not-ready`` or ``deleted``; it is empty while ``active``,
    and ``explanation`` says it in a sentence."""

    schema_version: str
    sku: str
    product_id: int
    revision: int
    name: str
    active: bool
    reason: str
    explanation: str
    created_at: Moment
    updated_at: Moment
    changed: dict[str, Moment]
    listing: Listing | None
    specification: list[SpecificationItem] | None
    pictures: list[Picture] | None
    price: Price | None
    attachments: list[Attachment] | None
