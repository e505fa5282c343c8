"""``manage.py sweep_expiry`` from end to end."""

import io
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import orjson
import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from products.models import ProductPage
from readmodel import feeding, indexer
from readmodel.building import document_checksum
from readmodel.models import PendingChange, PendingRepair, ProductState
from readmodel.sinks import sinks
from search.engines.base import DocumentGroup
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    complete_product,
    days_from_today,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of
from tests.submitting import draft_lamp, submitted
from workspace.models import ExpiryReminder

pytestmark = pytest.mark.django_db


def sweep(*arguments) -> list[str]:
    """The lines that the command writes."""
    out = io.StringIO()
    call_command("sweep_expiry", *arguments, stdout=out)
    return out.getvalue().splitlines()


def sweep_that_fails(*arguments) -> tuple[list[str], list[str]]:
    """The lines that the command writes, and the problems that it ends with."""
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("sweep_expiry", *arguments, stdout=out)
    return out.getvalue().splitlines(), str(failed.value).splitlines()


def licensed_by(title: str, *, days_left: int = 7, number: str = "AKD 20902020001"):
    """A live product of a supplier with an editor."""
    supplier = SupplierPageFactory(title=title)
    editor_of(supplier, email=f"{title.lower()}@katalog.example")
    product = ProductPageFactory(parent=supplier, title="Lampu operasi")
    MarketingAuthorisationFactory(
        product=product, number=number, expires_on=days_from_today(days_left)
    )
    return product


def test_a_sweep_mails_and_says_so(index):
    licensed_by("Maju")
    indexer.drain()

    lines = sweep()

    assert lines == [
        f"Tanggal: {timezone.localdate().isoformat()}",
        "Dilupakan: 0 catatan yang sudah lewat waktunya.",
        "Basis data: 0 produk melewati tanggal, 0 belum tercatat, 0 tidak lagi tayang.",
        "Indeks: 0 produk hilang, 0 berbeda, 0 asing.",
        "Pengingat: 1 surel terkirim tentang 1 masa berlaku.",
    ]
    assert [message.to for message in mail.outbox] == [["maju@katalog.example"]]


def test_a_second_sweep_does_nothing(index):
    licensed_by("Maju")
    indexer.drain()
    sweep()

    lines = sweep()

    assert lines[-1] == "Pengingat: 0 surel terkirim tentang 0 masa berlaku."
    assert len(mail.outbox) == 1
    assert not PendingChange.objects.exists()


def test_a_trial_counts_what_crossed_its_day_and_notes_none_of_it(index):
    licensed_by("Maju")
    indexer.drain()
    ProductState.objects.update(rebuild_on=timezone.localdate())
    line = (
        "Basis data: 1 produk melewati tanggal, 0 belum tercatat, 0 tidak lagi tayang."
    )

    tried = sweep("--dry-run")

    assert line in tried
    assert not PendingChange.objects.exists()
    assert line in sweep()
    assert PendingChange.objects.count() == 1


def test_submissions_that_nobody_can_decide_are_closed(index):
    supplier = SupplierPageFactory()
    submitted(draft_lamp(supplier), editor_of(supplier))
    WorkflowState.objects.update(status="approved")

    tried, swept, again = sweep("--dry-run"), sweep(), sweep()

    line = "Verifikasi: 1 tugas yang tertinggal ditutup."
    assert [line in lines for lines in (tried, swept, again)] == [True, True, False]
    assert TaskState.objects.get().status == "cancelled"


def test_what_drifted_is_told_and_handed_to_the_indexer(index, indexed, settings):
    lost = complete_product()
    indexer.drain()
    index.apply([DocumentGroup(lost.pk)])
    unnoticed = complete_product()
    PendingChange.objects.all().delete()

    lines, problems = sweep_that_fails()
    indexer.drain()
    mended = sweep()

    assert lines[2:4] == [
        "Basis data: 0 produk melewati tanggal, 1 belum tercatat, 0 tidak lagi tayang.",
        "Indeks: 1 produk hilang, 0 berbeda, 0 asing.",
    ]
    assert problems == [
        "Catatan tidak sama dengan katalog: 1 produk.",
        f"Indeks “{settings.SEARCH_ENGINE}” tidak sama dengan catatan: 1 produk.",
    ]
    assert mended[2:4] == [
        "Basis data: 0 produk melewati tanggal, 0 belum tercatat, 0 tidak lagi tayang.",
        "Indeks: 0 produk hilang, 0 berbeda, 0 asing.",
    ]
    assert indexed(lost)["title"] == lost.title
    assert indexed(unnoticed)["title"] == unnoticed.title
    assert not PendingRepair.objects.exists()


def test_what_the_index_refuses_is_told_with_the_reason(index, settings):
    product = complete_product()
    indexer.drain()
    state = ProductState.objects.get()
    document = orjson.loads(bytes(state.document)) | {"price_min": "murah"}
    checksum = document_checksum(document)
    ProductState.objects.update(document=orjson.dumps(document), checksum=checksum)
    feeding.note_repairs(sinks()[0], [product.pk])
    indexer.drain()

    # That the ledger's document is not the product's is told apart from that.
    tried, tried_problems = sweep_that_fails("--dry-run")
    noted_by_trying = PendingRepair.objects.count()
    lines, problems = sweep_that_fails()

    place = lines.index("Indeks: 0 produk hilang, 0 berbeda, 0 asing.")
    assert lines[place + 1] == (
        f"“{settings.SEARCH_ENGINE}” menolak produk {product.pk}: "
        f"product:{product.pk}: price is not a number: 'murah'"
    )
    assert lines[place + 1] in tried
    assert problems == ["Catatan tidak sama dengan katalog: 1 produk."]
    assert tried_problems == problems
    assert noted_by_trying == 0
    assert PendingRepair.objects.get().product_id == product.pk


def test_what_a_sample_finds_is_told_and_noted(index, indexed):
    product = complete_product()
    indexer.drain()
    ProductPage.objects.filter(pk=product.pk).update(title="Berubah diam-diam")

    tried, tried_problems = sweep_that_fails("--dry-run")
    noted_by_trying = PendingChange.objects.count()
    lines, problems = sweep_that_fails()
    indexer.drain()

    told = "Contoh: 1 produk berbeda dari catatan; periksa sisanya."
    assert told in tried
    assert noted_by_trying == 0
    assert lines[3] == told
    assert problems == ["Catatan tidak sama dengan katalog: 1 produk."]
    assert tried_problems == problems
    assert indexed(product)["title"] == "Berubah diam-diam"


def test_a_dry_run_shows_everything_and_changes_nothing(index):
    product = licensed_by("Maju")
    indexer.drain()
    index.apply([DocumentGroup(product.pk)])
    last_day = days_from_today(7).isoformat()

    lines, _problems = sweep_that_fails("--dry-run")

    assert lines[1:] == [
        "Percobaan: tidak ada yang dikirim atau ditulis.",
        "Basis data: 0 produk melewati tanggal, 0 belum tercatat, 0 tidak lagi tayang.",
        "Indeks: 1 produk hilang, 0 berbeda, 0 asing.",
        "Akan dikirim kepada Maju (maju@katalog.example):",
        f"  {last_day} (7 hari lagi) Izin edar AKD 20902020001: Lampu operasi",
        "Pengingat: 1 surel tentang 1 masa berlaku.",
    ]
    assert mail.outbox == []
    assert not ExpiryReminder.objects.exists()
    assert not PendingChange.objects.exists()
    assert not PendingRepair.objects.exists()


def test_another_day_can_be_tried(index):
    licensed_by("Maju", days_left=100)
    indexer.drain()
    on = timezone.localdate() + timedelta(days=101)

    lines = sweep("--date", on.isoformat(), "--dry-run")

    assert lines[0] == f"Tanggal: {on.isoformat()}"
    assert lines[1].startswith("Perhatian: hari ini ")
    assert "1 produk melewati tanggal" in lines[3]
    assert "(berakhir kemarin)" in lines[-2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("besok", "tulis tanggal sebagai TTTT-BB-HH"),
        ("2026-02-30", "tulis tanggal sebagai TTTT-BB-HH"),
        ("", "tulis tanggal sebagai TTTT-BB-HH"),
        ("0001-01-01", "tanggal ini di luar jangkauan"),
        ("9999-12-31", "tanggal ini di luar jangkauan"),
    ],
)
def test_a_wrong_day_is_refused_with_a_reason(catalogue, text, message):
    with pytest.raises(CommandError, match=message):
        sweep("--date", text)


def test_suppliers_that_cannot_be_mailed_are_named_and_the_others_served(
    index, monkeypatch
):
    for title in ("Maju", "Rusak", "Sehat"):
        licensed_by(title)
    indexer.drain()
    deliver = EmailMultiAlternatives.send

    def refuse_one(message):
        if message.to == ["rusak@katalog.example"]:
            raise SMTPRecipientsRefused({"rusak@katalog.example": (550, b"unknown")})
        return deliver(message)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", refuse_one)
        with pytest.raises(CommandError) as refused:
            sweep()

    assert str(refused.value).startswith("Tidak terkirim kepada Rusak: ")
    assert "Maju" not in str(refused.value)
    assert sorted(message.to[0] for message in mail.outbox) == [
        "maju@katalog.example",
        "sehat@katalog.example",
    ]
    sweep()
    assert mail.outbox[-1].to == ["rusak@katalog.example"]
    assert len(mail.outbox) == 3


def test_suppliers_without_editors_are_reported_every_time(index):
    product = ProductPageFactory(parent=SupplierPageFactory(title="Sepi"))
    MarketingAuthorisationFactory(product=product, expires_on=days_from_today(7))
    indexer.drain()

    for _ in range(2):
        assert sweep()[-1] == "Tanpa penerima: Sepi (1 masa berlaku)"

    assert not ExpiryReminder.objects.exists()


def test_what_was_claimed_and_never_confirmed_is_reported(index):
    product = licensed_by("Maju")
    indexer.drain()
    sweep()
    ExpiryReminder.objects.update(
        sent_at=None, claimed_at=timezone.now() - timedelta(days=1)
    )

    lines = sweep()

    assert "Belum pasti terkirim: Lampu operasi (AKD 20902020001)" in lines
    assert len(mail.outbox) == 1
    assert ExpiryReminder.objects.get().page_id == product.pk


def test_without_an_index_the_mails_go_out_and_the_run_fails(catalogue):
    licensed_by("Maju")

    with pytest.raises(CommandError, match="Indeks tidak dapat dibandingkan"):
        sweep()

    assert len(mail.outbox) == 1


def test_names_cannot_steer_the_terminal(index):
    licensed_by("Maju\x1b[31m")
    indexer.drain()

    lines = sweep("--dry-run")

    assert "\x1b" not in "".join(lines)
    assert any("Maju\N{REPLACEMENT CHARACTER}[31m" in line for line in lines)
