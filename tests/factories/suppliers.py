"""Suppliers and their files. They need the ``catalogue`` fixture or its tree."""

from datetime import date, timedelta

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.utils import timezone

from core.gate.gate import accept_certificate
from core.models import CatalogueDocument, CatalogueImage
from suppliers.access import grant_supplier_access
from suppliers.models import (
    Accreditation,
    CatalogueIndexPage,
    Plant,
    SupplierCertificate,
    SupplierContact,
    SupplierKind,
    SupplierPage,
)


def days_from_today(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
"""The smallest file that still begins and ends as a PDF does."""


class SupplierPageFactory(wagtail_factories.PageFactory):
    """A live manufacturer in Bandung."""

    class Meta:
        model = SupplierPage

    parent = factory.LazyFunction(lambda: CatalogueIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Alkes Uji {n}")
    slug = factory.Sequence(lambda n: f"alkes-uji-{n}")
    kind = SupplierKind.MANUFACTURER
    legal_name = factory.LazyAttribute(lambda page: f"PT {page.title}")
    business_scale = "kecil"
    address = "Jalan Contoh 1"
    province = "32"
    regency = "32.73"


class LaboratoryFactory(SupplierPageFactory):
    """A live calibration laboratory."""

    title = factory.Sequence(lambda n: f"Laboratorium Uji {n}")
    slug = factory.Sequence(lambda n: f"laboratorium-uji-{n}")
    kind = SupplierKind.CALIBRATION_LABORATORY


class AccreditationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Accreditation

    supplier = factory.SubFactory(LaboratoryFactory)
    number = factory.Sequence(lambda n: f"LK-{n % 900 + 100}-IDN")
    scope = "Suhu inkubator bayi"


class SupplierCertificateFactory(factory.django.DjangoModelFactory):
    """A CPAKB of a manufacturer, that holds for two more years."""

    class Meta:
        model = SupplierCertificate

    supplier = factory.SubFactory(SupplierPageFactory)
    kind = "cpakb"
    number = factory.Sequence(lambda n: f"9120106900275{n % 10_000_000:07d}")
    issuer = "Kementerian Kesehatan RI"
    issued_on = factory.LazyFunction(lambda: days_from_today(-1095))
    expires_on = factory.LazyFunction(lambda: days_from_today(730))


class PlantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plant

    supplier = factory.SubFactory(SupplierPageFactory)
    name = "Pabrik Bandung"
    address = "Jalan Pabrik 2"
    province = "32"
    regency = "32.73"


class SupplierContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupplierContact

    supplier = factory.SubFactory(SupplierPageFactory)
    name = "Penjualan"
    email = "penjualan@katalog.example"


class CatalogueImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = CatalogueImage

    title = factory.Sequence(lambda n: f"Gambar {n}")


class CatalogueDocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = CatalogueDocument

    title = factory.Sequence(lambda n: f"Dokumen {n}")
    file = factory.LazyFunction(lambda: ContentFile(PDF, name="dokumen.pdf"))


def original_of(supplier: SupplierPage, content: bytes, **fields) -> CatalogueDocument:
    """A digital certificate (XML) in the supplier's own collection."""
    return document_of(supplier, file=accept_certificate(content), **fields)


def image_of(supplier: SupplierPage, **fields) -> CatalogueImage:
    """A picture in the supplier's own collection."""
    collection = grant_supplier_access(supplier).collection
    return CatalogueImageFactory(collection=collection, **fields)


def document_of(supplier: SupplierPage, **fields) -> CatalogueDocument:
    """A document in the supplier's own collection."""
    collection = grant_supplier_access(supplier).collection
    return CatalogueDocumentFactory(collection=collection, **fields)
