"""Building the document of a product from its page.

The page comes with its relations fetched: nothing here queries.
"""

from core.pictures import picture_urls
from domain import nomenclature, regions
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.display import format_in_both
from domain.attributes.entries import Entry
from domain.eligibility import Eligibility
from domain.prices import with_ppn
from products.calibration.validity import calibrated_until
from products.models import ProductPage, ProductVariant, SaleRestriction
from products.sale.reading import for_sale
from search.documents.context import BuildContext, public_path
from search.documents.evidence import (
    calibration_facts,
    licence_facts,
    product_certificate,
    supplier_certificate,
    tkdn_facts,
)
from search.documents.types import (
    Attachment,
    Attribute,
    Named,
    Picture,
    ProductDocument,
    Restriction,
    SupplierSummary,
    Variant,
)
from search.documents.values import day, document_url, moment, percentage
from suppliers.models import SupplierPage


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
    licence = eligibility.licence and licence_facts(eligibility.licence, context.on)
    variants = [
        _variant(row, page.restrictions.get(row.sku), eligibility, context)
        for row in page.shown_variants
    ]
    sold = for_sale(variants)
    prices = [each["price"] for each in sold if each["price"] is not None]
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
        category=_named(device_type.category, nomenclature.GROUPS),
        sub_category=_if_any(device_type.sub_category, nomenclature.SUB_CATEGORIES),
        risk_class=licence["risk_class"] if licence else device_type.risk_class,
        licence_group=_if_any(
            (licence and licence["licence_group"]) or device_type.licence_group,
            nomenclature.LICENCE_GROUPS,
        ),
        supplier=_supplier(supplier, context),
        pictures=[_picture(row) for row in page.pictures.all()],
        variants=variants,
        price_min=min(prices, default=None),
        price_max=max(prices, default=None),
        stock=sum(each["stock"] for each in sold),
        licence=licence,
        licences=[licence_facts(row, context.on) for row in page.authorisations.all()],
        tkdn=percentage(content and content.tkdn),
        bmp=percentage(content and content.bmp),
        tkdn_bmp=percentage(content and content.total),
        tkdn_expires_on=day(content and content.certificate.tkdn_expires_on),
        tkdn_certificates=[
            tkdn_facts(row, context.on) for row in page.tkdn_certificates.all()
        ],
        certificates=[
            *(product_certificate(row, context.on) for row in page.certificates.all()),
            *(
                supplier_certificate(row, context.on)
                for row in supplier.certificates.all()
            ),
        ],
        calibration_required=device_type.calibration_required,
        calibrated_until=day(calibrated_until(calibrations, context.on)),
        calibrations=[calibration_facts(row, context) for row in calibrations],
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
        published_at=moment(page.first_published_at),
        updated_at=moment(page.last_published_at),
    )


def _named(code: str, names: dict[str, nomenclature.Name]) -> Named:
    name = names[code]
    return Named(key=code, label_id=name.id, label_en=name.en)


def _if_any(code: str, names: dict[str, nomenclature.Name]) -> Named | None:
    return _named(code, names) if code else None


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
    """Not called by the picture's own title: that is the name of a file."""
    image = row.image
    return Picture(
        alt=image.description or row.caption,
        caption=row.caption,
        urls=picture_urls(image.pk),
    )


def _variant(
    row: ProductVariant,
    restriction: SaleRestriction | None,
    eligibility: Eligibility,
    context: BuildContext,
) -> Variant:
    taxed = None
    if row.price is not None:
        taxed = with_ppn(row.price, row.ppn_percent, context.ppn_base)
    return Variant(
        sku=row.sku,
        label=row.label,
        label_en=row.label_en,
        price=row.price,
        ppn_percent=row.ppn_percent,
        price_with_ppn=taxed,
        price_valid_until=day(row.price_valid_until),
        unit=row.unit,
        stock=row.stock,
        minimum_order=row.minimum_order,
        gtin=row.gtin,
        kfa_code=row.kfa_code,
        restriction=restriction and _restriction(restriction),
        orderable=eligibility.is_orderable(row, restriction),
    )


def _restriction(row: SaleRestriction) -> Restriction:
    return Restriction(reason=row.reason, since=day(row.since_day))


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
        url=document_url(row.document),
        size=row.document.file_size or 0,
    )
