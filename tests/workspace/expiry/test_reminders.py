"""Which suppliers are reminded, by what mail, and never twice."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation

from suppliers.access import grant_supplier_access
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, editor_of, verifier
from tests.workspace.expiry.last_days import TODAY, after, licence, run, supplier_of
from workspace.expiry import reminders
from workspace.expiry.reminders import NotSent, due_digests, send, unconfirmed
from workspace.models import ExpiryReminder

pytestmark = pytest.mark.usefixtures("catalogue")


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
