"""What everyone reads under a short address."""

import re
from datetime import date, timedelta

import pytest
import segno
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from core.wording import day
from products.models import ProductPage
from tests.factories.certificates import EvidenceEntryFactory
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductPictureFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    CatalogueImageFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
)
from tests.factories.users import editor_of, verifier
from tests.screens import texts
from verification.decisions import decide
from verification.public.short_address import code_of

pytestmark = pytest.mark.django_db

QUERIES = 18
"""Of a product with one of everything, its picture drawn before."""
LABEL_QUERIES = 14
REASON = "Tidak ditemukan dalam register."


@pytest.fixture
def lamp(catalogue) -> ProductPage:
    supplier = SupplierPageFactory(
        parent=catalogue,
        title="Terang Alkes",
        slug="terang",
        legal_name="PT Terang Alkes",
    )
    return ProductPageFactory(
        parent=supplier,
        title="Lampu Operasi LO-120",
        name_en="Operating Light LO-120",
        slug="lampu",
        brand="Terang",
        model_name="LO-120",
    )


def address(page, rest: str = "") -> str:
    return f"/v/{code_of(page.pk)}{rest}"


def enter(*pages) -> None:
    """As publishing does, for rows that factories made afterwards."""
    recording.record_published([type(page).objects.get(pk=page.pk) for page in pages])


def decide_on(certificate, state: CaseState, reason: str = "") -> VerificationCase:
    case = VerificationCase.objects.get(fingerprint=certificate.fingerprint)
    decided_by = verifier(first_name="Sri", last_name="Wahyuni")
    return decide(case.pk, decided_by, state, reason)


# What the page says


def test_the_page_names_the_device_its_maker_and_the_day(client, lamp):
    text = texts(client.get(address(lamp)))

    assert "Lampu Operasi LO-120" in text
    assert "Terang · LO-120" in text
    assert "Terang Alkes (PT Terang Alkes)" in text
    assert f"katalog.example/v/{code_of(lamp.pk)}" in text
    assert f"Dicek pada {day(timezone.localdate())}" in text


def test_what_nobody_checked_is_said_to_be_declared(client, lamp):
    MarketingAuthorisationFactory(
        product=lamp,
        number="AKD 21603020231",
        issued_on=date(2024, 5, 12),
        expires_on=date(2099, 5, 12),
    )
    enter(lamp)

    text = texts(client.get(address(lamp)))

    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text
    assert "KEMENKES RI AKD 21603020231" in text
    assert "Sejak 12 Mei 2024 Sampai 12 Mei 2099 Status Berlaku" in text
    assert "Dinyatakan produsen, belum diverifikasi" in text
    assert "Terverifikasi " + day(timezone.localdate()) not in text
    assert "Periksa di Infoalkes Kemenkes" in text


def test_what_a_verifier_confirmed_says_who_and_when(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    decide_on(licence, CaseState.VERIFIED, "Catatan untuk rekan.")

    response = client.get(address(lamp))

    text = texts(response)
    (evidence,) = response.context["groups"][0].evidence
    assert evidence.outcome.reason == ""
    today = day(timezone.localdate())
    assert f"Terverifikasi {today} oleh Sri Wahyuni, verifikator katalog" in text
    assert "1 pernyataan: 1 terverifikasi, 0 belum diverifikasi" in text
    assert "Catatan untuk rekan." not in text


def test_a_verifier_without_a_name_is_told_by_role(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    case = VerificationCase.objects.get(fingerprint=licence.fingerprint)
    decide(case.pk, verifier(username="masuk-sebagai-ini"), CaseState.VERIFIED)

    text = texts(client.get(address(lamp)))

    assert f"Terverifikasi {day(timezone.localdate())} oleh verifikator katalog" in text
    assert "masuk-sebagai-ini" not in text


def test_the_counts_add_up_to_all_that_is_listed(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    tkdn = TkdnCertificateFactory(product=lamp)
    ProductCertificateFactory(product=lamp)
    CalibrationRecordFactory(product=lamp)
    SupplierCertificateFactory(supplier=lamp.supplier)
    enter(lamp, lamp.supplier)
    decide_on(licence, CaseState.VERIFIED)
    decide_on(tkdn, CaseState.REFUSED, REASON)

    text = texts(client.get(address(lamp)))

    assert "5 pernyataan: 1 terverifikasi, 3 belum diverifikasi, 1 tidak diakui" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CaseState.REFUSED, "Ditolak"),
        (CaseState.FROZEN, "Dibekukan"),
        (CaseState.REVOKED, "Dicabut"),
        (CaseState.REPLACED, "Digantikan"),
    ],
)
def test_what_does_not_hold_says_why_and_since_when(client, lamp, state, words):
    certificate = TkdnCertificateFactory(product=lamp)
    enter(lamp)
    decide_on(certificate, state, REASON)

    text = texts(client.get(address(lamp)))

    today = day(timezone.localdate())
    assert f"{words} – diputuskan {today} oleh Sri Wahyuni" in text
    assert f"Alasan: {REASON}" in text
    assert "1 pernyataan: 0 terverifikasi, 0 belum diverifikasi, 1 tidak diakui" in text


def test_a_changed_number_is_not_verified_any_more(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    decide_on(licence, CaseState.VERIFIED)
    licence.number = "AKD 21603020999"
    licence.save()
    enter(lamp)

    text = texts(client.get(address(lamp)))

    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text


def test_certificates_of_the_company_and_calibrations_stand_apart(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    CalibrationRecordFactory(product=lamp, certificate_number="KAL-7")
    SupplierCertificateFactory(supplier=lamp.supplier, number="9120106900275000001")
    AccreditationFactory(supplier=lamp.supplier, number="LK-285-IDN")
    enter(lamp, lamp.supplier)

    response = client.get(address(lamp))

    assert [
        (group.title, len(group.evidence)) for group in response.context["groups"]
    ] == [
        ("Izin dan sertifikat produk", 1),
        ("Sertifikat perusahaan", 2),
        ("Kalibrasi unit contoh", 1),
    ]


def test_a_link_that_the_maker_gave_names_its_host(client, lamp):
    ProductCertificateFactory(
        product=lamp, verification_url="https://palsu.example/register"
    )

    text = texts(client.get(address(lamp)))

    assert "Tautan dari produsen: palsu.example" in text


def test_hostile_names_are_shown_as_text(client, lamp):
    ProductPage.objects.filter(pk=lamp.pk).update(title="<script>alert(1)</script>")

    html = client.get(address(lamp)).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_history_tells_what_happened_and_no_names_of_editors(client, lamp):
    editor = editor_of(lamp.supplier, first_name="Budi", last_name="Penyunting")
    licence = MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    recording.record_published([ProductPage.objects.get(pk=lamp.pk)], author=editor)
    decide_on(licence, CaseState.REFUSED, REASON)

    response = client.get(address(lamp))

    assert [
        (event.action.value, event.kind.value, event.number)
        for event in response.context["history"]
    ] == [
        ("refused", "licence", "AKD 21603020231"),
        ("declared", "licence", "AKD 21603020231"),
    ]
    assert "Budi Penyunting" not in texts(response)


def test_the_history_is_in_the_order_of_its_days(client, lamp):
    now = timezone.now()
    for number, days in (("lama", 9), ("baru", 1), ("sedang", 5), ("sama", 5)):
        EvidenceEntryFactory(
            number=number, page_id=lamp.pk, at=now - timedelta(days=days)
        )

    response = client.get(address(lamp))

    assert [event.number for event in response.context["history"]] == [
        "baru",
        "sama",
        "sedang",
        "lama",
    ]


def test_the_history_leaves_out_what_other_suppliers_stated(client, lamp):
    other = ProductPageFactory()
    for product in (lamp, other):
        MarketingAuthorisationFactory(product=product, number="AKD 21603020231")
        enter(product)
    case = VerificationCase.objects.get(supplier_id=other.supplier.pk)
    decide(case.pk, verifier(), CaseState.REFUSED, REASON)

    response = client.get(address(lamp))

    assert [event.action.value for event in response.context["history"]] == ["declared"]
    assert REASON not in texts(response)


def test_a_long_history_is_cut_and_says_so(client, lamp, monkeypatch):
    monkeypatch.setattr("verification.public.verification_page.MOST_EVENTS", 2)
    for number in range(3):
        MarketingAuthorisationFactory(product=lamp, number=f"AKD 2160302023{number}")
    enter(lamp)

    response = client.get(address(lamp))

    assert len(response.context["history"]) == 2
    assert "Hanya 2 yang terbaru." in texts(response)


def test_a_supplier_has_a_page_of_its_own(client, lamp):
    SupplierCertificateFactory(supplier=lamp.supplier)
    enter(lamp.supplier)

    text = texts(client.get(address(lamp.supplier)))

    assert "Nama badan usaha PT Terang Alkes" in text
    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text


def test_english_readers_get_the_english_name(client, lamp):
    response = client.get(f"/en{address(lamp)}")

    assert "Operating Light LO-120" in texts(response)
    assert response.context["listing_url"] == "/en/pemasok/terang/lampu/"


def test_the_page_is_asked_for_anew_and_kept_out_of_search_engines(client, lamp):
    response = client.get(address(lamp))

    assert response["Cache-Control"] == "no-cache"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    ("rest", "queries"), [("", QUERIES), ("/label", LABEL_QUERIES)]
)
def test_the_number_of_queries_does_not_grow_with_the_certificates(
    client, lamp, rest, queries, django_assert_num_queries
):
    def add_content():
        licence = MarketingAuthorisationFactory(product=lamp)
        TkdnCertificateFactory(product=lamp)
        ProductCertificateFactory(product=lamp)
        CalibrationRecordFactory(product=lamp)
        SupplierCertificateFactory(supplier=lamp.supplier)
        AccreditationFactory(supplier=lamp.supplier)
        ProductPictureFactory(product=lamp, image=CatalogueImageFactory())
        enter(lamp, lamp.supplier)
        decide_on(licence, CaseState.VERIFIED)

    add_content()
    client.get(address(lamp, rest))
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(address(lamp, rest))

    add_content()
    add_content()
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(address(lamp, rest))


# Which addresses lead there


def test_other_spellings_lead_to_the_one_there_is(client, lamp):
    code = code_of(lamp.pk)

    for spelling in (
        f"/V/{code}",
        f"/v/{code}/",
        f"/v/{code.lower().replace('0', 'o')}",
        f"/v/{code[:2]}-{code[2:]}",
    ):
        response = client.get(spelling)

        assert (response.status_code, response["Location"]) == (301, f"/v/{code}")


def test_the_form_takes_a_code_or_a_whole_address(client, lamp):
    code = code_of(lamp.pk)

    for typed in (code.lower(), f" https://katalog.example/v/{code}/ "):
        response = client.get("/v/", {"kode": typed})

        assert (response.status_code, response["Location"]) == (302, f"/v/{code}")
    assert "Kode pada label" in texts(client.get("/v/"))


@pytest.mark.parametrize("rest", ["", "/label", "/qr.svg", "/qr.png"])
@pytest.mark.parametrize("code", ["0000", "UUUUU", "00013", "%00", "%F0%9F%98%80"])
def test_a_mistyped_code_is_told_so(client, catalogue, code, rest):
    response = client.get(f"/v/{code}{rest}")

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_the_form_tells_of_a_mistyped_code(client, catalogue):
    response = client.get("/v/", {"kode": "bukan kode\x00"})

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_a_code_that_no_page_has_is_as_if_mistyped(client, catalogue):
    response = client.get(f"/v/{code_of(987_654)}")

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_pages_that_are_no_listing_have_none(client, catalogue):
    assert client.get(address(catalogue)).status_code == 404


@pytest.mark.parametrize("rest", ["", "/label"])
def test_a_draft_that_was_never_public_is_as_if_mistyped(client, lamp, rest):
    draft = ProductPageFactory(parent=lamp.supplier, title="Rahasia Pabrik", live=False)
    MarketingAuthorisationFactory(product=draft)

    readers = (None, editor_of(lamp.supplier), editor_of(SupplierPageFactory()))
    for user in (*readers, verifier()):
        if user is not None:
            client.force_login(user)
        response = client.get(address(draft, rest))

        assert response.status_code == 404
        assert "Rahasia Pabrik" not in texts(response)


@pytest.mark.parametrize("rest", ["", "/label"])
def test_an_unpublished_product_is_named_as_last_entered(client, lamp, rest):
    MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    lamp.unpublish()
    ProductPage.objects.filter(pk=lamp.pk).update(title="Nama Baru Rahasia")

    response = client.get(address(lamp, rest))

    text = texts(response)
    assert response.status_code == 410
    assert "Tidak lagi tercantum dalam katalog" in text
    assert "Lampu Operasi LO-120 · Terang Alkes" in text
    assert "Nama Baru Rahasia" not in text


def test_an_unpublished_product_without_evidence_is_not_named(client, lamp):
    lamp.unpublish()
    ProductPage.objects.filter(pk=lamp.pk).update(
        title="Nama Baru Rahasia", first_published_at=timezone.now()
    )

    response = client.get(address(lamp))

    assert response.status_code == 410
    assert "Nama Baru Rahasia" not in texts(response)


def test_a_deleted_product_is_gone_for_good(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    where = address(lamp)
    lamp.delete()

    response = client.get(where)

    assert response.status_code == 410
    assert "Lampu Operasi LO-120 · Terang Alkes" in texts(response)


def test_a_page_that_is_not_for_everyone_is_not_shown(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    enter(lamp)
    PageViewRestriction.objects.create(
        page=lamp, restriction_type=PageViewRestriction.LOGIN
    )

    response = client.get(address(lamp))

    assert response.status_code == 410
    assert "Lampu Operasi" not in texts(response)


def test_nothing_can_be_posted(client, lamp):
    for rest in ("", "/label", "/qr.svg", "/qr.png"):
        assert client.post(address(lamp, rest)).status_code == 405


# QR codes


def drawn(svg: str) -> list[bytearray]:
    """The modules that the path of a QR code's drawing makes dark.

    A path is relative: ``m`` moves, ``h`` draws a run of modules of one row.
    """
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])
    matrix = [bytearray(size) for _row in range(size)]
    (path,) = re.findall(r'<path stroke="#000" d="([^"]+)"', svg)
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if command == "h":
            for column in range(int(x), int(x + values[0])):
                matrix[int(y)][column] = 1
            x += values[0]
        else:
            x, y = (
                (values[0], values[1])
                if command == "M"
                else (x + values[0], y + values[1])
            )
    return matrix


def test_the_qr_code_holds_the_absolute_address_in_capitals(client, lamp):
    response = client.get(address(lamp, "/qr.svg"))

    expected = segno.make_qr(f"HTTPS://KATALOG.EXAMPLE/V/{code_of(lamp.pk)}", error="q")
    assert (expected.mode, expected.version) == ("alphanumeric", 3)
    assert drawn(response.content.decode()) == [
        bytearray(row) for row in expected.matrix_iter(border=4)
    ]


def test_the_qr_code_is_a_drawing_that_may_be_kept(client, lamp):
    response = client.get(address(lamp, "/qr.svg"))

    svg = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert f"<title>Kode QR ke katalog.example/v/{code_of(lamp.pk)}</title>" in svg
    assert "style" not in svg


def test_the_qr_code_for_printing_programs_is_a_large_png(client, lamp):
    response = client.get(address(lamp, "/qr.png"))

    assert response["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(response.content[16:20], "big")
    assert width == (29 + 2 * 4) * 20
    assert response["Content-Disposition"] == (
        f'inline; filename="qr-{code_of(lamp.pk)}.png"'
    )


def test_qr_codes_ask_the_database_nothing(client, lamp, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(address(lamp, "/qr.svg"))
        client.get(address(lamp, "/qr.png"))


def test_a_path_in_the_public_address_keeps_its_letters(client, lamp, settings):
    settings.PUBLIC_BASE_URL = "https://rs.example/Katalog"

    svg = client.get(address(lamp, "/qr.svg")).content.decode()

    expected = segno.make_qr(
        f"HTTPS://RS.EXAMPLE/Katalog/V/{code_of(lamp.pk)}", error="q"
    )
    assert drawn(svg) == [bytearray(row) for row in expected.matrix_iter(border=4)]


# Labels


def test_a_label_says_what_stays_true_on_paper(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    enter(lamp)
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
    enter(lamp)

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
    enter(lamp)

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
    enter(lamp)
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
    enter(lamp)
    imported, _printed = controls_and_label(client, lamp)

    assert "Izin edar belum dicantumkan – tidak dapat dipesan." in without
    assert "Izin edar AKL adalah izin produk impor." in imported


def test_a_supplier_has_a_label_without_licence(client, lamp):
    html = client.get(address(lamp.supplier, "/label")).content.decode()

    assert "PT Terang Alkes" in html
    assert "label__licence" not in html


# Where the short address is shown


def test_product_and_supplier_lead_to_their_verification(client, lamp):
    for page in (lamp, lamp.supplier):
        html = client.get(page.url).content.decode()

        assert f'href="{address(page)}"' in html
        assert f'src="{address(page, "/qr.svg")}"' in html
        assert f'href="{address(page, "/label")}"' in html


def test_the_product_page_says_what_was_verified(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    tkdn = TkdnCertificateFactory(product=lamp)
    ProductCertificateFactory(product=lamp, kind="halal")
    cpakb = SupplierCertificateFactory(supplier=lamp.supplier)
    enter(lamp, lamp.supplier)
    decide_on(licence, CaseState.VERIFIED)
    decide_on(tkdn, CaseState.REFUSED, REASON)
    decide_on(cpakb, CaseState.VERIFIED)

    text = texts(client.get(lamp.url))

    today = day(timezone.localdate())
    assert text.count(f"Terverifikasi {today}") == 2
    assert f"Ditolak – diputuskan {today} Alasan: {REASON}" in text
    assert text.count("Dinyatakan produsen, belum diverifikasi") == 1
    assert text.index("Sertifikat perusahaan") < text.index(cpakb.number)
    assert "Sri Wahyuni" not in text


def test_the_supplier_page_says_what_was_verified(client, lamp):
    supplier = lamp.supplier
    cpakb = SupplierCertificateFactory(supplier=supplier)
    iso = SupplierCertificateFactory(supplier=supplier, kind="iso_13485")
    AccreditationFactory(supplier=supplier)
    enter(supplier)
    decide_on(cpakb, CaseState.VERIFIED)
    decide_on(iso, CaseState.FROZEN, REASON)

    text = texts(client.get(supplier.url))

    today = day(timezone.localdate())
    assert f"Terverifikasi {today}" in text
    assert f"Dibekukan – diputuskan {today} Alasan: {REASON}" in text
    assert text.count("Dinyatakan produsen, belum diverifikasi") == 1
    assert cpakb.number in text
