"""The log and the cases in step with public pages."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.utils import timezone

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import EvidenceEntry, VerificationCase
from products.bulk import write_products
from products.models import ProductPage
from suppliers.bulk_pages import NewPage, write_pages
from suppliers.models import CatalogueIndexPage, SupplierPage
from tests.certificates.log import ANOTHER, NUMBER, active, entries, record
from tests.factories.certificates import declared_licence
from tests.factories.products import (
    DeviceTypeFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
)
from tests.factories.suppliers import (
    PlantFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
    document_of,
)
from tests.factories.users import editor_of, verifier
from verification.decisions import decide

pytestmark = pytest.mark.usefixtures("catalogue")


def change_number(licence, number: str) -> None:
    licence.number = number
    licence.save()
    record(licence.product)


def test_what_a_live_page_declares_is_logged_and_waits():
    editor = editor_of(SupplierPageFactory())
    product = ProductPageFactory(title="Lampu")

    case = declared_licence(product, author=editor, number=NUMBER)

    [entry] = EvidenceEntry.objects.all()
    assert (entry.action, entry.kind, entry.number) == ("declared", "licence", NUMBER)
    assert (entry.page_id, entry.page_title) == (product.pk, "Lampu")
    assert entry.supplier_id == product.get_parent().pk
    assert entry.row == f"authorisations:{case.licence.pk}"
    assert entry.author_id == editor.pk
    assert (entry.before, entry.after["number"]) == (None, NUMBER)
    assert (case.state, case.declared_by, case.page_id) == ("open", editor, product.pk)
    assert case.claims == case.licence.claims


def test_recording_again_adds_nothing():
    case = declared_licence(number=NUMBER)

    record(case.licence.product)
    record(case.licence.product)

    assert entries() == [("declared", NUMBER)]
    assert active() == [(NUMBER, "open")]


def test_draft_declares_nothing():
    product = ProductPageFactory(live=False)
    MarketingAuthorisationFactory(product=product)

    record(product)

    assert entries() == []
    assert active() == []


def test_change_is_logged_with_before_and_after_and_waits_anew():
    case = declared_licence(number=NUMBER)
    decide(case.pk, verifier(), CaseState.VERIFIED)

    change_number(case.licence, ANOTHER)

    entry = EvidenceEntry.objects.first()
    assert (entry.action, entry.number) == ("changed", ANOTHER)
    assert entry.before["number"] == NUMBER
    assert entry.after["number"] == ANOTHER
    assert active() == [(ANOTHER, "open")]


def test_restored_claims_have_their_decision_back():
    case = declared_licence(number=NUMBER)
    decide(case.pk, verifier(), CaseState.REFUSED, "Tidak ada.")
    change_number(case.licence, ANOTHER)

    change_number(case.licence, NUMBER)

    assert active() == [(NUMBER, "refused")]


def test_another_document_is_another_claim():
    product = ProductPageFactory()
    case = declared_licence(product, number=NUMBER)

    case.licence.document = document_of(product.supplier, title="Izin.pdf")
    case.licence.save()
    record(product)

    entry = EvidenceEntry.objects.first()
    assert entry.action == "changed"
    assert "document" not in entry.before
    assert entry.after["document"].startswith("Izin.pdf (")
    assert VerificationCase.objects.active().get().pk != case.pk


def test_one_licence_on_many_products_is_one_case():
    supplier = SupplierPageFactory()
    products = [ProductPageFactory(parent=supplier) for _ in range(3)]
    same = {"number": NUMBER, "scope": "NM-120"}

    cases = {declared_licence(product, **same).pk for product in products}

    assert len(cases) == 1
    assert entries() == [("declared", NUMBER)] * 3
    case = VerificationCase.objects.get()
    assert recording.pages_declaring(case) == [each.pk for each in products]


def test_same_licence_of_two_suppliers_is_two_cases():
    declared_licence(number=NUMBER)
    declared_licence(number=NUMBER)

    assert active() == [(NUMBER, "open"), (NUMBER, "open")]


def test_case_stands_until_the_last_page_drops_it():
    supplier = SupplierPageFactory()
    first, second = (ProductPageFactory(parent=supplier) for _ in range(2))
    one = declared_licence(first, number=NUMBER)
    other = declared_licence(second, number=NUMBER)

    one.licence.delete()
    record(first)
    after_one = active()
    other.licence.delete()
    record(second)

    assert after_one == [(NUMBER, "open")]
    assert active() == []
    assert entries()[2:] == [("removed", NUMBER)] * 2
    assert recording.pages_declaring(one) == []


def test_withdrawn_case_is_with_nobody():
    case = declared_licence()
    VerificationCase.objects.update(claimed_by=verifier())

    case.licence.delete()
    record(case.licence.product)

    case.refresh_from_db()
    assert case.is_withdrawn
    assert case.claimed_by is None


def test_certificates_of_a_supplier_are_recorded():
    certificate = SupplierCertificateFactory()

    recording.record_published([certificate.supplier])

    case = VerificationCase.objects.get()
    assert (case.kind, case.number) == ("cpakb", certificate.number)
    assert case.supplier_id == certificate.supplier_id


def test_products_written_in_bulk_are_recorded():
    product = ProductPageFactory.build(
        parent=None, title="Lampu", device_type=DeviceTypeFactory()
    )
    product.authorisations = [MarketingAuthorisationFactory.build(number=NUMBER)]

    list(write_products([NewPage(SupplierPageFactory(), product)], validate=False))

    assert entries() == [("declared", NUMBER)]
    assert active() == [(NUMBER, "open")]


def test_rollback_leaves_nothing():
    product = ProductPageFactory()
    MarketingAuthorisationFactory(product=product)

    with transaction.atomic():
        record(product)
        transaction.set_rollback(True)

    assert entries() == []
    assert active() == []


def test_a_history_that_is_brought_along_keeps_its_moments():
    product = ProductPageFactory()
    for number in (ANOTHER, NUMBER):
        MarketingAuthorisationFactory(product=product, number=number)
    page = ProductPage.objects.prefetch_related("authorisations").get(pk=product.pk)
    moments = {NUMBER: datetime(2025, 3, 1, tzinfo=UTC), ANOTHER: None}
    for licence in page.authorisations.all():
        licence.declared_at = moments[licence.number]

    recording.record_published([page])

    earliest, latest = EvidenceEntry.objects.order_by("pk")
    assert (earliest.number, earliest.at) == (NUMBER, moments[NUMBER])
    assert latest.at.date() == timezone.now().date()
    opened = dict(VerificationCase.objects.values_list("number", "opened_at"))
    assert opened == {NUMBER: earliest.at, ANOTHER: latest.at}


def test_number_of_queries_does_not_depend_on_the_pages(
    django_assert_max_num_queries,
):
    supplier = SupplierPageFactory()
    products = []
    for _ in range(6):
        products.append(ProductPageFactory(parent=supplier))
        MarketingAuthorisationFactory(product=products[-1])

    with django_assert_max_num_queries(100) as for_one:
        recording.record_published(ProductPage.objects.filter(pk=products[0].pk))
    with django_assert_max_num_queries(100) as for_five:
        recording.record_published(
            ProductPage.objects.filter(pk__in=[each.pk for each in products[1:]])
        )

    assert len(for_five) == len(for_one)


def test_a_certificate_written_in_bulk_knows_its_plant():
    supplier = SupplierPageFactory.build(slug="baru")
    plant = PlantFactory.build(supplier=None)
    supplier.plants = [plant]
    supplier.certificates = [
        SupplierCertificateFactory.build(supplier=None, plant=plant)
    ]

    write_pages([NewPage(CatalogueIndexPage.objects.get(), supplier)])

    [certificate] = SupplierPage.objects.get(slug="baru").certificates.all()
    assert certificate.plant == supplier.plants.get()
    case = VerificationCase.objects.get(supplier=supplier)
    assert case.fingerprint == certificate.fingerprint
