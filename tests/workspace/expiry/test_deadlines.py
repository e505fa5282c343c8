"""Which last days are due on a day, and which are not."""

import pytest
from django.core import mail

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import ProductPage
from suppliers.models import SupplierCertificate
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductVariantFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    PlantFactory,
    SupplierPageFactory,
)
from tests.factories.users import editor_of, verifier
from tests.workspace.expiry.last_days import (
    TODAY,
    after,
    due,
    licence,
    run,
    supplier_of,
)
from verification.decisions import decide
from workspace.expiry.deadlines import Deadline, due_deadlines
from workspace.expiry.reminders import due_digests
from workspace.models import ExpiryReminder

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("days_left", "threshold"),
    [
        (181, None),
        (180, 180),
        (91, 180),
        (90, 90),
        (31, 90),
        (30, 30),
        (8, 30),
        (7, 7),
        (1, 7),
        (0, 0),
        (-1, 0),
        (-14, 0),
        (-15, None),
    ],
)
def test_the_nearest_threshold_is_due(days_left, threshold):
    row = licence(days_left)

    expected = [] if threshold is None else [(row.number, threshold)]
    assert due() == expected


@pytest.mark.parametrize(
    ("days_left", "threshold"), [(31, None), (30, 30), (7, 7), (0, 0), (-15, None)]
)
def test_prices_are_reminded_of_from_thirty_days_on(days_left, threshold):
    row = ProductVariantFactory(price_valid_until=after(days_left))

    expected = [] if threshold is None else [(row.sku, threshold)]
    assert due() == expected


def test_every_threshold_is_due_once_over_the_days():
    row = licence(200)
    editor_of(supplier_of(row))

    days = [day for day in range(220) if run(after(day))]

    assert days == [20, 110, 170, 193, 200]
    assert len(mail.outbox) == 5
    assert list(
        ExpiryReminder.objects.order_by("-threshold").values_list(
            "threshold", flat=True
        )
    ) == [180, 90, 30, 7, 0]


def test_missed_days_are_made_up_for_once():
    row = licence(200)
    editor_of(supplier_of(row))
    run(after(20))

    days = [day for day in (175, 176, 205, 206) if run(after(day))]

    assert days == [175, 205]
    assert mail.outbox[-1].body.count("berakhir 5 hari lalu") == 1


def test_a_renewed_certificate_is_due_anew():
    row = licence(5)
    editor_of(supplier_of(row))
    run()
    row.expires_on = after(25)
    row.save()

    assert due() == [(row.number, 30)]


def test_a_row_written_anew_is_the_same_certificate():
    row = licence(5)
    editor_of(supplier_of(row))
    run()
    row.pk = None
    row.save(force_insert=True)
    type(row).objects.order_by("pk").first().delete()

    assert due() == []


def test_whatever_has_a_last_day_is_due():
    product = ProductPageFactory(parent=SupplierPageFactory(title="Pembuat"))
    supplier = product.supplier
    licence(3, product=product, number="AKD 20902020001")
    TkdnCertificateFactory(
        product=product,
        number="TKDN-1",
        tkdn_expires_on=after(3),
        bmp_expires_on=after(100),
    )
    ProductCertificateFactory(product=product, number="SNI-1", expires_on=after(3))
    CalibrationRecordFactory(
        product=product, certificate_number="KAL-1", due_on=after(3)
    )
    ProductVariantFactory(product=product, sku="SKU-1", price_valid_until=after(3))
    SupplierCertificate.objects.create(
        supplier=supplier, kind="cpakb", number="CPAKB-1", expires_on=after(3)
    )
    AccreditationFactory(supplier=supplier, number="LK-100-IDN", expires_on=after(3))

    [digest] = due_digests(TODAY)

    assert digest.supplier == supplier
    assert [
        (each.kind, each.label, each.number, each.page_id) for each in digest.deadlines
    ] == [
        ("accreditation", "Akreditasi KAN", "LK-100-IDN", supplier.pk),
        ("cpakb", "CPAKB", "CPAKB-1", supplier.pk),
        ("price", "Harga", "SKU-1", product.pk),
        ("licence", "Izin edar", "AKD 20902020001", product.pk),
        ("calibration", "Kalibrasi", "KAL-1", product.pk),
        ("sni", "SPPT SNI", "SNI-1", product.pk),
        ("tkdn", "Sertifikat TKDN", "TKDN-1", product.pk),
        ("bmp", "Nilai BMP", "TKDN-1", product.pk),
    ]
    assert [each.days_left for each in digest.deadlines] == [3] * 7 + [100]


def test_what_has_no_last_day_or_no_value_is_not_due():
    ProductCertificateFactory(expires_on=None)
    ProductVariantFactory(price_valid_until=None)
    ProductVariantFactory(price=None, price_valid_until=after(3))
    TkdnCertificateFactory(
        tkdn_expires_on=after(900), bmp=None, bmp_expires_on=after(3)
    )

    assert due() == []


def test_drafts_are_not_due():
    licence(3, product=ProductPageFactory(live=False))

    assert due() == []


def decided(row, state: CaseState):
    recording.record_published([ProductPage.objects.get(pk=row.product_id)])
    case = VerificationCase.objects.get(number=row.declared_number)
    decide(case.pk, verifier(), state, "Tidak ada pada daftar.")
    return case


@pytest.mark.parametrize(
    "state",
    [CaseState.REFUSED, CaseState.FROZEN, CaseState.REVOKED, CaseState.REPLACED],
)
def test_what_a_verifier_overruled_is_not_due(state):
    row = licence(3)
    decided(row, state)

    assert due() == []


def test_what_a_verifier_confirmed_is_due():
    row = licence(3)
    decided(row, CaseState.VERIFIED)

    assert due() == [(row.number, 7)]


def test_a_decision_on_other_claims_overrules_nothing():
    row = licence(3)
    decided(row, CaseState.REFUSED)
    row.scope = "Tipe lain"
    row.save()

    assert due() == [(row.number, 7)]


def test_a_decision_on_another_supplier_overrules_nothing():
    refused = licence(3, number="AKD 20902020001")
    decided(refused, CaseState.REFUSED)
    same_number = licence(4, number="AKD 20902020001")

    assert [each.page_id for each in due_deadlines(TODAY)] == [same_number.product_id]


def test_a_calibration_is_decided_with_its_laboratory_and_points():
    row = CalibrationRecordFactory(due_on=after(3))
    decided(row, CaseState.REFUSED)

    assert due() == []


def test_what_the_ministry_froze_is_not_due():
    TkdnCertificateFactory(
        tkdn_expires_on=after(3), bmp_expires_on=after(3), register_state="frozen"
    )

    assert due() == []


def test_what_something_newer_outlasts_is_not_due():
    old = licence(3)
    licence(900, product=old.product, issued_on=after(-10))
    content = TkdnCertificateFactory(tkdn_expires_on=after(3), bmp_expires_on=after(3))
    TkdnCertificateFactory(
        product=content.product,
        issued_on=after(-10),
        tkdn_expires_on=after(900),
        bmp_expires_on=after(900),
    )

    assert due() == []


@pytest.mark.parametrize(
    "newer",
    [
        {"issued_on": after(5), "expires_on": after(900)},
        {"issued_on": after(-10), "expires_on": after(3)},
        {"issued_on": after(-4000), "expires_on": after(900)},
        {"number": "AKL 20902020009", "issued_on": after(-10)},
    ],
    ids=["after a gap", "no longer", "older", "imported"],
)
def test_what_nothing_newer_takes_the_place_of_is_due(newer):
    old = licence(3)
    MarketingAuthorisationFactory(
        **{"product": old.product, "expires_on": after(900)} | newer
    )

    assert (old.number, 7) in due()


@pytest.mark.parametrize(("begins_in", "is_due"), [(4, False), (5, True)])
def test_a_renewal_that_begins_the_next_day_leaves_no_gap(begins_in, is_due):
    old = licence(3)
    licence(900, product=old.product, issued_on=after(begins_in))

    assert ((old.number, 7) in due()) is is_due


def test_what_was_overruled_takes_no_place():
    old = licence(3)
    newer = licence(900, product=old.product, issued_on=after(-10))
    decided(newer, CaseState.REFUSED)

    assert due() == [(old.number, 7)]


def test_another_product_takes_no_place():
    old = licence(3)
    product = ProductPageFactory(parent=supplier_of(old))
    licence(900, product=product, issued_on=after(-10))

    assert due() == [(old.number, 7)]


def test_certificates_of_several_plants_and_standards_stand_apart():
    plants = [PlantFactory(supplier=SupplierPageFactory()) for _ in range(2)]
    supplier = plants[0].supplier
    for plant, days in zip(plants, (3, 900), strict=True):
        SupplierCertificate.objects.create(
            supplier=supplier,
            kind="iso_13485",
            number=f"ISO-{days}",
            plant=plant,
            expires_on=after(days),
        )
    product = ProductPageFactory()
    for standard, days in (("IEC 60601-1", 3), ("IEC 60601-2-41", 900)):
        ProductCertificateFactory(
            product=product,
            kind="test_report",
            number=f"UJI-{days}",
            standard=standard,
            expires_on=after(days),
        )

    assert due() == [("ISO-3", 7), ("UJI-3", 7)]


def test_more_products_take_no_more_queries(django_assert_max_num_queries):
    def add(count):
        supplier = SupplierPageFactory()
        editor_of(supplier)
        for _ in range(count):
            product = ProductPageFactory(parent=supplier)
            licence(3, product=product)
            CalibrationRecordFactory(product=product, due_on=after(3))

    add(1)
    with django_assert_max_num_queries(60) as one:
        due_digests(TODAY)

    add(9)
    with django_assert_max_num_queries(60) as ten:
        due_digests(TODAY)

    assert len(ten) == len(one)


# In words


def deadline(days_left: int = 3, **fields) -> Deadline:
    return Deadline(
        **{
            "page_id": 7,
            "page_title": "Lampu",
            "supplier_path": "000100020003",
            "kind": "licence",
            "number": "AKD 20902020001",
            "last_day": after(days_left),
            "threshold": 7,
            "days_left": days_left,
        }
        | fields
    )


@pytest.mark.parametrize(
    ("days_left", "words"),
    [
        (30, "30 hari lagi"),
        (2, "2 hari lagi"),
        (1, "besok"),
        (0, "hari ini"),
        (-1, "berakhir kemarin"),
        (-2, "berakhir 2 hari lalu"),
    ],
)
def test_how_near_a_last_day_is(days_left, words):
    assert deadline(days_left).remaining == words


@pytest.mark.parametrize(
    ("threshold", "heading"),
    [
        (0, "Berakhir hari ini atau sudah berakhir"),
        (7, "Berakhir dalam 7 hari"),
        (180, "Berakhir dalam 180 hari"),
    ],
)
def test_deadlines_are_listed_under_their_threshold(threshold, heading):
    assert deadline(threshold=threshold).urgency == heading


@pytest.mark.parametrize(
    ("kind", "label"),
    [("licence", "Izin edar"), ("bmp", "Nilai BMP"), ("price", "Harga")],
)
def test_a_deadline_says_what_it_is_of(kind, label):
    assert deadline(kind=kind).label == label
