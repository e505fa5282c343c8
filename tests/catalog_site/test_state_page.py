"""Administrators see how the catalogue is, and have indexes compared and built anew."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from readmodel import indexer, task_worker, tasks
from readmodel.checking import Checked
from readmodel.comparison import Findings
from readmodel.heartbeat import Heartbeat
from readmodel.models import IndexerState, IndexTask, PendingChange
from readmodel.sweep import SweepResult
from readmodel.task_worker import take_up
from tests.factories.products import complete_product
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.screens import messages_of, text_of, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/keadaan/"
WORK = f"{PAGE}pekerjaan/"
SWEEP = f"{PAGE}penyapuan/"
REBUILD = f"{PAGE}bangun-ulang/"
MENU = "Keadaan katalog"


@pytest.fixture
def admin(index):
    """An administrator, with an indexer at work."""
    Heartbeat().beat()
    return administrator(first_name="Rina", last_name="Hartati")


@pytest.fixture
def signed_in(client, admin):
    client.force_login(admin)
    return client


def test_where_all_is_well_the_page_says_so(signed_in):
    shown = text_of(signed_in.get(PAGE))

    assert "Semua baik: pembaca melihat apa yang diterbitkan." in shown
    assert "Yang perlu diperhatikan" not in shown
    assert "Katalog, catatan dan indeks belum pernah dibandingkan." in shown
    assert "Tidak ada yang sedang dikerjakan." in shown


def test_what_is_wrong_is_said_with_since_when_and_what_to_do(signed_in):
    moment = timezone.now() - timedelta(hours=2)
    PendingChange.objects.create(product_id=1)
    PendingChange.objects.update(enqueued_at=moment)
    IndexerState.objects.update(seen_at=moment)

    shown = text_of(signed_in.get(PAGE))

    since = f"{timezone.localtime(moment):%H.%M}"
    assert "Semua baik" not in shown
    assert "Perubahan yang belum dibangun: 1, yang tertua sejak" in shown
    assert f"{since}. Mulai “manage.py run_indexer”" in shown


def test_it_is_there_in_english(signed_in, admin):
    UserProfile.objects.create(user=admin, preferred_language="en")

    shown = text_of(signed_in.get(PAGE))

    assert "All is well: readers see what is published." in shown
    assert "Disk: there is room." in shown
    assert "Run a sweep" in shown


def test_figures_are_those_that_are_known(signed_in):
    complete_product()

    shown = text_of(signed_in.get(PAGE))

    for figure in (
        "Perubahan yang belum dibangun 1",
        "Jawaban panjang yang sedang dikirim 0",
        "Basis data hilang bagi pengindeks 0 kali",
        "Ruang kosong untuk “media”",
        "Permintaan sejak server dimulai",
    ):
        assert figure in shown


def test_a_sweep_is_asked_for_done_and_told(signed_in, admin, settings):
    complete_product()
    indexer.drain()

    asked = signed_in.post(SWEEP, follow=True)
    waiting = text_of(asked)
    take_up().do()
    done = text_of(signed_in.get(PAGE))

    assert messages_of(asked) == ["Diminta. Pengindeks segera mengerjakannya."]
    assert "Penyapuan , diminta Rina Hartati pada" in waiting
    assert "Menunggu pengindeks." in waiting
    assert "Rina Hartati Semua sama." in done
    assert "Tidak ada yang sedang dikerjakan." in done


def test_a_rebuild_is_asked_for_twice(signed_in):
    confirm = signed_in.get(REBUILD)
    nothing = tasks.open_task()

    signed_in.post(REBUILD)

    assert "Ya, bangun ulang" in text_of(confirm)
    assert nothing is None
    assert tasks.open_task().kind == IndexTask.Kind.REBUILD


def test_what_was_rebuilt_is_told(signed_in):
    complete_product()
    indexer.drain()
    signed_in.post(REBUILD)
    take_up().do()

    assert "Rina Hartati 1 produk dalam indeks." in text_of(signed_in.get(PAGE))


@pytest.mark.parametrize("second", [SWEEP, REBUILD])
def test_a_second_click_says_that_one_is_running(signed_in, second):
    signed_in.post(REBUILD, follow=True)

    answer = signed_in.post(second, follow=True)

    assert messages_of(answer) == [
        "Pekerjaan lain belum selesai. Ulangi setelah itu selesai."
    ]
    assert IndexTask.objects.count() == 1
    assert ModelLogEntry.objects.filter(action__startswith="readmodel.").count() == 1


def test_while_one_is_open_there_are_no_buttons_and_the_part_asks_again(signed_in):
    signed_in.post(SWEEP)

    page = BeautifulSoup(signed_in.get(PAGE).content, "html.parser")
    part = BeautifulSoup(signed_in.get(WORK).content, "html.parser")

    for shown in (page, part):
        work = shown.select_one("#work")
        assert (work["hx-get"], work["hx-trigger"]) == (WORK, "every 2s")
        assert work.select("form") == []


def test_the_part_asks_no_more_when_it_has_ended(signed_in):
    signed_in.post(SWEEP)
    take_up().do()

    work = BeautifulSoup(signed_in.get(WORK).content, "html.parser").select_one("#work")

    assert "belum pernah dibandingkan" not in work.text
    assert "hx-get" not in work.attrs
    assert [form["action"] for form in work.select("form")] == [SWEEP]
    assert work.select_one("input[name=csrfmiddlewaretoken]")["value"]


def test_how_far_it_is_is_told(signed_in):
    signed_in.post(REBUILD)
    work = take_up()
    work.lease.note("embedded", 250, 1000)

    part = BeautifulSoup(signed_in.get(WORK).content, "html.parser")

    assert "“embedded”, 250 dari 1.000." in " ".join(part.text.split())
    bar = part.select_one("progress")
    assert (bar["value"], bar["max"]) == ("250", "1000")


def test_without_an_indexer_the_page_says_that_nobody_works(signed_in):
    signed_in.post(SWEEP)
    IndexerState.objects.all().delete()

    shown = texts(signed_in.get(WORK))

    assert "Menunggu pengindeks, yang tidak terlihat" in shown


def test_what_drifted_is_told(signed_in):
    checked = Checked(SweepResult(0, 2, 0), outdated=1)
    checked.findings["embedded"] = Findings(missing=[1])
    checked.unreadable["second"] = "no <node> answers"
    tasks.record_sweep(timezone.now(), checked)

    shown = text_of(signed_in.get(PAGE))

    told = (
        "Catatan berbeda dari katalog pada 3 produk. "
        "Indeks “embedded” berbeda dari catatan pada 1 produk. "
        "Indeks “second” tidak dapat dibandingkan: no <node> answers"
    )
    assert shown.count(told) == 2
    assert "perintah di server Perlu diperhatikan: Catatan" in shown


def test_what_could_not_be_done_is_told(signed_in, admin):
    task = tasks.ask(IndexTask.Kind.REBUILD, admin)
    tasks.end(task, {}, task_worker.GIVEN_UP)

    shown = text_of(signed_in.get(PAGE))

    assert "Perlu diperhatikan: Pengindeks berhenti tiga kali" in shown


def test_the_log_has_who_pressed_what(signed_in, admin):
    signed_in.post(SWEEP)

    entry = ModelLogEntry.objects.for_instance(tasks.open_task()).get()
    assert (entry.action, entry.user) == ("readmodel.sweep", admin)


@pytest.mark.parametrize("path", [SWEEP, REBUILD])
def test_a_request_from_another_site_does_nothing(admin, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)

    assert client.post(path).status_code == 403
    assert not IndexTask.objects.exists()


def test_reading_starts_nothing_also_where_signing_in_again_leads(signed_in):
    led = signed_in.get(SWEEP)
    asked = signed_in.get(REBUILD)

    assert (led.status_code, led["Location"]) == (302, PAGE)
    assert asked.status_code == 200
    assert not IndexTask.objects.exists()


@pytest.mark.parametrize("person", ["editor", "verifier", "nobody"])
def test_nobody_else_sees_or_starts_anything(client, index, person):
    if person == "editor":
        client.force_login(editor_of(SupplierPageFactory()))
    elif person == "verifier":
        client.force_login(verifier())

    answers = [client.get(path) for path in (PAGE, WORK, REBUILD)]
    answers += [client.post(path) for path in (SWEEP, REBUILD)]

    assert [answer.status_code for answer in answers] == [302] * 5
    assert not IndexTask.objects.exists()
    assert not ModelLogEntry.objects.filter(action__startswith="readmodel.").exists()


@pytest.mark.parametrize(
    ("person", "shown"),
    [("administrator", True), ("editor", False), ("verifier", False)],
)
def test_only_administrators_have_it_in_their_menu(client, index, person, shown):
    client.force_login(
        {
            "administrator": administrator,
            "editor": lambda: editor_of(SupplierPageFactory()),
            "verifier": verifier,
        }[person]()
    )

    page = client.get("/admin/").content.decode()

    assert (MENU in page) is shown
