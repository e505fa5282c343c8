"""Labels to print."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from certificates.kinds import CaseState
from tests.factories.products import MarketingAuthorisationFactory
from tests.verification.public.pages import REASON, address, decide_on, record
from verification.public.codes import code_of

pytestmark = pytest.mark.django_db


def test_a_label_says_what_stays_true_on_paper(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    record(lamp)
    decide_on(licence, CaseState.VERIFIED)

    response = client.get(address(lamp, "/label"))

    (label,) = re.findall(
        r'<article class="label">.*?</article>', response.content.decode(), re.S
    )
    words = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", label)).strip()
    assert words == (
        "Lampu Operasi LO-120 Terang LO-120 AKD 21603020231 PT Terang Alkes "
        f"Pindai untuk status terkini katalog.example/v/{code_of(lamp.pk)}"
    )


@pytest.mark.parametrize(
    ("asked", "sheet", "count"),
    [
        ("50x30", "label-sheet--50x30", 1),
        ("100x50", "label-sheet--100x50", 1),
        ("a4", "label-sheet--a4", 24),
        ("A3<script>", "label-sheet--100x50", 1),
        ("", "label-sheet--100x50", 1),
    ],
)
def test_labels_come_in_three_sizes(client, lamp, asked, sheet, count):
    html = client.get(address(lamp, "/label"), {"format": asked}).content.decode()

    assert f'class="label-sheet {sheet}"' in html
    assert html.count('<article class="label"') == count


def controls_and_label(client, lamp) -> tuple[str, str]:
    """What the page says on the screen, and what the first label has of the licence."""
    page = BeautifulSoup(client.get(address(lamp, "/label")).content, "html.parser")
    printed = page.select_one(".label .label__licence")
    controls = " ".join(page.select_one(".label-controls").text.split())
    return controls, printed.text if printed else ""


def test_the_label_of_a_product_that_may_be_ordered_has_no_warning(client, lamp):
    MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    record(lamp)

    controls, printed = controls_and_label(client, lamp)

    assert "dipesan" not in controls
    assert controls.endswith("Cetak Ke halaman verifikasi")
    assert printed == "AKD 21603020231"


def test_the_label_of_an_expired_licence_warns_on_the_screen(client, lamp):
    MarketingAuthorisationFactory(
        product=lamp,
        number="AKD 21603020231",
        issued_on=date(2019, 5, 12),
        expires_on=date(2024, 5, 12),
    )
    record(lamp)

    controls, printed = controls_and_label(client, lamp)

    assert "Izin edar berakhir 12 Mei 2024 – tidak dapat dipesan." in controls
    assert controls.endswith("Tetap cetak Ke halaman verifikasi")
    assert printed == "AKD 21603020231"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CaseState.REFUSED, "ditolak verifikator"),
        (CaseState.FROZEN, "dibekukan"),
        (CaseState.REVOKED, "dicabut"),
        (CaseState.REPLACED, "digantikan"),
    ],
)
def test_a_licence_that_was_taken_back_is_not_printed(client, lamp, state, words):
    licence = MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    decide_on(licence, state, REASON)

    controls, printed = controls_and_label(client, lamp)

    assert f"Izin edar {words} – tidak dapat dipesan. {REASON}" in controls
    assert "Nomor izinnya tidak dicetak." in controls
    assert printed == ""


def test_a_product_without_licence_or_with_an_imported_one_has_the_warning(
    client, lamp
):
    without, _printed = controls_and_label(client, lamp)
    MarketingAuthorisationFactory(product=lamp, number="AKL 20902020001")
    record(lamp)
    imported, _printed = controls_and_label(client, lamp)

    assert "Izin edar belum dicantumkan – tidak dapat dipesan." in without
    assert "Izin edar AKL adalah izin produk impor." in imported


def test_a_supplier_has_a_label_without_licence(client, lamp):
    html = client.get(address(lamp.supplier, "/label")).content.decode()

    assert "PT Terang Alkes" in html
    assert "label__licence" not in html
