"""Products written in bulk are what saving them one by one would have made."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend

from domain.findings import Finding, Grade
from products.bulk import RefusedProducts, find_refusals, write_chunk, write_products
from products.models import (
    CalibrationRecord,
    MarketingAuthorisation,
    ProductPage,
    ProductPicture,
    ProductVariant,
    TkdnCertificate,
)
from products.signals import products_written
from suppliers.bulk_pages import NewPage, write_pages
from tests.factories.products import lamp_type
from tests.factories.suppliers import (
    CatalogueImageFactory,
    LaboratoryFactory,
    SupplierPageFactory,
)
from tests.factories.users import UserFactory
from tests.products.lamps import lamp

pytestmark = pytest.mark.django_db

NO_PROBLEMS = ([], [], [], [], [])


def complete_lamp(device_type, number, image, laboratory) -> ProductPage:
    """An unsaved product with several kinds of children."""
    page = lamp(device_type, number, title="Lampu Lengkap")
    page.variants = [
        ProductVariant(sku=f"T-{number}-A", label="A", price=1, sort_order=0),
        ProductVariant(sku=f"T-{number}-B", label="B", price=2, sort_order=1),
    ]
    page.authorisations = [
        MarketingAuthorisation(
            number="AKD 21603020231",
            risk_class="B",
            issued_on=date(2024, 1, 1),
            expires_on=date(2029, 1, 1),
            sort_order=0,
        )
    ]
    page.tkdn_certificates = [
        TkdnCertificate(
            number="1/SJ-IND.8/TKDN/1/2025",
            tkdn="40.50",
            issued_on=date(2025, 1, 1),
            tkdn_expires_on=date(2028, 1, 1),
            sort_order=0,
        )
    ]
    page.calibration_records = [
        CalibrationRecord(
            certificate_number="K-1",
            laboratory=laboratory,
            unit_serial="SN-1",
            performed_on=date(2026, 1, 1),
            issued_on=date(2026, 1, 2),
            due_on=date(2027, 1, 1),
            sort_order=0,
        )
    ]
    page.pictures = [ProductPicture(image=image, sort_order=0)]
    return page


def stored(page: ProductPage, *but: str) -> dict:
    """A page's columns as the database has them, apart from some."""
    values = ProductPage.objects.filter(pk=page.pk).values().get()
    return {name: value for name, value in values.items() if name not in but}


def children(page: ProductPage) -> dict[str, list[dict]]:
    page = ProductPage.objects.get(pk=page.pk)
    names = (
        "variants",
        "authorisations",
        "tkdn_certificates",
        "calibration_records",
        "pictures",
    )
    return {
        name: [
            model_to_dict(child, exclude=["id", "product", "sku"])
            for child in getattr(page, name).all()
        ]
        for name in names
    }


def references(page: ProductPage) -> list[tuple]:
    rows = ReferenceIndex.get_references_for_object(page)
    return sorted(rows.values_list("to_content_type", "to_object_id", "model_path"))


def test_equals_what_adding_and_publishing_makes(
    catalogue, django_capture_on_commit_callbacks
):
    device_type = lamp_type()
    image, laboratory = CatalogueImageFactory(), LaboratoryFactory()
    one, other = SupplierPageFactory(), SupplierPageFactory()
    in_bulk = complete_lamp(device_type, 1, image, laboratory)
    by_hand = complete_lamp(device_type, 2, image, laboratory)
    by_hand.model_name = in_bulk.model_name

    write_chunk([NewPage(one, in_bulk)])
    with django_capture_on_commit_callbacks(execute=True):
        other.add_child(instance=by_hand)
        by_hand.save_revision().publish()

    differing = (
        *("id", "page_ptr_id", "path", "url_path", "translation_key"),
        *("first_published_at", "last_published_at"),
        *("latest_revision_id", "live_revision_id", "latest_revision_created_at"),
    )
    assert stored(in_bulk, *differing) == stored(by_hand, *differing)
    assert in_bulk.path == f"{one.path}0001"
    assert stored(in_bulk)["url_path"] == f"{one.url_path}lampu-lengkap/"
    assert stored(in_bulk)["first_published_at"] is not None
    assert children(in_bulk) == children(by_hand)
    assert references(in_bulk) == references(by_hand)
    assert len(references(in_bulk)) == 3
    assert Page.find_problems() == NO_PROBLEMS


def test_both_are_found_by_the_search_of_the_admin(catalogue):
    write_chunk(
        [NewPage(SupplierPageFactory(), lamp(lamp_type(), title="Lampu Surya"))]
    )

    found = get_search_backend().search("surya", ProductPage)

    assert [page.title for page in found] == ["Lampu Surya"]


def test_log_says_who_created_and_published(catalogue):
    page, user = lamp(lamp_type()), UserFactory()

    write_chunk([NewPage(SupplierPageFactory(), page)], user=user)

    entries = PageLogEntry.objects.filter(page=page.pk).order_by("action")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.create", user),
        ("wagtail.publish", user),
    ]


def test_tree_stays_valid_below_several_suppliers_and_earlier_products(catalogue):
    device_type = lamp_type()
    one, other = SupplierPageFactory(), SupplierPageFactory()
    one.add_child(instance=lamp(device_type, 0))
    pages = [NewPage((one, other)[n % 2], lamp(device_type, n)) for n in range(1, 8)]

    numbers = list(write_products(pages, chunk_size=3))

    assert numbers == [3, 6, 7]
    assert Page.find_problems() == NO_PROBLEMS
    assert ProductPage.objects.child_of(one).count() == 4
    assert ProductPage.objects.child_of(other).count() == 4
    assert (one.numchild, other.numchild) == (4, 4)


def test_child_can_be_added_as_usual_afterwards(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    write_chunk([NewPage(supplier, lamp(device_type, 1))])

    supplier.add_child(instance=lamp(device_type, 2))

    assert Page.find_problems() == NO_PROBLEMS
    assert ProductPage.objects.child_of(supplier).count() == 2


def test_slugs_are_numbered_as_wagtail_does(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    for number in range(2):
        supplier.add_child(instance=lamp(device_type, number, title="Lampu"))

    write_chunk(
        [NewPage(supplier, lamp(device_type, n, title="Lampu")) for n in range(5, 7)]
    )

    slugs = ProductPage.objects.child_of(supplier).values_list("slug", flat=True)
    assert list(slugs) == ["lampu", "lampu-2", "lampu-3", "lampu-4"]


def test_number_that_a_title_ends_with_is_not_taken_twice(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    supplier.add_child(instance=lamp(device_type, 0, title="Lampu 2"))

    write_chunk(
        [NewPage(supplier, lamp(device_type, n, title="Lampu")) for n in range(5, 7)]
    )

    slugs = ProductPage.objects.child_of(supplier).values_list("slug", flat=True)
    assert list(slugs) == ["lampu-2", "lampu", "lampu-3"]


def test_slug_that_is_given_and_taken_is_refused(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    supplier.add_child(instance=lamp(device_type, 0, slug="lampu"))

    with pytest.raises(ValidationError) as refused:
        write_chunk([NewPage(supplier, lamp(device_type, 1, slug="lampu"))])

    assert list(refused.value.message_dict) == ["slug"]
    assert ProductPage.objects.count() == 1


def test_dates_of_publication_are_kept_and_positions_given(catalogue):
    page = lamp(lamp_type())
    page.first_published_at = "2025-03-04T09:00:00+07:00"
    page.variants = [ProductVariant(sku=sku, price=1) for sku in ("B-1", "A-1")]

    write_chunk([NewPage(SupplierPageFactory(), page)])

    kept = ProductPage.objects.get()
    assert kept.first_published_at.isoformat() == "2025-03-04T02:00:00+00:00"
    assert kept.last_published_at == kept.first_published_at
    assert list(kept.variants.values_list("sku", "sort_order")) == [
        ("B-1", 0),
        ("A-1", 1),
    ]


def test_signal_names_the_pages_inside_the_transaction(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    received = []

    def receive(product_ids, **kwargs):
        received.append((product_ids, connection.in_atomic_block))

    products_written.connect(receive)
    pages = [lamp(device_type, number) for number in range(3)]
    try:
        list(write_products([NewPage(supplier, p) for p in pages], chunk_size=2))
    finally:
        products_written.disconnect(receive)

    assert received == [
        ([pages[0].pk, pages[1].pk], True),
        ([pages[2].pk], True),
    ]


def test_failing_receiver_leaves_nothing(catalogue):
    supplier = SupplierPageFactory()

    def fail(**kwargs):
        raise RuntimeError("the receiver failed")

    products_written.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            write_chunk([NewPage(supplier, lamp(lamp_type()))])
    finally:
        products_written.disconnect(fail)

    assert not ProductPage.objects.exists()
    assert not ProductVariant.objects.exists()
    assert Page.objects.get(pk=supplier.pk).numchild == 0
    assert Page.find_problems() == NO_PROBLEMS


def test_sku_twice_in_the_input_and_sku_of_another_product_are_refused(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    write_chunk([NewPage(supplier, lamp(device_type, 1))])
    same = [lamp(device_type, n) for n in (1, 2, 3)]
    same[2].variants = [ProductVariant(sku="T-2", price=1)]

    with pytest.raises(RefusedProducts) as refused:
        write_chunk([NewPage(supplier, page) for page in same], first_position=10)

    message = "SKU ini sudah dipakai. Tiap varian perlu SKU sendiri."
    taken = (Finding("unique", Grade.ERROR, message, place="variants.0.sku"),)
    assert [(r.position, r.findings) for r in refused.value.refusals] == [
        (10, taken),
        (11, taken),
        (12, taken),
    ]
    assert ProductPage.objects.count() == 1


def test_every_fault_is_named_by_its_field(catalogue):
    page = lamp(lamp_type())
    page.brand, page.attributes = "", {}
    page.variants = [ProductVariant(sku="#", price=0, unit="Peti")]
    page.authorisations = [
        MarketingAuthorisation(
            number="AKD 1",
            risk_class="B",
            issued_on=date(2025, 1, 1),
            expires_on=date(2024, 1, 1),
        )
    ]

    (refusal,) = find_refusals([NewPage(SupplierPageFactory(), page)])

    assert sorted({each.place for each in refusal.findings}) == [
        "attributes",
        "authorisations.0.expires_on",
        "authorisations.0.number",
        "brand",
        "variants.0.price",
        "variants.0.sku",
        "variants.0.unit",
    ]


def test_missing_device_type_and_picture_are_named(catalogue):
    page = lamp(None)
    page.pictures = [ProductPicture()]

    (refusal,) = find_refusals([NewPage(SupplierPageFactory(), page)])

    assert refusal.findings == (
        Finding("required", Grade.ERROR, "Wajib diisi.", place="device_type"),
        Finding("required", Grade.ERROR, "Wajib diisi.", place="pictures.0.image"),
    )


def test_earlier_chunks_stay_when_a_later_one_is_refused(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    pages = [lamp(device_type, number) for number in (1, 2, 1)]

    with pytest.raises(RefusedProducts):
        list(write_products([NewPage(supplier, p) for p in pages], chunk_size=2))

    assert ProductPage.objects.count() == 2
    assert Page.find_problems() == NO_PROBLEMS


def test_queries_do_not_grow_with_the_products(catalogue):
    device_type, supplier = lamp_type(), SupplierPageFactory()
    write_chunk([NewPage(supplier, lamp(device_type, 0))])

    counts = []
    for numbers in (range(1, 3), range(10, 25)):
        chunk = [NewPage(supplier, lamp(device_type, number)) for number in numbers]
        with CaptureQueriesContext(connection) as queries:
            write_chunk(chunk)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_pages_of_several_models_are_refused(catalogue):
    supplier = SupplierPageFactory()
    other = SupplierPageFactory.build(parent=None)

    with pytest.raises(TypeError):
        write_pages([NewPage(supplier, lamp(lamp_type())), NewPage(catalogue, other)])
