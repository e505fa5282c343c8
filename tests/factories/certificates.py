"""Cases and entries of the evidence log.

``declared_licence()`` makes both as publishing does; the factories make single rows
that no page declares.
"""

import factory

from certificates import recording
from certificates.models import EvidenceEntry, VerificationCase
from products.models import ProductPage
from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory


class VerificationCaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VerificationCase

    supplier = factory.SubFactory(SupplierPageFactory)
    fingerprint = factory.Sequence(lambda n: f"{n:032x}")
    kind = "licence"
    number = factory.Sequence(lambda n: f"AKD 2090202{n % 10_000:04d}")


class EvidenceEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EvidenceEntry

    action = "declared"
    kind = "licence"
    number = factory.Sequence(lambda n: f"AKD 2090202{n % 10_000:04d}")
    supplier_id = factory.Sequence(lambda n: 1_000_000 + n)
    supplier_name = factory.Sequence(lambda n: f"Alkes Uji {n}")
    fingerprint = factory.Sequence(lambda n: f"{n:032x}")
    after = factory.LazyAttribute(lambda entry: {"number": entry.number})


def declared_licence(product: ProductPage | None = None, *, author=None, **licence):
    """The open case of a licence on a live product; the licence is ``case.licence``."""
    product = product or ProductPageFactory()
    row = MarketingAuthorisationFactory(product=product, **licence)
    recording.record_published([ProductPage.objects.get(pk=product.pk)], author=author)
    case = VerificationCase.objects.get(
        supplier__path=product.supplier_path, fingerprint=row.fingerprint
    )
    case.licence = row
    return case
