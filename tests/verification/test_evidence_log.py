"""Who reads which entries of the evidence log, and how they read."""

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import EvidenceEntry
from products.models import ProductPage
from tests.factories.certificates import EvidenceEntryFactory, declared_licence
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.product_form import edit_url
from verification.decisions import decide

pytestmark = pytest.mark.usefixtures("catalogue")

LOG = "/admin/catatan-bukti/"
HOME = "/admin/"
CERTIFICATE, PAGE, CHANGE = 2, 3, -1
"""Columns of the list."""


@pytest.fixture
def own(catalogue):
    return SupplierPageFactory(title="Milik Sendiri")


@pytest.fixture
def two(own):
    """An entry of the own supplier and one of another."""
    other = SupplierPageFactory(title="Pesaing")
    for supplier, number in ((own, "AKD 20902020001"), (other, "AKD 20902020002")):
        declared_licence(ProductPageFactory(parent=supplier), number=number)
    return own, other


def rows(response) -> list[list[str]]:
    table = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [
        [" ".join(td.text.split()) for td in row.find_all("td", recursive=False)]
        for row in table
    ]


def certificates(response) -> list[str]:
    return [row[CERTIFICATE] for row in rows(response)]


def exported(client, query: str = "") -> list[list[str]]:
    response = client.get(f"{LOG}?export=csv&{query}")
    content = b"".join(response.streaming_content).decode()
    return list(csv.reader(io.StringIO(content)))


# Who reads what


@pytest.mark.parametrize("person", [verifier, administrator])
def test_verifiers_read_everything(client, two, person):
    client.force_login(person())

    response = client.get(LOG)

    assert certificates(response) == [
        "Izin edar AKD 20902020002",
        "Izin edar AKD 20902020001",
    ]


@pytest.mark.parametrize("page", ["", "hasil/"])
@pytest.mark.parametrize("query", ["", "q=Pesaing", "supplier={other}", "kind=licence"])
def test_editor_reads_only_their_own(client, two, page, query):
    own, other = two
    client.force_login(editor_of(own))

    response = client.get(f"{LOG}{page}?{query.format(other=other.pk)}")

    assert set(certificates(response)) <= {"Izin edar AKD 20902020001"}
    assert "Pesaing" not in str(rows(response))


def test_editor_is_not_told_the_names_of_others(client, two):
    client.force_login(editor_of(two[0]))

    assert "Pesaing" not in client.get(LOG).content.decode()


def test_editor_does_not_read_the_entries_of_anothers_page(client, two):
    other_page = ProductPage.objects.child_of(two[1]).get()
    client.force_login(editor_of(two[0]))

    response = client.get(f"{LOG}?page_id={other_page.pk}")

    assert rows(response) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_editor_exports_only_their_own(client, two, form):
    client.force_login(editor_of(two[0]))

    response = client.get(f"{LOG}?export={form}&supplier={two[1].pk}")

    assert response.status_code == 200
    assert [row[3] for row in exported(client, f"supplier={two[1].pk}")[1:]] == [
        "AKD 20902020001"
    ]


def test_what_verifiers_note_for_themselves_is_not_read_by_the_supplier(client, own):
    case = declared_licence(ProductPageFactory(parent=own))
    decide(case.pk, verifier(), CaseState.VERIFIED, "Cocok, kata Budi.")
    decide(case.pk, verifier(), CaseState.REVOKED, "Dicabut penerbit.")

    client.force_login(editor_of(own))
    read, file = str(rows(client.get(LOG))), str(exported(client))
    client.force_login(verifier())
    all_of_it, whole_file = str(rows(client.get(LOG))), str(exported(client))

    assert ("Budi" in read, "Budi" in file) == (False, False)
    assert ("Dicabut penerbit." in read, "Dicabut penerbit." in file) == (True, True)
    assert ("Budi" in all_of_it, "Budi" in whole_file) == (True, True)


def test_editor_of_two_suppliers_reads_both(client, two):
    user = editor_of(two[0])
    user.groups.add(*editor_of(two[1]).groups.all())
    client.force_login(user)

    assert len(rows(client.get(LOG))) == 2


def test_who_belongs_to_no_supplier_is_refused(client, two):
    user = UserFactory()
    user.user_permissions.add(*editor_of(two[0]).groups.get().permissions.all())
    client.force_login(user)

    assert client.get(LOG).url == HOME
    assert client.get(f"{LOG}?export=csv").url == HOME


def test_anonymous_is_sent_to_sign_in(client, two):
    assert client.get(LOG).url == f"/admin/login/?next={LOG}"


def test_log_cannot_be_posted_to(client, two):
    client.force_login(verifier())

    assert client.post(LOG).status_code == 405
    assert EvidenceEntry.objects.count() == 2


# Choosing


@pytest.fixture
def various(own):
    EvidenceEntryFactory(number="A", action="declared", page_id=7, supplier_id=own.pk)
    EvidenceEntryFactory(number="B", action="refused", kind="tkdn", page_id=7)
    EvidenceEntryFactory(number="C", action="declared", page_id=8, page_title="Lampu")


def today(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "CBA"),
        ("action=refused", "B"),
        ("kind=tkdn", "B"),
        ("page_id=7", "BA"),
        ("supplier={own}", "A"),
        ("q=lamp", "C"),
        (f"at_from={today()}", "CBA"),
        (f"at_from={today(1)}", ""),
        (f"at_to={today(-1)}", ""),
        # What is no choice is no filter.
        ("kind=x&action=%00&page_id=abc&supplier=0&at_from=kemarin", "CBA"),
        ("page_id=999999999999999", ""),
        ("page_id=99999999999999999999999", "CBA"),
        ("q=%00", "CBA"),
        ("p=x", "CBA"),
    ],
)
def test_filters(client, various, own, query, expected):
    client.force_login(verifier())

    response = client.get(f"{LOG}?{query.format(own=own.pk)}")

    assert "".join(name[-1] for name in certificates(response)) == expected


@pytest.mark.parametrize("entries", [1, 12])
@pytest.mark.parametrize(("person", "queries"), [("verifier", 10), ("editor", 12)])
def test_list_takes_a_fixed_number_of_queries(
    client, own, entries, person, queries, django_assert_num_queries
):
    for _ in range(entries):
        EvidenceEntryFactory(supplier_id=own.pk, before={"number": "lama"})
    client.force_login(verifier() if person == "verifier" else editor_of(own))
    client.get(LOG)

    with django_assert_num_queries(queries):
        response = client.get(f"{LOG}hasil/")

    assert len(rows(response)) == entries


# Reading


def test_change_is_told_claim_by_claim(client, own):
    product = ProductPageFactory(parent=own, title="Lampu")
    editor = editor_of(own, first_name="Ani")
    case = declared_licence(product, author=editor, number="AKD 20902020001")
    case.licence.risk_class = "C"
    case.licence.registrar = "<b>PT Lain</b>"
    case.licence.save()
    recording.record_published([ProductPage.objects.get()], author=editor)
    client.force_login(editor)

    response = client.get(LOG)

    changed, declared = rows(response)
    assert changed[1:3] == ["diubah", "Izin edar AKD 20902020001"]
    assert changed[PAGE:-1] == ["Lampu", "Ani"]
    assert changed[CHANGE] == (
        "Kelas risiko sebelum: B – rendah sampai sedang "
        "sesudah: C – sedang sampai tinggi "
        "Pendaftar sesudah: <b>PT Lain</b>"
    )
    assert declared[CHANGE].startswith("4 pernyataan Nomor izin edar sesudah: AKD")
    assert "<b>PT Lain" not in response.content.decode()


def test_decision_is_told_with_its_reason(client, own):
    case = declared_licence(ProductPageFactory(parent=own))
    decide(case.pk, verifier(first_name="Sari"), CaseState.REFUSED, "Foto buram.")
    client.force_login(editor_of(own))

    decided = rows(client.get(LOG))[0]

    assert decided[1] == "ditolak"
    assert decided[4] == "Sari"
    assert decided[CHANGE] == (
        "Keadaan sebelum: Dinyatakan, belum diverifikasi sesudah: Ditolak "
        "Alasan sesudah: Foto buram."
    )


def test_decision_names_the_pages_it_is_about(client, own):
    for title in ("Lampu", "Meja"):
        case = declared_licence(
            ProductPageFactory(parent=own, title=title),
            number="AKD 20902020001",
            issued_on=date(2025, 1, 1),
            expires_on=date(2029, 1, 1),
        )
    lonely = declared_licence(ProductPageFactory(parent=own, title="Inkubator"))
    for each in (case, lonely):
        decide(each.pk, verifier(), CaseState.VERIFIED)
    client.force_login(verifier())

    decided = rows(client.get(LOG))[:2]

    assert [row[PAGE] for row in decided] == [
        "Inkubator",
        "Meja dan 1 halaman lain",
    ]
    assert [row[5] for row in exported(client)[1:3]] == [row[PAGE] for row in decided]


def test_entries_of_a_page_have_the_decisions_about_it(client, own):
    product = ProductPageFactory(parent=own)
    case = declared_licence(product)
    other = declared_licence(ProductPageFactory(parent=own))
    for each in (case, other):
        decide(each.pk, verifier(), CaseState.VERIFIED)
    client.force_login(verifier())

    response = client.get(f"{LOG}?page_id={product.pk}")

    assert [row[1] for row in rows(response)] == ["diverifikasi", "dinyatakan"]


def test_export_tells_the_change_in_words(client, own):
    EvidenceEntryFactory(
        action="changed",
        supplier_name="=1+1",
        before={"issued_on": "2024-05-12"},
        after={"issued_on": "2025-05-12"},
    )
    client.force_login(verifier())

    [row] = exported(client)[1:]

    assert row[4] == "'=1+1"
    assert row[8] == "Tanggal terbit: 12 Mei 2024 → 12 Mei 2025"


@pytest.mark.parametrize("page", ["product", "supplier"])
def test_edit_page_links_to_its_entries(client, own, page):
    product = ProductPageFactory(parent=own)
    declared_licence(product)
    declared_licence(ProductPageFactory(parent=own))
    client.force_login(verifier())
    edited = product if page == "product" else own

    drawn = BeautifulSoup(client.get(edit_url(edited)).content, "html.parser")
    [link] = {a["href"] for a in drawn.select(f"a[href^='{LOG}?']")}

    expected = {"product": f"page_id={product.pk}", "supplier": f"supplier={own.pk}"}
    assert link == f"{LOG}?{expected[page]}"
    assert len(rows(client.get(link))) == (1 if page == "product" else 2)
