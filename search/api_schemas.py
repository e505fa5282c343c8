"""What the public API answers. What is not known of a product is null, never "" or 0.

Days are ISO 8601, of Asia/Jakarta, moments RFC 3339 in UTC, prices whole rupiah,
addresses absolute. Sets of values are stated in the description alone: an answer is not
withheld because of a value that the description does not know yet.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from certificates.kinds import CaseState, CertificateKind
from core.addresses import absolute
from domain import nomenclature, regions
from domain.attributes.definitions import DIRECTIONS, KINDS
from domain.sale import RestrictionReason
from domain.validity import Status
from products.choices import DomesticShare, LicenceGroup, RiskClass
from products.models.calibration import CalibrationPurpose, CalibrationResult
from products.models.media import AttachmentKind
from products.models.tkdn import TkdnMethod
from suppliers.models import BusinessScale, SupplierKind


def _stated(value: Any) -> Any:
    return None if value == "" else value


def _address(value: Any) -> Any:
    return absolute(value) if value else None


def _text(**described: Any) -> Any:
    schema = {"type": ["string", "null"], **described}
    return Annotated[str | None, BeforeValidator(_stated), WithJsonSchema(schema)]


def one_of(values: Iterable[str]) -> Any:
    """One of ``values``, or null."""
    return _text(enum=[*(str(each) for each in values if each), None])


Text = _text()
Day = _text(format="date")
Moment = _text(format="date-time")
Address = Annotated[
    str | None,
    BeforeValidator(_address),
    WithJsonSchema({"type": ["string", "null"], "format": "uri"}),
]
Count = Annotated[int, Field(ge=0)]
Rupiah = Annotated[int | None, Field(ge=0)]
Percent = Annotated[float | None, Field(ge=0)]
Province = one_of(regions.PROVINCES)
Validity = one_of(Status)
Class = one_of(RiskClass.values)


class NamedOut(Schema):
    """A code, and its label in the language asked for."""

    key: str
    label: str


class SupplierOut(Schema):
    id: int
    name: str


class RestrictionOut(Schema):
    """Why a variant cannot be ordered, and since which day."""

    reason: one_of(RestrictionReason)
    since: Day


class HitOut(Schema):
    """A product in a result list. Prices are whole rupiah before PPN, of the cheapest
    and the dearest variant; ``tkdn`` and ``bmp`` percentages that are valid today;
    ``restriction`` is there where none of its variants can be ordered."""

    id: int
    title: str
    url: Address
    brand: Text
    model: Text
    summary: Text
    image: Address
    device_type: NamedOut
    category: NamedOut
    supplier: SupplierOut
    province: Province
    risk_class: Class
    price_min: Rupiah
    price_max: Rupiah
    stock: Count
    tkdn: Percent
    bmp: Percent
    tkdn_bmp: Percent
    licence: Text
    licence_status: Validity
    licence_expires_on: Day
    calibrated_until: Day
    restriction: RestrictionOut | None
    orderable: bool


class OptionOut(Schema):
    value: str
    label: str
    count: Count
    selected: bool


class FacetOut(Schema):
    name: str
    label: str
    options: list[OptionOut]


class SearchOut(Schema):
    total: Count
    page: Annotated[int, Field(ge=1)]
    page_size: Annotated[int, Field(ge=1)]
    results: list[HitOut]
    facets: list[FacetOut]


class LabelledOut(Schema):
    """A code, and its label in both languages."""

    key: str
    label_id: str
    label_en: str


class CategoryOut(LabelledOut):
    key: Annotated[str, Field(json_schema_extra={"enum": [*nomenclature.GROUPS]})]


class CompanyOut(Schema):
    """Who makes the product. ``province`` is Kemendagri's code."""

    id: int
    name: str
    legal_name: Text
    url: Address
    kind: one_of(SupplierKind.values)
    province: Province
    province_name: Text
    regency_name: Text
    business_scale: one_of(BusinessScale.values)


class PictureSizesOut(Schema):
    """The picture by the length of its longer side in pixels, and for result lists."""

    card: Address
    s50: Address
    s100: Address
    s300: Address
    s800: Address


class PictureOut(Schema):
    alt: Text
    caption: Text
    urls: PictureSizesOut


class VariantOut(Schema):
    """What one buys. ``price`` is before PPN; ``orderable`` says that the product is
    domestic, the price valid today, and no ``restriction`` in force."""

    sku: str
    label: Text
    label_en: Text
    price: Rupiah
    ppn_percent: Count
    price_with_ppn: Rupiah
    price_valid_until: Day
    unit: Text
    stock: Count
    minimum_order: Count
    gtin: Text
    kfa_code: Text
    restriction: RestrictionOut | None
    orderable: bool


class EntryOut(Schema):
    """A value in the attribute's canonical unit: ``value``, or ``low`` and ``high`` of
    a range. ``typed`` is what the maker wrote."""

    value: float | bool | str | list[str] | None = None
    low: float | None = None
    high: float | None = None
    unit: Text = None
    typed: Text = None


class AttributeOut(Schema):
    """A stated attribute; one that is missing is not stated, which is not "no"."""

    key: str
    label_id: str
    label_en: str
    kind: one_of(KINDS)
    unit: Text
    better: one_of(DIRECTIONS)
    entry: EntryOut
    text_id: str
    text_en: str


class VerificationOut(Schema):
    """What a verifier found; ``open`` while it is only declared by the maker."""

    state: one_of(CaseState.values)
    decided_on: Day
    reason: Text


class LicenceOut(Schema):
    """A marketing authorisation; ``status`` as of today."""

    number: str
    display: str
    domestic: bool
    risk_class: Class
    licence_group: one_of(LicenceGroup.values)
    registrar: Text
    factory: Text
    issued_on: Day
    expires_on: Day
    status: Validity
    document_url: Address
    verification: VerificationOut


class TkdnOut(Schema):
    """A certificate of local content; ``tkdn`` and ``bmp`` in percent."""

    number: Text
    method: one_of(TkdnMethod.values)
    holder: Text
    tkdn: Percent
    bmp: Percent
    issued_on: Day
    tkdn_expires_on: Day
    bmp_expires_on: Day
    status: Validity
    bmp_status: Validity
    self_declared: bool
    brand: Text
    type_name: Text
    hs_code: Text
    document_url: Address
    verification: VerificationOut


class CertificateOut(Schema):
    """Another certificate, of the product or of its maker, as ``of`` says."""

    of: one_of(("product", "supplier"))
    kind: one_of(CertificateKind.values)
    number: Text
    issuer: Text
    standard: Text
    scope: Text
    issued_on: Day
    expires_on: Day
    status: Validity
    document_url: Address
    verification: VerificationOut


class CalibrationOut(Schema):
    """The calibration of one unit, known by its serial number. ``fit_for_use`` says
    that it may be called *laik pakai* today."""

    certificate_number: Text
    purpose: one_of(CalibrationPurpose.values)
    laboratory: Text
    laboratory_code: Text
    laboratory_url: Address
    unit_serial: Text
    performed_on: Day
    issued_on: Day
    due_on: Day
    result: one_of(CalibrationResult.values)
    fit_for_use: bool
    status: Validity
    document_url: Address
    verification: VerificationOut


class AttachmentOut(Schema):
    """A file to download; ``size`` in bytes."""

    kind: one_of(AttachmentKind.values)
    title: str
    url: Address
    size: Count


class DeclarationOut(Schema):
    """The maker's own declaration of where the product comes from (PDN)."""

    production: one_of(DomesticShare.values)
    labour: one_of(DomesticShare.values)
    material: one_of(DomesticShare.values)


class ProductOut(Schema):
    """Everything public about a product.

    ``licence``, ``tkdn`` and ``bmp`` are those that count today, ``tkdn_bmp`` is their
    sum; ``calibrated_until`` is the end of the calibration that found a unit fit;
    ``size_mm`` is length, width and height; ``regions_served`` is empty where all of
    Indonesia is served.
    """

    id: int
    revision: Count
    title: str
    title_en: Text
    url: Address
    brand: Text
    model: Text
    summary: Text
    summary_en: Text
    description: Text
    description_en: Text
    device_type: LabelledOut
    synonyms: list[str]
    category: CategoryOut
    sub_category: LabelledOut | None
    risk_class: Class
    licence_group: LabelledOut | None
    supplier: CompanyOut
    pictures: list[PictureOut]
    variants: list[VariantOut]
    price_min: Rupiah
    price_max: Rupiah
    stock: Count
    licence: LicenceOut | None
    licences: list[LicenceOut]
    tkdn: Percent
    bmp: Percent
    tkdn_bmp: Percent
    tkdn_expires_on: Day
    tkdn_certificates: list[TkdnOut]
    certificates: list[CertificateOut]
    calibration_required: bool
    calibrated_until: Day
    calibrations: list[CalibrationOut]
    attributes: list[AttributeOut]
    attachments: list[AttachmentOut]
    warranty_months: int | None
    country_of_origin: Text
    pdn: DeclarationOut
    kbki_code: Text
    hs_code: Text
    weight_grams: int | None
    size_mm: Annotated[list[int | None], Field(min_length=3, max_length=3)]
    regions_served: list[Annotated[str, Field(pattern="^[0-9]{2}$")]]
    domestic: bool
    verified: bool
    orderable: bool
    published_at: Moment
    updated_at: Moment
