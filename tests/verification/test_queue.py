"""The verification queue: what waits, claiming it, deciding it, and submitted pages."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from openpyxl import load_workbook
from wagtail.models import WorkflowState

from certificates import recording
from certificates.kinds import SUBMISSION, CaseState
from certificates.models import EvidenceEntry, VerificationCase
from products.models import ProductPage
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import SupplierPageFactory, document_of
from tests.factories.users import administrator, editor_of, verifier
from tests.verification.test_verification import act, draft_lamp, edit_url, submitted
from verification.decisions import claim, decide

pytestmark = pytest.mark.usefixtures("catalogue")

QUEUE = "/admin/verifikasi/"
HOME = "/admin/"
NUMBER = "AKD 20902020001"


@pytest.fixture
def checker(client, catalogue):
    """A verifier signed in."""
    user = verifier()
    client.force_login(user)
    return user


@pytest.fixture
def case(catalogue):
    return declared_licence(number=NUMBER)


def case_url(case, action: str = "") -> str:
    return f"{QUEUE}{case.pk}/{action}"


def decision(case, state: str = "verified", reason: str = "", **changes) -> dict:
    return {"state": state, "reason": reason, "version": case.version, **changes}


def rows(response) -> list[list[str]]:
    """The texts of the list's cells."""
    table = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [[" ".join(td.text.split()) for td in row.select("td")] for row in table]


def numbers(response) -> list[str]:
    return [row[1] for row in rows(response)]


def told(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


def text_of(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())


def aged(case, days: float):
    opened_at = timezone.now() - timedelta(days=days)
    VerificationCase.objects.filter(pk=case.pk).update(opened_at=opened_at)
    return case


def state_of_cases() -> list[tuple]:
    """All that the queue can change."""
    cases = VerificationCase.objects.order_by("pk")
    fields = ("state", "reason", "decided_by", "claimed_by", "withdrawn_at")
    return [*cases.values_list(*fields), EvidenceEntry.objects.count()]


# Who may open it


def everybody(case) -> dict:
    return {
        "anonymous": None,
        "another supplier": editor_of(SupplierPageFactory()),
        "own supplier": editor_of(case.supplier.specific),
        "verifier": verifier(),
        "administrator": administrator(),
    }


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("anonymous", False),
        ("another supplier", False),
        ("own supplier", False),
        ("verifier", True),
        ("administrator", True),
    ],
)
@pytest.mark.parametrize("page", ["", "hasil/", "?export=csv", "?export=xlsx", "case"])
def test_who_reads_the_desk(client, case, person, may, page):
    url = case_url(case) if page == "case" else f"{QUEUE}{page}"
    if user := everybody(case)[person]:
        client.force_login(user)

    response = client.get(url)

    assert response.status_code == (200 if may else 302)
    if not may:
        login = f"/admin/login/?next={url.replace('?', '%3F').replace('=', '%3D')}"
        assert response.url == (HOME if user else login)


@pytest.mark.parametrize("person", ["anonymous", "another supplier", "own supplier"])
@pytest.mark.parametrize("action", ["ambil/", "lepas/", "putuskan/"])
def test_others_change_nothing(client, case, person, action):
    claim(case.pk, verifier())
    before = state_of_cases()
    if user := everybody(case)[person]:
        client.force_login(user)

    response = client.post(case_url(case, action), decision(case))

    assert response.status_code == 302
    assert state_of_cases() == before


def test_refused_editor_is_told(client, case):
    client.force_login(editor_of(case.supplier.specific))

    response = client.get(QUEUE, follow=True)

    assert told(response) == [
        "Maaf, Anda tidak memiliki izin untuk mengakses area ini."
    ]


def test_forms_are_protected(django_user_model, case):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(verifier())

    response = strict.post(case_url(case, "ambil/"))

    assert response.status_code == 403
    case.refresh_from_db()
    assert case.claimed_by is None


def test_menu_tells_how_many_wait(client, checker):
    for _ in range(3):
        VerificationCaseFactory()
    VerificationCaseFactory(state="verified")

    assert "Verifikasi (3)" in client.get(HOME).content.decode()


def waiting_at_home(client) -> list[tuple[str, str]]:
    """Kind and number, and the address, of each part of the queue."""
    home = BeautifulSoup(client.get(HOME).content, "html.parser")
    return [
        (" ".join(row.text.split()), row.a["href"])
        for row in home.select(".queue-waiting li")
    ]


def test_home_tells_what_waits_kind_by_kind(client, checker):
    for kind in ("tkdn", "licence", "licence"):
        VerificationCaseFactory(kind=kind)
    VerificationCaseFactory(kind="halal", state="verified")
    VerificationCaseFactory(kind="halal", withdrawn_at=timezone.now())

    assert waiting_at_home(client) == [
        ("Izin edar 2", f"{QUEUE}?kind=licence"),
        ("Sertifikat TKDN 1", f"{QUEUE}?kind=tkdn"),
    ]


def test_home_leads_to_what_the_verifier_is_at(client, checker):
    VerificationCaseFactory(claimed_by=checker, claimed_at=timezone.now())

    assert "Saya tangani: 1" in text_of(client.get(HOME))


def test_home_says_that_nothing_waits(client, checker):
    assert "Tidak ada yang menunggu." in text_of(client.get(HOME))


def test_home_of_an_editor_has_no_desk(client, case):
    client.force_login(editor_of(case.supplier.specific))

    assert "meja verifikasi" not in client.get(HOME).content.decode()


def test_menu_of_an_editor_has_no_desk(client, case):
    client.force_login(editor_of(case.supplier.specific))

    assert "Verifikasi (" not in client.get(HOME).content.decode()


# The list


def test_row_tells_what_waits(client, checker):
    supplier = SupplierPageFactory(title="Nusa Medika", province="35", regency="")
    page = ProductPageFactory(parent=supplier, title="Lampu")
    waiting = declared_licence(page, number=NUMBER)
    claim(waiting.pk, verifier(first_name="Sari", last_name="Wulandari"))
    aged(waiting, 3.5)

    response = client.get(QUEUE)

    assert rows(response) == [
        [
            "Izin edar",
            NUMBER,
            "Nusa Medika",
            "Jawa Timur",
            "Lampu",
            "3 hari",
            "Sari Wulandari",
        ]
    ]


def test_longest_waiting_comes_first(client, checker):
    for number, days in (("B", 2), ("A", 9), ("C", 0.5)):
        aged(VerificationCaseFactory(number=number), days)

    response = client.get(QUEUE)

    assert [(row[1], row[5]) for row in rows(response)] == [
        ("A", "9 hari"),
        ("B", "2 hari"),
        ("C", "kurang dari sehari"),
    ]


def test_decided_and_withdrawn_do_not_wait(client, checker):
    VerificationCaseFactory(number="menunggu")
    VerificationCaseFactory(state="verified", decided_at=timezone.now())
    VerificationCaseFactory(withdrawn_at=timezone.now())

    assert numbers(client.get(QUEUE)) == ["menunggu"]


def test_decided_cases_tell_the_day_the_newest_first(client, checker):
    now = timezone.now()
    for number, days in (("A", 9), ("B", 2), ("C", 5)):
        VerificationCaseFactory(
            number=number,
            state="refused",
            decided_by=checker,
            decided_at=now - timedelta(days=days),
        )

    response = client.get(f"{QUEUE}?state=refused")

    days = [localdate(now - timedelta(days=each)) for each in (2, 5, 9)]
    assert [(row[1], row[5]) for row in rows(response)] == [
        (number, date_format(day, "j M Y"))
        for number, day in zip("BCA", days, strict=True)
    ]


def test_decided_case_says_since_when_it_was_stated_not_how_long(client, checker, case):
    aged(case, 656)
    decide(case.pk, verifier(), CaseState.VERIFIED)

    text = text_of(client.get(case_url(case)))

    declared = date_format(localdate(timezone.now() - timedelta(days=656)), "j F Y")
    assert f"Dinyatakan {declared}" in text
    assert "656" not in text


@pytest.fixture
def various(checker):
    west, east = (
        SupplierPageFactory(province="32", title="Barat"),
        SupplierPageFactory(province="35", regency="", title="Timur"),
    )
    now = timezone.now()
    aged(VerificationCaseFactory(supplier=west, number="A"), 40)
    aged(VerificationCaseFactory(supplier=east, number="B", kind="tkdn"), 15)
    mine = VerificationCaseFactory(
        supplier=east, number="C", claimed_by=checker, claimed_at=now
    )
    aged(mine, 8)
    others = VerificationCaseFactory(
        supplier=west, number="D", claimed_by=verifier(), claimed_at=now
    )
    aged(others, 4)
    VerificationCaseFactory(
        supplier=west,
        number="E",
        state="refused",
        decided_at=now,
        decided_by=checker,
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCD"),
        ("kind=tkdn", "B"),
        ("kind=submission", ""),
        ("province=35", "BC"),
        ("province=32&kind=licence", "AD"),
        ("waiting=3", "ABCD"),
        ("waiting=7", "ABC"),
        ("waiting=14", "AB"),
        ("waiting=30", "A"),
        ("handling=free", "AB"),
        ("handling=mine", "C"),
        ("handling=others", "D"),
        ("state=refused", "E"),
        ("state=verified", ""),
        ("q=Timur", "BC"),
        # What is no choice is no filter.
        ("kind=x&province=99&waiting=-1&handling=%00&state=open", "ABCD"),
        ("q=%00", "ABCD"),
        ("p=999999", "ABCD"),
    ],
)
def test_filters(client, various, query, expected):
    response = client.get(f"{QUEUE}?{query}")

    assert "".join(numbers(response)) == expected


def test_filters_go_along_to_the_case(client, checker):
    case = VerificationCaseFactory()
    case.supplier.specific.save()

    response = client.get(f"{QUEUE}?kind=licence&province=32&evil=//x")

    link = BeautifulSoup(response.content, "html.parser").select_one("td.title a")
    assert link["href"] == f"{case_url(case)}?kind=licence&province=32"


@pytest.mark.parametrize("cases", [1, 12])
def test_list_takes_a_fixed_number_of_queries(
    client, checker, cases, django_assert_num_queries
):
    for _ in range(cases):
        VerificationCaseFactory(
            page=ProductPageFactory(),
            claimed_by=verifier(),
            claimed_at=timezone.now(),
        )
    client.get(QUEUE)

    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        response = client.get(f"{QUEUE}hasil/")

    assert len(rows(response)) == cases


QUERIES_OF_THE_LIST = 8
"""Five to let the user in, whether a verifier, how many cases, the cases."""


def exported(client, query: str) -> list[list[str]]:
    response = client.get(f"{QUEUE}?{query}&export=csv")
    content = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(content)))


def test_export_has_what_the_filters_leave(client, various):
    table = exported(client, "province=35&kind=tkdn")

    assert table[0] == [
        "Jenis",
        "Nomor",
        "Pemasok",
        "Provinsi",
        "Halaman",
        "Dinyatakan",
        "Menunggu (hari)",
        "Diputuskan",
        "Penanganan",
    ]
    assert [row[:5] + row[6:] for row in table[1:]] == [
        ["Sertifikat TKDN", "B", "Timur", "Jawa Timur", "–", "15", "", ""]
    ]


def test_export_as_a_workbook(client, various):
    response = client.get(f"{QUEUE}?kind=tkdn&export=xlsx")

    workbook = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    values = [cell.value for cell in list(workbook.active.rows)[1]]
    assert values[:2] == ["Sertifikat TKDN", "B"]
    assert values[6] == 15


def test_export_holds_no_formula(client, checker):
    VerificationCaseFactory(number='=HYPERLINK("x")\x0b')

    assert exported(client, "")[1][1] == '\'=HYPERLINK("x")'


# One case


def test_case_shows_what_is_claimed_and_how_to_check_it(client, checker):
    supplier = SupplierPageFactory(title="Nusa Medika")
    product = ProductPageFactory(parent=supplier, title="Lampu NM-120")
    document = document_of(supplier, title="Izin edar Lampu")
    licence = {
        "number": "AKD 20903022671",
        "risk_class": "C",
        "licence_group": "ENR",
        "registrar": "<b>PT Nusa</b>",
        "document": document,
        "verification_url": "https://infoalkes.kemkes.go.id/izin/1",
    }
    case = declared_licence(product, **licence)

    response = client.get(case_url(case))

    page, text = response.content.decode(), text_of(response)
    assert "Nomor izin edar AKD 20903022671" in text
    assert "Kelas risiko C – sedang sampai tinggi" in text
    assert "Kelompok Elektromedik non-radiasi" in text
    assert "Pendaftar <b>PT Nusa</b>" in text
    assert "<b>PT Nusa</b>" not in page
    assert f'<a href="{document.url}" download>' in page
    assert 'href="https://infoalkes.kemkes.go.id/izin/1"' in page
    assert "Periksa di Infoalkes Kemenkes" in text
    assert "Kategori 09" in text
    assert "Dinyatakan pada 1 halaman Lampu NM-120" in text


def test_document_is_downloaded(client, checker):
    product = ProductPageFactory()
    document = document_of(product.supplier)
    declared_licence(product, document=document)

    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")


def test_case_tells_what_is_doubtful(client, checker):
    case = declared_licence(number="AKL 20903022671", risk_class="D")

    text = text_of(client.get(case_url(case)))

    findings = case.licence.findings(timezone.localdate())
    assert len(findings) > 1
    assert [each.text() in text for each in findings] == [True] * len(findings)


def test_case_tells_of_another_registrar_or_factory(client, checker):
    supplier = SupplierPageFactory(legal_name="PT Nusa Medika")
    product = ProductPageFactory(parent=supplier)
    case = declared_licence(product, registrar="PT Hospi Niaga", factory="PT Rakit")

    text = text_of(client.get(case_url(case)))

    assert "Pendaftar pada izin edar “PT Hospi Niaga” bukan nama badan usaha" in text
    assert "Pabrik pada izin edar “PT Rakit” bukan pemasok “PT Nusa Medika”" in text


def test_case_tells_of_values_that_hold_too_long(client, checker):
    certificate = TkdnCertificateFactory(
        issued_on=date(2026, 1, 2),
        tkdn_expires_on=date(2031, 1, 3),
        bmp=10,
        bmp_expires_on=date(2031, 1, 3),
    )
    recording.record_published([ProductPage.objects.get(pk=certificate.product_id)])

    text = text_of(client.get(case_url(VerificationCase.objects.get())))

    assert "Masa berlaku TKDN lebih dari 5 tahun sejak tanggal terbit" in text
    assert "Masa berlaku BMP lebih dari 5 tahun sejak tanggal terbit" in text


def test_calibration_shows_its_test_points(client, checker):
    record = CalibrationRecordFactory(
        results=[{"name": "Suhu", "unit": "°C", "nominal": "36.0", "mean": "36.2"}]
    )
    recording.record_published([ProductPage.objects.get(pk=record.product_id)])
    case = VerificationCase.objects.get(kind="calibration")

    text = text_of(client.get(case_url(case)))

    assert "1 titik uji" in text
    assert "Nama Suhu · Satuan °C · Nominal 36,0 · Terbaca 36,2" in text


def test_case_names_former_decisions_on_the_number(client, checker):
    case = declared_licence(number=NUMBER)
    decide(case.pk, verifier(first_name="Sari"), CaseState.REFUSED, "Foto buram.")
    case.licence.registrar = "PT Lain"
    case.licence.save()
    recording.record_published([ProductPage.objects.get()])
    again = VerificationCase.objects.waiting().get()

    text = text_of(client.get(case_url(again)))

    assert "Keputusan terdahulu Ditolak" in text
    assert "Sari Foto buram." in text


@pytest.mark.parametrize("products", [1, 30])
def test_case_takes_a_fixed_number_of_queries(
    client, checker, products, django_assert_num_queries
):
    supplier = SupplierPageFactory()
    pages = [ProductPageFactory(parent=supplier) for _ in range(products)]
    for page in pages:
        MarketingAuthorisationFactory(product=page, number=NUMBER)
    recording.record_published(ProductPage.objects.all())
    case = VerificationCase.objects.get()
    client.get(case_url(case))

    with django_assert_num_queries(QUERIES_OF_A_CASE):
        response = client.get(case_url(case))

    assert f"Dinyatakan pada {products} halaman" in text_of(response)


QUERIES_OF_A_CASE = 32


@pytest.mark.parametrize("number", ["999999", "9" * 40])
@pytest.mark.parametrize("action", ["", "ambil/", "lepas/", "putuskan/"])
def test_no_such_case(client, checker, number, action):
    url = f"{QUEUE}{number}/{action}"

    response = client.post(url) if action else client.get(url)

    assert response.status_code == 404


@pytest.mark.parametrize("action", ["ambil/", "lepas/", "putuskan/"])
def test_address_of_a_button_leads_to_the_case(client, checker, case, action):
    before = state_of_cases()

    response = client.get(f"{case_url(case, action)}?kind=licence")

    assert response.url == f"{case_url(case)}?kind=licence"
    assert state_of_cases() == before


# Claiming and deciding


def test_claimed_case_is_offered_to_nobody_else(client, checker, case):
    client.post(case_url(case, "ambil/"))
    mine = text_of(client.get(case_url(case)))
    client.force_login(verifier())
    other = text_of(client.get(case_url(case)))

    case.refresh_from_db()
    assert case.claimed_by == checker
    assert "Anda sedang menangani perkara ini." in mine
    assert f"Sedang ditangani {checker.username}" in other
    assert "Putuskan" not in other


def test_claiming_what_another_has_is_told(client, checker, case):
    claim(case.pk, verifier(first_name="Sari"))
    before = state_of_cases()

    response = client.post(case_url(case, "ambil/"), follow=True)

    assert told(response) == ["Perkara ini sedang ditangani Sari."]
    assert state_of_cases() == before


def test_released_case_goes_back_to_the_desk(client, checker, case):
    claim(case.pk, checker)

    response = client.post(f"{case_url(case, 'lepas/')}?kind=licence")

    case.refresh_from_db()
    assert case.claimed_by is None
    assert response.url == f"{QUEUE}?kind=licence"


def test_deciding_leads_to_the_next_of_the_same_filters(client, checker):
    first, second, other_kind, claimed = (
        aged(VerificationCaseFactory(kind=kind), days)
        for kind, days in (("licence", 1), ("licence", 5), ("tkdn", 9), ("licence", 7))
    )
    own = VerificationCaseFactory(declared_by=checker)
    aged(own, 20)
    claim(claimed.pk, verifier())

    response = client.post(
        f"{case_url(first, 'putuskan/')}?kind=licence", decision(first)
    )

    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("verified", checker)
    assert response.url == f"{case_url(second)}?kind=licence"


def test_after_the_last_case_comes_the_desk(client, checker, case):
    url = f"{case_url(case, 'putuskan/')}?kind=licence"
    response = client.post(url, decision(case), follow=True)

    assert response.redirect_chain == [(f"{QUEUE}?kind=licence", 302)]
    assert told(response) == [f"Izin edar {NUMBER}: Terverifikasi."]


def test_decision_without_reason_keeps_the_form(client, checker, case):
    before = state_of_cases()

    response = client.post(case_url(case, "putuskan/"), decision(case, "revoked"))

    assert response.status_code == 422
    assert "Tulis alasan keputusan ini." in text_of(response)
    assert state_of_cases() == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"state": "open"},
        {"state": "disetujui"},
        {"state": "refused", "reason": "x" * 2001},
        {"state": "refused", "reason": "\x00"},
    ],
)
def test_wrong_decision_changes_nothing(client, checker, case, sent):
    before = state_of_cases()

    response = client.post(case_url(case, "putuskan/"), sent)

    assert response.status_code == 422
    assert state_of_cases() == before


def test_decided_case_is_reopened(client, checker, case):
    decide(case.pk, verifier(), CaseState.VERIFIED)
    case.refresh_from_db()

    client.post(case_url(case, "putuskan/"), decision(case, "open", "Dokumen palsu?"))

    case.refresh_from_db()
    assert (case.state, case.reason) == ("open", "Dokumen palsu?")


def test_second_of_two_verifiers_is_told(client, checker, case):
    from django.test import Client

    other = Client()
    other.force_login(verifier(first_name="Sari"))
    form = BeautifulSoup(client.get(case_url(case)).content, "html.parser")
    version = form.select_one("input[name=version]")["value"]
    other.get(case_url(case))
    other.post(case_url(case, "putuskan/"), decision(case))
    before = state_of_cases()

    response = client.post(
        case_url(case, "putuskan/"),
        {"state": "refused", "reason": "Palsu.", "version": version},
    )
    after = state_of_cases()
    page = BeautifulSoup(response.content, "html.parser")
    again = page.select_one("input[name=version]")["value"]
    kept = page.select_one("textarea[name=reason]").text.strip()
    client.post(
        case_url(case, "putuskan/"),
        {"state": "refused", "reason": kept, "version": again},
    )

    assert response.status_code == 409
    assert told(response) == [
        "Perkara ini baru saja diputuskan Sari: Terverifikasi. Periksa lagi."
    ]
    assert after == before
    case.refresh_from_db()
    assert (case.state, case.reason) == ("refused", "Palsu.")


def test_own_case_has_no_buttons(client, checker):
    case = declared_licence(author=checker)

    page = client.get(case_url(case)).content.decode()
    before = state_of_cases()
    client.post(case_url(case, "ambil/"))
    client.post(case_url(case, "putuskan/"), decision(case))

    assert "Pernyataan sendiri harus diperiksa orang lain." in page
    assert "Putuskan" not in page
    assert state_of_cases() == before


# Submitted pages


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(province="32")


@pytest.fixture
def editor(supplier):
    return editor_of(supplier)


@pytest.fixture
def product(supplier, editor):
    """A submitted draft."""
    return submitted(draft_lamp(supplier), editor)


def submission() -> VerificationCase:
    return VerificationCase.objects.get(kind=SUBMISSION)


def test_submitted_page_waits_on_the_desk(client, checker, product, editor):
    case = submission()

    assert (case.page_id, case.declared_by) == (product.pk, editor)
    assert rows(client.get(QUEUE))[0][:2] == ["Kiriman halaman", product.title]


def test_claimed_submission_opens_its_page(client, checker, product):
    response = client.post(case_url(submission(), "ambil/"))

    assert response.url == edit_url(product)
    assert submission().claimed_by == checker


def test_submission_is_not_decided_on_the_desk(client, checker, product):
    before = state_of_cases()

    response = client.post(case_url(submission(), "putuskan/"), decision(submission()))

    assert told(response) == ["Kiriman halaman diputuskan pada halamannya."]
    assert state_of_cases() == before


@pytest.mark.parametrize(
    ("action", "comment", "state"),
    [("approve", None, "verified"), ("reject", "Foto buram.", "refused")],
)
def test_decision_on_the_page_closes_the_case(
    client, checker, product, action, comment, state
):
    claim(submission().pk, checker)

    act(client, product, action, comment)

    case = submission()
    assert (case.state, case.reason) == (state, comment or "")
    assert (case.decided_by, case.claimed_by) == (checker, None)
    assert "Kiriman halaman" not in [row[0] for row in rows(client.get(QUEUE))]


def test_submission_returned_for_its_faults_is_closed(client, checker, product):
    product.device_type.attribute_rows.filter(key="note").update(required=True)

    act(client, product, "approve")

    case = submission()
    assert case.state == "refused"
    assert case.reason.startswith("Dikembalikan otomatis")


def test_cancelled_submission_is_withdrawn(product, editor):
    product.current_workflow_state.cancel(user=editor)

    assert submission().is_withdrawn
    assert submission().state == "open"


def test_submission_of_a_deleted_draft_is_withdrawn(product):
    ProductPage.objects.get().delete()

    assert submission().is_withdrawn


def test_submitting_again_is_another_case(client, checker, product, editor):
    act(client, product, "reject", "Foto buram.")

    WorkflowState.objects.get().resume(user=editor)

    states = VerificationCase.objects.filter(kind=SUBMISSION).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["refused", "open"]


def test_submitted_supplier_is_a_case_too(supplier, editor):
    submitted(supplier, editor)

    assert submission().supplier_id == submission().page_id == supplier.pk


@pytest.fixture
def claimed_by_sari(product):
    sari = verifier(first_name="Sari")
    claim(submission().pk, sari)
    return sari


@pytest.mark.parametrize(
    ("action", "comment"), [("approve", None), ("reject", "Foto buram.")]
)
def test_claimed_submission_is_decided_by_nobody_else(
    client, checker, product, claimed_by_sari, action, comment
):
    before = state_of_cases()

    response = act(client, product, action, comment)

    message = "Belum diputuskan: kiriman ini sedang ditangani Sari."
    assert message in told(client.get(response.url))
    product.refresh_from_db()
    assert product.workflow_in_progress
    assert not product.live
    assert state_of_cases() == before


def test_task_itself_refuses_another_verifier(checker, product, claimed_by_sari):
    task_state = product.current_workflow_task_state
    task = task_state.task.specific

    task.on_action(task_state, checker, "reject", comment="Foto buram.")

    assert task.get_actions(product, checker) == []
    assert [name for name, *_rest in task.get_actions(product, claimed_by_sari)] == [
        "reject",
        "approve",
    ]
    assert product.workflow_in_progress


def test_other_verifier_is_told_on_the_page(client, checker, product, claimed_by_sari):
    theirs = told(client.get(edit_url(product)))
    client.force_login(claimed_by_sari)
    own = told(client.get(edit_url(product)))

    message = "Kiriman ini sedang ditangani Sari."
    assert message in theirs
    assert message not in own


def test_editor_is_not_told_who_checks(client, product, editor, claimed_by_sari):
    client.force_login(editor)

    response = client.get(edit_url(product))

    assert "Sari" not in " ".join(told(response))


# What editors are told


def outcomes(client, page) -> str:
    drawn = BeautifulSoup(client.get(edit_url(page)).content, "html.parser")
    return " ".join(drawn.select_one(".outcomes").text.split())


def test_editor_reads_what_became_of_the_certificates(client, supplier, editor):
    product = ProductPageFactory(parent=supplier)
    open_one, verified, refused = (
        declared_licence(product, number=f"AKD 2090202000{n}") for n in range(3)
    )
    decide(verified.pk, verifier(), CaseState.VERIFIED)
    decide(refused.pk, verifier(), CaseState.REFUSED, "Nomor tidak ada.")
    client.force_login(editor)

    text = outcomes(client, product)

    assert f"{open_one.number}: dinyatakan, menunggu verifikator" in text
    assert f"{verified.number}: terverifikasi, " in text
    assert f"{refused.number}: ditolak, " in text
    assert "Nomor tidak ada." in text


def test_changed_certificate_is_not_the_verified_one(client, supplier, editor):
    product = ProductPageFactory(parent=supplier)
    case = declared_licence(product)
    decide(case.pk, verifier(), CaseState.VERIFIED)
    draft = ProductPage.objects.get()
    case.licence.registrar = "PT Lain"
    draft.authorisations.set([case.licence])
    draft.save_revision()
    client.force_login(editor)

    assert outcomes(client, product).endswith("belum pernah tayang, belum diperiksa")


def test_supplier_page_has_it_too(client, supplier, editor):
    client.force_login(editor)

    page = client.get(edit_url(supplier)).content.decode()

    assert "Halaman ini belum menyatakan izin atau sertifikat." in page
