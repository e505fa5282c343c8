"""How the state of a licence or certificate is told."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from certificates.reading import (
    Reading,
    read_calibrated,
    read_licence,
    read_licence_briefly,
    read_local_content,
    read_validity,
    status_until,
    until,
)
from core.wording import day, short_day

FAR = date(2999, 5, 12)


@pytest.fixture
def soon():
    return timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize(
    ("status", "text", "tone", "icon"),
    [
        ("valid", "Berlaku sampai 12 Mei 2999", "ok", "check"),
        ("expiring", "Berlaku sampai 12 Mei 2999, segera berakhir", "soon", "clock"),
        ("expired", "Berakhir 12 Mei 2999", "bad", "cross"),
        ("not_yet_valid", "Belum berlaku", "bad", "clock"),
        ("refused", "Ditolak verifikator", "bad", "cross"),
        ("frozen", "Dibekukan", "bad", "cross"),
        ("revoked", "Dicabut", "bad", "cross"),
        ("replaced", "Digantikan", "bad", "cross"),
    ],
)
def test_every_status_of_a_certificate_has_words_tone_and_icon(
    status, text, tone, icon
):
    assert read_validity(status, FAR) == Reading(text, tone, (icon,))
    assert read_validity(status, "2999-05-12") == Reading(text, tone, (icon,))


def test_a_certificate_may_have_no_end_and_a_name():
    assert read_validity("valid", None).text == "Berlaku"
    assert read_validity("valid", FAR, "LK-285-IDN").text == (
        "LK-285-IDN: berlaku sampai 12 Mei 2999"
    )


@pytest.mark.parametrize(
    ("status", "verified", "text", "tone", "icons"),
    [
        (
            "valid",
            True,
            "Izin edar AKD berlaku sampai 12 Mei 2999, terverifikasi",
            "ok",
            ("seal",),
        ),
        (
            "valid",
            False,
            "Izin edar AKD berlaku sampai 12 Mei 2999, belum diverifikasi",
            "ok",
            ("check",),
        ),
        ("valid", None, "Izin edar AKD berlaku sampai 12 Mei 2999", "ok", ("check",)),
        (
            "expiring",
            True,
            "Izin edar AKD berlaku sampai 12 Mei 2999, segera berakhir, terverifikasi",
            "soon",
            ("seal", "clock"),
        ),
        (
            "expiring",
            False,
            "Izin edar AKD berlaku sampai 12 Mei 2999, segera berakhir, "
            "belum diverifikasi",
            "soon",
            ("clock",),
        ),
        ("expired", False, "Izin edar berakhir 12 Mei 2999", "bad", ("cross",)),
        ("not_yet_valid", False, "Izin edar belum berlaku", "bad", ("clock",)),
        ("frozen", False, "Izin edar dibekukan", "bad", ("cross",)),
        ("", None, "Izin edar belum dicantumkan", "bad", ("cross",)),
    ],
)
def test_a_licence_says_its_state_and_whether_it_was_verified(
    status, verified, text, tone, icons
):
    assert read_licence(status, FAR, "AKD", verified) == Reading(text, tone, icons)


@pytest.mark.parametrize(
    ("status", "verified", "text", "tone", "icons"),
    [
        ("valid", True, "Izin edar terverifikasi s.d. 12 Mei 2999", "ok", ("seal",)),
        ("valid", False, "Izin edar dinyatakan s.d. 12 Mei 2999", "ok", ("check",)),
        (
            "expiring",
            True,
            "Izin edar terverifikasi s.d. 12 Mei 2999, segera berakhir",
            "soon",
            ("seal", "clock"),
        ),
        (
            "expiring",
            False,
            "Izin edar dinyatakan s.d. 12 Mei 2999, segera berakhir",
            "soon",
            ("clock",),
        ),
        ("expired", False, "Izin edar berakhir 12 Mei 2999", "bad", ("cross",)),
        ("", False, "Izin edar belum dicantumkan", "bad", ("cross",)),
    ],
)
def test_a_card_says_the_same_of_a_licence(status, verified, text, tone, icons):
    assert read_licence_briefly(status, FAR, verified) == Reading(text, tone, icons)


def test_local_content_says_its_figures_and_their_end(soon):
    assert read_local_content(57.62, 10, FAR, True) == Reading(
        "TKDN 57,62\u00a0% + BMP 10,00\u00a0% · sampai 12 Mei 2999, terverifikasi",
        "info",
        ("seal",),
    )
    assert read_local_content(40, None, soon.isoformat(), brief=True) == Reading(
        f"TKDN 40,00\u00a0% · s.d. {short_day(soon)}, segera berakhir",
        "soon",
        ("clock",),
    )
    assert read_local_content(40, None, "") == Reading("TKDN 40,00\u00a0%", "info")
    assert read_local_content(None, None, None) == Reading(
        "Tanpa sertifikat TKDN yang berlaku"
    )


def test_a_calibrated_product_tells_when_that_ends_soon(soon):
    assert read_calibrated(FAR) == Reading(
        "Contoh unit terkalibrasi sampai 12 Mei 2999", "ok", ("gauge",)
    )
    assert read_calibrated(soon.isoformat(), brief=True) == Reading(
        f"Terkalibrasi s.d. {short_day(soon)}, segera berakhir",
        "soon",
        ("gauge", "clock"),
    )


def test_tables_tell_the_day_and_what_follows_from_it(soon):
    assert until(FAR) == "12 Mei 2999 (berlaku)"
    assert until(soon.isoformat()) == f"{day(soon)} (segera berakhir)"
    assert until("2020-05-12", "frozen") == "12 Mei 2020 (dibekukan)"
    assert until("", "valid") == "berlaku"
    assert until("") == ""


def test_the_last_day_itself_is_still_valid():
    last = date(2026, 5, 12)

    assert status_until(last, last) == "expiring"
    assert status_until("2026-05-12", last + timedelta(days=1)) == "expired"
    assert status_until(None, last) == "valid"
    assert status_until("", last) == "valid"


def test_a_badge_shows_words_beside_its_icons():
    template = Template("{% load certificates %}{% short_licence_badge s d True %}")

    html = template.render(Context({"s": "expiring", "d": "2999-05-12"}))

    assert '<span class="badge badge--soon">' in html
    assert html.index("#seal") < html.index("#clock") < html.index("<span>Izin edar")


def test_an_english_reader_reads_the_same():
    with translation.override("en"):
        reading = read_licence("expiring", FAR, "AKD", True)

    assert reading == Reading(
        "Marketing authorisation (AKD) valid until 12 May 2999, "
        "expiring soon, verified",
        "soon",
        ("seal", "clock"),
    )
