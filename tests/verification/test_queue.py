"""The list of what awaits verification, and its export."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate
from openpyxl import load_workbook

from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import verifier
from tests.screens import rows
from tests.verification.queue_pages import NUMBER, QUEUE, aged, numbers
from verification.decisions import claim
from verification.queue import case_number, handled_by, number_waiting, province

pytestmark = pytest.mark.usefixtures("catalogue")


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


QUERIES_OF_THE_LIST = 9
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


def test_exported_decisions_say_when_and_not_how_long(client, various):
    [row] = exported(client, "state=refused")[1:]

    assert row[1] == "E"
    assert row[6] == ""
    assert row[7].startswith(f"{localdate():%Y-%m-%d}")
    assert row[8].endswith(": Ditolak")


def test_export_as_a_workbook(client, various):
    response = client.get(f"{QUEUE}?kind=tkdn&export=xlsx")

    workbook = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    values = [cell.value for cell in list(workbook.active.rows)[1]]
    assert values[:2] == ["Sertifikat TKDN", "B"]
    assert values[6] == 15


def test_export_holds_no_formula(client, checker):
    VerificationCaseFactory(number='=HYPERLINK("x")\x0b')

    assert exported(client, "")[1][1] == '\'=HYPERLINK("x")'


# Words


@pytest.mark.parametrize(("cases", "shown"), [(2, "2"), (3, "3"), (4, "3+")])
def test_so_many_are_counted_and_no_more(monkeypatch, cases, shown):
    monkeypatch.setattr("verification.queue.MOST_COUNTED", 3)
    for _ in range(cases):
        VerificationCaseFactory()

    assert number_waiting() == shown


def test_a_case_is_called_by_its_number_or_its_page():
    page = ProductPageFactory(title="Lampu")
    numbered = VerificationCaseFactory(number="AKD 1", page=page)
    without = VerificationCaseFactory(number="", page=page)
    deleted = VerificationCaseFactory(number="", page=None)

    assert [case_number(each) for each in (numbered, without, deleted)] == [
        "AKD 1",
        "Lampu",
        "–",
    ]


@pytest.mark.parametrize(
    ("code", "name"), [("32", "Jawa Barat"), ("", "–"), ("99", "–")]
)
def test_only_a_known_province_has_a_name(code, name):
    supplier = SupplierPageFactory(province="32")
    supplier.province = code
    case = VerificationCaseFactory.build(supplier=supplier)
    case.supplier.supplierpage = supplier

    assert province(case) == name


def test_who_handles_a_case():
    sari = verifier(first_name="Sari")
    now = timezone.now()
    cases = [
        VerificationCaseFactory(),
        VerificationCaseFactory(claimed_by=sari, claimed_at=now),
        VerificationCaseFactory(state="refused", decided_by=sari, decided_at=now),
        VerificationCaseFactory(state="refused", decided_by=None, decided_at=now),
    ]

    assert [handled_by(each) for each in cases] == [
        "",
        "Sari",
        "Sari: Ditolak",
        "Ditolak",
    ]
