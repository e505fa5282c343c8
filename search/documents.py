"""The document of a product: everything a list, a comparison, the API shows of it.

A :class:`ProductDocument` is plain JSON, made by :func:`build_document` from a page
whose relations were prefetched; nothing here queries. Readers get it from the search
engine and ask the database nothing. Texts that differ by language come in pairs
``…_id`` and ``…_en``; days are ISO dates; prices whole rupiah before PPN.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypedDict

from django.utils import timezone

from certificates.kinds import CaseState
from core.pictures import PictureUrls, picture_urls
from domain import nomenclature, regions
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.display import format_in_both
from domain.attributes.entries import Entry
from domain.eligibility import Eligibility
from domain.prices import with_ppn
from products.calibration.validity import calibrated_until
from products.models import ProductPage
from suppliers.models import SupplierPage


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


class Variant(TypedDict):
    """``orderable`` says that the product is domestic and the price valid today."""

    sku: str
    label: str
    price: int | None
    ppn_percent: int
    price_with_ppn: int | None
    price_valid_until: str
    unit: str
    stock: int
    minimum_order: int
    gtin: str
    kfa_code: str
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
    maker; the day is empty then."""

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


class ProductDocument(TypedDict):
    """See the module. ``tkdn`` and ``bmp`` are those valid on the day of building;
    ``licence`` is the first valid one in the maker's order; ``domestic``
    and ``verified`` are as in :class:`domain.eligibility.Eligibility`; ``orderable``
    says that some variant is."""

    id: int
    revision: int
    title: str
    title_en: str
    url: str
    brand: str
    model: str
    summary: str
    summary_en: str
    description: str
    description_en: str
    device_type: Named
    synonyms: list[str]
    category: Named
    sub_category: Named
    risk_class: str
    licence_group: Named | None
    supplier: SupplierSummary
    pictures: list[Picture]
    variants: list[Variant]
    price_min: int | None
    price_max: int | None
    stock: int
    licence: Licence | None
    licences: list[Licence]
    tkdn: float | None
    bmp: float | None
    tkdn_bmp: float | None
    tkdn_expires_on: str
    tkdn_certificates: list[Tkdn]
    certificates: list[Certificate]
    calibration_required: bool
    calibrated_until: str
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
    domestic: bool
    verified: bool
    orderable: bool
    published_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a document depends on besides its page.

    ``root_path`` is the tree path of the site's home page, which addresses leave
    out; ``ppn_base`` the share of a price that PPN is charged on.
    """

    on: date
    root_path: str
    ppn_base: Fraction


def build_document(
    page: ProductPage,
    supplier: SupplierPage,
    eligibility: Eligibility,
    context: BuildContext,
) -> ProductDocument:
    """The document of ``page`` as of the day ``context.on``, with revision 0.

    ``page`` comes from ``ProductPage.objects.with_public_details()``, ``eligibility``
    is its on the same day.
    """
    device_type = page.device_type
    licence = eligibility.licence and _licence(eligibility.licence, context.on)
    variants = [_variant(row, eligibility, context) for row in page.variants.all()]
    prices = [each["price"] for each in variants if each["price"] is not None]
    content = eligibility.local_content
    calibrations = page.calibration_records.all()
    return ProductDocument(
        id=page.pk,
        revision=0,
        title=page.title,
        title_en=page.name_en,
        url=public_path(page.url_path, context),
        brand=page.brand,
        model=page.model_name,
        summary=page.summary,
        summary_en=page.summary_en,
        description=page.description,
        description_en=page.description_en,
        device_type=Named(
            key=device_type.key,
            label_id=device_type.name_id,
            label_en=device_type.name_en,
        ),
        synonyms=list(device_type.synonyms),
        category=_named(device_type.category, nomenclature.CATEGORIES),
        sub_category=_named(device_type.sub_category, nomenclature.SUB_CATEGORIES),
        risk_class=licence["risk_class"] if licence else device_type.risk_class,
        licence_group=_named(
            (licence and licence["licence_group"]) or device_type.licence_group,
            nomenclature.LICENCE_GROUPS,
        ),
        supplier=_supplier(supplier, context),
        pictures=[_picture(row) for row in page.pictures.all()],
        variants=variants,
        price_min=min(prices, default=None),
        price_max=max(prices, default=None),
        stock=sum(each["stock"] for each in variants),
        licence=licence,
        licences=[_licence(row, context.on) for row in page.authorisations.all()],
        tkdn=_percentage(content and content.tkdn),
        bmp=_percentage(content and content.bmp),
        tkdn_bmp=_percentage(content and content.total),
        tkdn_expires_on=_day(content and content.certificate.tkdn_expires_on),
        tkdn_certificates=[
            _tkdn(row, context.on) for row in page.tkdn_certificates.all()
        ],
        certificates=[
            *(_certificate(row, context.on) for row in page.certificates.all()),
            *(_company(row, context.on) for row in supplier.certificates.all()),
        ],
        calibration_required=device_type.calibration_required,
        calibrated_until=_day(calibrated_until(calibrations, context.on)),
        calibrations=[_calibration(row, context) for row in calibrations],
        attributes=_attributes(page),
        attachments=[_attachment(row) for row in page.attachments.all()],
        warranty_months=page.warranty_months,
        country_of_origin=str(page.country_of_origin),
        pdn={
            "production": page.production_share,
            "labour": page.labour_share,
            "material": page.material_share,
        },
        kbki_code=page.kbki_code,
        hs_code=page.hs_code,
        weight_grams=page.weight_grams,
        size_mm=[page.length_mm, page.width_mm, page.height_mm],
        regions_served=list(page.regions_served),
        domestic=eligibility.domestic,
        verified=eligibility.verified,
        orderable=any(each["orderable"] for each in variants),
        published_at=_moment(page.first_published_at),
        updated_at=_moment(page.last_published_at),
    )


def rebuild_on(page: ProductPage, supplier: SupplierPage, on: date) -> date | None:
    """The next day after ``on`` on which some date makes the document another."""
    periods = [row.validity for row in _dated_rows(page, supplier)]
    periods += [row.bmp_validity for row in page.tkdn_certificates.all()]
    periods += [row.price_validity for row in page.variants.all()]
    changes = (period.next_change(on) for period in periods)
    return min((day for day in changes if day is not None), default=None)


def public_path(url_path: str, context: BuildContext) -> str:
    """The address of a page, without host and language."""
    return "/" + url_path[len(context.root_path) :]


def _dated_rows(page: ProductPage, supplier: SupplierPage) -> Iterable:
    yield from page.authorisations.all()
    yield from page.tkdn_certificates.all()
    yield from page.certificates.all()
    yield from page.calibration_records.all()
    yield from supplier.certificates.all()


def _named(code: str, names: dict[str, nomenclature.Name]) -> Named:
    name = names[code]
    return Named(key=code, label_id=name.id, label_en=name.en)


def _supplier(supplier: SupplierPage, context: BuildContext) -> SupplierSummary:
    province, regency = supplier.province, supplier.regency
    return SupplierSummary(
        id=supplier.pk,
        name=supplier.title,
        legal_name=supplier.legal_name,
        url=public_path(supplier.url_path, context),
        kind=supplier.kind,
        province=province,
        province_name=regions.province_name(province) if province else "",
        regency_name=regions.regency_name(regency) if regency else "",
        business_scale=supplier.business_scale,
    )


def _picture(row) -> Picture:
    image = row.image
    return Picture(
        alt=image.description or image.title,
        caption=row.caption,
        urls=picture_urls(image.pk),
    )


def _variant(row, eligibility: Eligibility, context: BuildContext) -> Variant:
    taxed = None
    if row.price is not None:
        taxed = with_ppn(row.price, row.ppn_percent, context.ppn_base)
    return Variant(
        sku=row.sku,
        label=row.label,
        price=row.price,
        ppn_percent=row.ppn_percent,
        price_with_ppn=taxed,
        price_valid_until=_day(row.price_valid_until),
        unit=row.unit,
        stock=row.stock,
        minimum_order=row.minimum_order,
        gtin=row.gtin,
        kfa_code=row.kfa_code,
        orderable=eligibility.is_orderable(row),
    )


def _licence(row, on: date) -> Licence:
    parsed = row.parsed
    return Licence(
        number=parsed.canonical,
        display=parsed.display,
        domestic=parsed.is_domestic,
        risk_class=row.risk_class,
        licence_group=row.licence_group,
        registrar=row.registrar,
        factory=row.factory,
        issued_on=_day(row.issued_on),
        expires_on=_day(row.expires_on),
        status=row.status(on),
        document_url=_document_url(row.document),
        verification=_verification(row),
    )


def _tkdn(row, on: date) -> Tkdn:
    return Tkdn(
        number=row.number,
        method=row.method,
        holder=row.holder,
        tkdn=_percentage(row.tkdn),
        bmp=_percentage(row.bmp),
        issued_on=_day(row.issued_on),
        tkdn_expires_on=_day(row.tkdn_expires_on),
        bmp_expires_on=_day(row.bmp_expires_on),
        status=row.status(on),
        bmp_status="" if row.bmp is None else row.bmp_validity.status(on),
        self_declared=row.self_declared,
        brand=row.brand,
        type_name=row.type_name,
        hs_code=row.hs_code,
        document_url=_document_url(row.document),
        verification=_verification(row),
    )


def _certificate(row, on: date) -> Certificate:
    return _any_certificate(row, on, "product", row.standard)


def _company(row, on: date) -> Certificate:
    return _any_certificate(row, on, "supplier", "")


def _any_certificate(row, on: date, of: str, standard: str) -> Certificate:
    return Certificate(
        of=of,
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        standard=standard,
        scope=row.scope,
        issued_on=_day(row.issued_on),
        expires_on=_day(row.expires_on),
        status=row.status(on),
        document_url=_document_url(row.document),
        verification=_verification(row),
    )


def _verification(row) -> Verification:
    case = row.case
    if case is None or case.decided_at is None:
        return Verification(state=CaseState.OPEN.value, decided_on="", reason="")
    return Verification(
        state=case.state,
        decided_on=_day(timezone.localtime(case.decided_at).date()),
        reason=case.reason,
    )


def _calibration(row, context: BuildContext) -> Calibration:
    laboratory = row.laboratory
    return Calibration(
        certificate_number=row.certificate_number,
        purpose=row.purpose,
        laboratory=row.laboratory_title,
        laboratory_code=row.laboratory_code,
        laboratory_url=(
            public_path(laboratory.url_path, context)
            if laboratory and laboratory.live
            else ""
        ),
        unit_serial=row.unit_serial,
        performed_on=_day(row.performed_on),
        issued_on=_day(row.issued_on),
        due_on=_day(row.due_on),
        result=row.result,
        fit_for_use=row.fit_for_use(context.on),
        status=row.status(context.on),
        document_url=_document_url(row.document),
        verification=_verification(row),
    )


def _attributes(page: ProductPage) -> list[Attribute]:
    return [
        _attribute(definition, page.attributes[definition.key])
        for definition in page.device_type.definitions
        if definition.key in page.attributes
    ]


def _attribute(definition: AttributeDefinition, entry: Entry) -> Attribute:
    text_id, text_en = format_in_both(definition, entry)
    return Attribute(
        key=definition.key,
        label_id=definition.label_id,
        label_en=definition.label_en,
        kind=definition.kind,
        unit=definition.unit,
        better=definition.better,
        entry=entry,
        text_id=text_id,
        text_en=text_en,
    )


def _attachment(row) -> Attachment:
    return Attachment(
        kind=row.kind,
        title=row.document.title,
        url=_document_url(row.document),
        size=row.document.file_size or 0,
    )


def _document_url(document) -> str:
    return document.url if document else ""


def _percentage(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _moment(value) -> str:
    return value.isoformat(timespec="seconds") if value else ""
