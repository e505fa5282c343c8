"""Device types and products.

``ProductPageFactory()`` is a live product with nothing but its required fields;
``complete_product()`` has one of everything a buyer looks for.
"""

from itertools import count

import factory
import wagtail_factories

from core.models import CatalogueImage
from products.models import (
    CalibrationParameter,
    CalibrationRecord,
    DeviceAttribute,
    DeviceType,
    MarketingAuthorisation,
    ProductAttachment,
    ProductCertificate,
    ProductPage,
    ProductPicture,
    ProductVariant,
    SaleRestriction,
    SaleRestrictionEntry,
    TkdnCertificate,
)
from tests.factories.references import references_kept_at_the_end
from tests.factories.suppliers import (
    CatalogueDocumentFactory,
    CatalogueImageFactory,
    LaboratoryFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
    days_from_today,
)


class DeviceTypeFactory(factory.django.DjangoModelFactory):
    """A device type of the tests, without attributes unless some are added."""

    class Meta:
        model = DeviceType

    key = factory.Sequence(lambda n: f"jenis_uji_{n}")
    name_id = factory.Sequence(lambda n: f"Alat uji {n}")
    name_en = factory.Sequence(lambda n: f"Test device {n}")
    category = "09"
    sub_category = "0902"
    licence_group = "ENR"
    risk_class = "B"


def forget_device_types() -> None:
    """Begin with an empty nomenclature. Deleting would ask of each of 3,000 types
    whether something uses it."""
    for rows in (DeviceAttribute, CalibrationParameter, DeviceType):
        rows.objects.order_by()._raw_delete("default")


class DeviceAttributeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DeviceAttribute

    device_type = factory.SubFactory(DeviceTypeFactory)
    key = factory.Sequence(lambda n: f"atribut_{n}")
    label_id = factory.LazyAttribute(lambda row: row.key.replace("_", " ").title())
    label_en = factory.SelfAttribute("label_id")
    kind = "text"
    sort_order = factory.Sequence(lambda n: n)


def lamp_type(**fields) -> DeviceType:
    """A device type with one attribute of every kind; illuminance is required."""
    device_type = DeviceTypeFactory(**fields)
    for attribute in (
        {
            "key": "illuminance",
            "label_id": "Kuat cahaya",
            "label_en": "Illuminance",
            "kind": "number",
            "unit": "lx",
            "better": "up",
            "required": True,
            "facet": True,
            "typical_low": 10_000,
            "typical_high": 200_000,
        },
        {
            "key": "colour_temperature",
            "label_id": "Suhu warna",
            "label_en": "Colour temperature",
            "kind": "range",
            "unit": "K",
        },
        {
            "key": "mounting",
            "label_id": "Pemasangan",
            "label_en": "Mounting",
            "kind": "choice",
            "choices": [
                {"value": "ceiling", "label_id": "Plafon", "label_en": "Ceiling"},
                {"value": "mobile", "label_id": "Beroda", "label_en": "Mobile"},
            ],
            "facet": True,
        },
        {
            "key": "battery",
            "label_id": "Baterai cadangan",
            "label_en": "Backup battery",
            "kind": "yes_no",
            "better": "up",
        },
        {
            "key": "note",
            "label_id": "Keterangan",
            "label_en": "Note",
            "kind": "text",
        },
    ):
        DeviceAttributeFactory(device_type=device_type, **attribute)
    return device_type


LAMP_ATTRIBUTES = {
    "illuminance": {"value": 120_000.0, "unit": "lx", "typed": "120.000 lx"},
    "mounting": {"value": ["ceiling"]},
    "battery": {"value": True},
}
"""Values that ``lamp_type`` takes."""


class ProductPageFactory(wagtail_factories.PageFactory):
    """A live product of a supplier of its own. ``live=False`` makes a draft."""

    class Meta:
        model = ProductPage

    parent = factory.SubFactory(SupplierPageFactory)
    title = factory.Sequence(lambda n: f"Produk Uji {n}")
    slug = factory.Sequence(lambda n: f"produk-uji-{n}")
    device_type = factory.SubFactory(DeviceTypeFactory)
    brand = "Merek Uji"
    model_name = factory.Sequence(lambda n: f"MU-{n}")
    summary = "Produk untuk menguji katalog."


class ProductVariantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProductVariant

    product = factory.SubFactory(ProductPageFactory)
    sku = factory.Sequence(lambda n: f"UJI-{n:05d}")
    price = 1_250_000
    stock = 10


class SaleRestrictionFactory(factory.django.DjangoModelFactory):
    """The maker lets nobody order the variant for the time being."""

    class Meta:
        model = SaleRestriction

    product = factory.SubFactory(ProductPageFactory)
    sku = factory.LazyAttribute(lambda row: row.product.variants.get().sku)
    authority = "maker"
    kind = "unorderable"
    reason = "production_paused"
    note = "Mesin diperbaiki."


class SaleRestrictionEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SaleRestrictionEntry

    action = "set"
    supplier_id = product_id = factory.Sequence(lambda n: n)
    product_title = "Lampu"
    sku = factory.Sequence(lambda n: f"SKU-{n}")
    authority = "maker"
    kind = "unorderable"
    reason = "production_paused"
    note = "Mesin diperbaiki."


class MarketingAuthorisationFactory(factory.django.DjangoModelFactory):
    """A domestic licence that holds for two more years."""

    class Meta:
        model = MarketingAuthorisation

    product = factory.SubFactory(ProductPageFactory)
    number = factory.Sequence(lambda n: f"AKD 2090202{n % 10_000:04d}")
    risk_class = "B"
    issued_on = factory.LazyFunction(lambda: days_from_today(-730))
    expires_on = factory.LazyFunction(lambda: days_from_today(730))


class TkdnCertificateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TkdnCertificate

    product = factory.SubFactory(ProductPageFactory)
    number = factory.Sequence(lambda n: f"{n}/SJ-IND.8/TKDN/9/2025")
    tkdn = "57.62"
    bmp = "10.00"
    issued_on = factory.LazyFunction(lambda: days_from_today(-365))
    tkdn_expires_on = factory.LazyFunction(lambda: days_from_today(730))
    bmp_expires_on = factory.LazyFunction(lambda: days_from_today(365))


class ProductCertificateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProductCertificate

    product = factory.SubFactory(ProductPageFactory)
    kind = "sni"
    number = factory.Sequence(lambda n: f"SPPT-{n:04d}")
    issued_on = factory.LazyFunction(lambda: days_from_today(-365))
    expires_on = factory.LazyFunction(lambda: days_from_today(730))


class CalibrationRecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CalibrationRecord

    product = factory.SubFactory(ProductPageFactory)
    certificate_number = factory.Sequence(lambda n: f"KAL-{n:04d}")
    laboratory = factory.SubFactory(LaboratoryFactory)
    unit_serial = factory.Sequence(lambda n: f"SN-{n:04d}")
    performed_on = factory.LazyFunction(lambda: days_from_today(-30))
    issued_on = factory.LazyFunction(lambda: days_from_today(-25))
    due_on = factory.LazyFunction(lambda: days_from_today(335))


class ProductPictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProductPicture

    product = factory.SubFactory(ProductPageFactory)
    image = factory.SubFactory(CatalogueImageFactory)


class ProductAttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProductAttachment

    product = factory.SubFactory(ProductPageFactory)
    document = factory.SubFactory(CatalogueDocumentFactory)
    kind = "datasheet"


_KFA_CODES = (f"33{number:06d}" for number in count(1))


def _image_without_file() -> CatalogueImage:
    return CatalogueImage.objects.create(
        title="Tampak depan", file="original_images/uji.jpg", width=800, height=600
    )


@references_kept_at_the_end()
def complete_product(*, image: CatalogueImage | None = None, **fields) -> ProductPage:
    """A live product with variant, licence, TKDN, certificate and calibration, ready
    for export: its maker has a CPAKB.

    It is a lamp unless told otherwise. Give ``image`` to show it a picture that has a
    file; otherwise it has one that only says how large it is.
    """
    if "device_type" not in fields:
        fields |= {"device_type": lamp_type(), "attributes": LAMP_ATTRIBUTES}
    product = ProductPageFactory(**{"kbki_code": "4815010999", **fields})
    if not product.supplier.certificates.exists():
        SupplierCertificateFactory(supplier=product.supplier)
    ProductVariantFactory(product=product, kfa_code=next(_KFA_CODES))
    MarketingAuthorisationFactory(product=product)
    TkdnCertificateFactory(product=product)
    ProductCertificateFactory(product=product)
    CalibrationRecordFactory(product=product)
    ProductPictureFactory(product=product, image=image or _image_without_file())
    return ProductPage.objects.get(pk=product.pk)


@references_kept_at_the_end()
def ready_product(*, variants: int = 1, **fields) -> ProductPage:
    """A live product of which nothing keeps LKPP's catalogue, and nothing is amiss.

    Its supplier is given a CPAKB unless it has one.
    """
    product = ProductPageFactory(**READY | fields)
    supplier = product.supplier
    if not supplier.certificates.exists():
        SupplierCertificateFactory(
            supplier=supplier, document=CatalogueDocumentFactory()
        )
    for number in range(variants):
        ProductVariantFactory(
            product=product,
            label=f"Ukuran {number}" if variants > 1 else "",
            kfa_code=f"83{product.pk % 10_000:04d}{number:02d}",
        )
    MarketingAuthorisationFactory(product=product, document=CatalogueDocumentFactory())
    issued_on = days_from_today(-365)
    TkdnCertificateFactory(
        product=product,
        number=f"{product.pk}/SJ-IND.8/TKDN/{issued_on.month}/{issued_on.year}",
        issued_on=issued_on,
    )
    image = CatalogueImageFactory(file__width=800, file__height=600)
    ProductPictureFactory(product=product, image=image)
    return ProductPage.objects.get(pk=product.pk)


READY = {
    "kbki_code": "4815000284",
    "weight_grams": 1200,
    "production_share": "all",
    "labour_share": "all",
    "material_share": "some",
}
"""Fields that LKPP asks for, and a product page does not."""
