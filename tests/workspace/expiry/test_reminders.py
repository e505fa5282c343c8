"""Which suppliers are told of which last days, and that nobody is told twice."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import ProductPage
from suppliers.access import grant_supplier_access
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
from tests.factories.users import UserFactory, editor_of, verifier
from verification.decisions import decide
from workspace.expiry import reminders
from workspace.expiry.deadlines import due_deadlines
from workspace.expiry.reminders import NotSent, due_digests, send, unconfirmed
from workspace.models import ExpiryReminder

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(catalogue):
    return catalogue


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def licence(days_left: int, **fields):
    """A licence with so many days left, granted five years before its end."""
    fields.setdefault("issued_on", after(days_left - 5 * 365))
    return MarketingAuthorisationFactory(expires_on=after(days_left), **fields)


def told(on: date = TODAY) -> list[tuple[str, int]]:
    """Number and threshold of everything that is due."""
    return sorted((each.number, each.threshold) for each in due_deadlines(on))


def run(on: date = TODAY) -> int:
    """Send all digests that can be sent; how many deadlines were told."""
    return sum(send(digest, on) for digest in due_digests(on) if digest.recipients)


def supplier_of(row):
    return ProductPage.objects.get(pk=row.product_id).supplier


# When


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
    assert told() == expected


@pytest.mark.parametrize(
    ("days_left", "threshold"), [(31, None), (30, 30), (7, 7), (0, 0), (-15, None)]
)
def test_prices_are_told_of_from_thirty_days_on(days_left, threshold):
    row = ProductVariantFactory(price_valid_until=after(days_left))

    expected = [] if threshold is None else [(row.sku, threshold)]
    assert told() == expected


def test_every_threshold_is_told_once_over_the_days():
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


def test_a_renewed_certificate_is_told_of_anew():
    row = licence(5)
    editor_of(supplier_of(row))
    run()
    row.expires_on = after(25)
    row.save()

    assert told() == [(row.number, 30)]


def test_a_row_written_anew_is_the_same_certificate():
    row = licence(5)
    editor_of(supplier_of(row))
    run()
    row.pk = None
    row.save(force_insert=True)
    type(row).objects.order_by("pk").first().delete()

    assert told() == []


# What


def test_whatever_has_a_last_day_is_told_of():
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


def test_what_has_no_last_day_or_no_value_is_not_told_of():
    ProductCertificateFactory(expires_on=None)
    ProductVariantFactory(price_valid_until=None)
    ProductVariantFactory(price=None, price_valid_until=after(3))
    TkdnCertificateFactory(
        tkdn_expires_on=after(900), bmp=None, bmp_expires_on=after(3)
    )

    assert told() == []


def test_drafts_are_not_told_of():
    licence(3, product=ProductPageFactory(live=False))

    assert told() == []


# What need not be told


def decided(row, state: CaseState):
    recording.record_published([ProductPage.objects.get(pk=row.product_id)])
    case = VerificationCase.objects.get(number=row.declared_number)
    decide(case.pk, verifier(), state, "Tidak ada pada daftar.")
    return case


@pytest.mark.parametrize(
    "state",
    [CaseState.REFUSED, CaseState.FROZEN, CaseState.REVOKED, CaseState.REPLACED],
)
def test_what_a_verifier_overruled_is_not_told_of(state):
    row = licence(3)
    decided(row, state)

    assert told() == []


def test_what_a_verifier_confirmed_is_told_of():
    row = licence(3)
    decided(row, CaseState.VERIFIED)

    assert told() == [(row.number, 7)]


def test_a_decision_on_other_claims_overrules_nothing():
    row = licence(3)
    decided(row, CaseState.REFUSED)
    row.scope = "Tipe lain"
    row.save()

    assert told() == [(row.number, 7)]


def test_a_decision_on_another_supplier_overrules_nothing():
    refused = licence(3, number="AKD 20902020001")
    decided(refused, CaseState.REFUSED)
    same_number = licence(4, number="AKD 20902020001")

    assert [each.page_id for each in due_deadlines(TODAY)] == [same_number.product_id]


def test_a_calibration_is_decided_with_its_laboratory_and_points():
    row = CalibrationRecordFactory(due_on=after(3))
    decided(row, CaseState.REFUSED)

    assert told() == []


def test_what_the_ministry_froze_is_not_told_of():
    TkdnCertificateFactory(
        tkdn_expires_on=after(3), bmp_expires_on=after(3), register_state="frozen"
    )

    assert told() == []


def test_what_something_newer_outlasts_is_not_told_of():
    old = licence(3)
    licence(900, product=old.product, issued_on=after(-10))
    content = TkdnCertificateFactory(tkdn_expires_on=after(3), bmp_expires_on=after(3))
    TkdnCertificateFactory(
        product=content.product,
        issued_on=after(-10),
        tkdn_expires_on=after(900),
        bmp_expires_on=after(900),
    )

    assert told() == []


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
def test_what_nothing_newer_takes_the_place_of_is_told_of(newer):
    old = licence(3)
    MarketingAuthorisationFactory(
        **{"product": old.product, "expires_on": after(900)} | newer
    )

    assert (old.number, 7) in told()


def test_what_was_overruled_takes_no_place():
    old = licence(3)
    newer = licence(900, product=old.product, issued_on=after(-10))
    decided(newer, CaseState.REFUSED)

    assert told() == [(old.number, 7)]


def test_another_product_takes_no_place():
    old = licence(3)
    product = ProductPageFactory(parent=supplier_of(old))
    licence(900, product=product, issued_on=after(-10))

    assert told() == [(old.number, 7)]


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

    assert told() == [("ISO-3", 7), ("UJI-3", 7)]


# To whom


def test_active_editors_with_an_address_get_one_mail_together():
    row = licence(3)
    supplier = supplier_of(row)
    first, second = editor_of(supplier), editor_of(supplier)
    editor_of(supplier, email="")
    editor_of(supplier, is_active=False)
    editor_of(supplier, email=first.email.upper())
    editor_of(SupplierPageFactory())
    verifier()
    UserFactory(is_superuser=True)

    run()

    [message] = mail.outbox
    assert message.to == [first.email, second.email]


def test_an_editor_of_two_suppliers_gets_a_mail_for_each():
    rows = [licence(3), licence(4)]
    user = editor_of(supplier_of(rows[0]))
    user.groups.add(grant_supplier_access(supplier_of(rows[1])).group)

    run()

    assert [message.to for message in mail.outbox] == [[user.email]] * 2
    assert [row.number in message.body for row in rows for message in mail.outbox] == [
        True,
        False,
        False,
        True,
    ]


def test_a_supplier_without_editors_is_kept_for_later():
    row = licence(3)
    grant_supplier_access(supplier_of(row))

    [digest] = due_digests(TODAY)
    run()

    assert digest.recipients == ()
    assert mail.outbox == []
    assert not ExpiryReminder.objects.exists()
    editor_of(supplier_of(row))
    assert run() == 1


# The mail


def test_the_digest_lists_what_is_most_urgent_first(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://katalog.example"
    supplier = SupplierPageFactory(title="Alkes Maju")
    product = ProductPageFactory(parent=supplier, title="Lampu operasi")
    licence(-1, product=product, number="AKD 20902020001")
    licence(90, product=product, number="AKL 20902020002")
    ProductVariantFactory(product=product, sku="LED-1", price_valid_until=TODAY)
    editor_of(supplier)

    run()

    [message] = mail.outbox
    assert message.subject == ("3 masa berlaku segera atau sudah berakhir: Alkes Maju")
    address = f"https://katalog.example/admin/pages/{product.pk}/edit/"
    assert (
        message.body.split("\n\nProduk tanpa")[0]
        == f"""\
Yth. tim Alkes Maju,

Per 24 November 2026, 3 masa berlaku pada halaman Anda segera atau sudah berakhir.

== Berakhir hari ini atau sudah berakhir ==

* Izin edar AKD 20902020001
  Halaman: Lampu operasi
  Hari terakhir: 23 November 2026 (berakhir kemarin)
  Ubah: {address}

* Harga LED-1
  Halaman: Lampu operasi
  Hari terakhir: 24 November 2026 (hari ini)
  Ubah: {address}

== Berakhir dalam 90 hari ==

* Izin edar AKL 20902020002
  Halaman: Lampu operasi
  Hari terakhir: 22 Februari 2027 (90 hari lagi)
  Ubah: {address}"""
    )


def test_names_are_escaped_in_html_and_plain_in_text():
    supplier = SupplierPageFactory(title="Maju\nBcc: x@y <b>&</b>")
    product = ProductPageFactory(parent=supplier, title='<script>alert("1")</script>')
    licence(1, product=product)
    editor_of(supplier)

    run()

    [message] = mail.outbox
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert "<script" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in html
    assert "Maju Bcc: x@y &lt;b&gt;&amp;&lt;/b&gt;" in html
    assert '<script>alert("1")</script>' in message.body
    assert message.subject.endswith("Maju Bcc: x@y <b>&</b>")
    assert message.to == [message.recipients()[0]]


def test_mails_are_indonesian_whoever_runs_the_command():
    row = licence(1)
    editor_of(supplier_of(row))

    with translation.override("en"):
        run()

    assert "25 November 2026 (besok)" in mail.outbox[0].body


# Never twice


def test_running_again_sends_nothing():
    row = licence(3)
    editor_of(supplier_of(row))

    assert (run(), run()) == (1, 0)

    assert len(mail.outbox) == 1
    assert ExpiryReminder.objects.get().sent_at is not None


def test_two_sweeps_that_saw_the_same_send_it_once():
    row = licence(3)
    editor_of(supplier_of(row))
    [one], [other] = due_digests(TODAY), due_digests(TODAY)

    assert (send(one, TODAY), send(other, TODAY)) == (1, 0)

    assert len(mail.outbox) == 1


def test_a_sweep_beside_one_that_is_sending_sends_only_what_is_new(monkeypatch):
    row = licence(3)
    editor_of(supplier_of(row))
    deliver = EmailMultiAlternatives.send
    beside = []

    def send_slowly(message):
        if not beside:
            beside.append("begun")
            licence(4, product=row.product, number="AKL 20902020009")
            beside.append(run())
        return deliver(message)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send_slowly)

    assert run() == 1

    assert beside == ["begun", 1]
    assert [row.number in message.body for message in mail.outbox] == [False, True]
    assert ["AKL 20902020009" in message.body for message in mail.outbox] == [
        True,
        False,
    ]


def test_what_could_not_be_sent_is_sent_the_next_time(monkeypatch):
    row = licence(3)
    editor_of(supplier_of(row))

    def fail(message):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", fail)
        with pytest.raises(NotSent, match="gone"):
            run()

    assert not ExpiryReminder.objects.exists()
    assert run() == 1


def test_a_crash_while_sending_leaves_what_is_never_sent_again(monkeypatch):
    row = licence(3)
    editor_of(supplier_of(row))

    def die(message):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", die)
        with pytest.raises(KeyboardInterrupt):
            run()

    assert run() == 0
    assert mail.outbox == []
    assert unconfirmed(TODAY) == []
    ExpiryReminder.objects.update(
        claimed_at=timezone.now() - reminders.SENDING_TAKES - timedelta(seconds=1)
    )
    [left] = unconfirmed(TODAY)
    assert left.numbers == (row.number,)
    assert unconfirmed(after(18)) == []


# At a large catalogue


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
