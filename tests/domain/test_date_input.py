"""Dates as people in Indonesia write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_input import for_input, parse_date, parse_moment
from domain.findings import InvalidInput
from tests.wording import english, indonesian

DAY = date(2024, 8, 17)


@pytest.mark.parametrize(
    "text",
    [
        "17-08-2024",
        "17/08/2024",
        "17.08.2024",
        "17 08 2024",
        "17/8/24",
        "17.08.24",
        "17 - 08 - 2024",
        "2024-08-17",
        "2024/8/17",
        "2024-08-17 00:00:00",
        "2024-08-17T00:00:00",
        "17 Agustus 2024",
        "17 agustus 2024",
        "17 Agu 2024",
        "17 Agt 2024",
        "17 Ags. 2024",
        "17-Agu-24",
        "17Agustus2024",
        "17 August 2024",
        "17 Aug 2024",
        "17th August 2024",
        "August 17, 2024",
        "Aug. 17th 2024",
        "Sabtu, 17 Agustus 2024",
        "Saturday 17 August 2024",
        "１７－０８－２０２４",
        "17\u00a0Agustus\u00a02024 ",
        "17\u201308\u20132024",
    ],
)
def test_a_date_is_read_however_it_is_written(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Jan", 1),
        ("Pebruari", 2),
        ("Feb", 2),
        ("Mrt", 3),
        ("March", 3),
        ("Apr", 4),
        ("Mei", 5),
        ("May", 5),
        ("Juni", 6),
        ("July", 7),
        ("Sept", 9),
        ("Okt", 10),
        ("Oct", 10),
        ("Nopember", 11),
        ("Des", 12),
        ("December", 12),
    ],
)
def test_months_have_names_in_both_languages(name, month):
    assert parse_date(f"5 {name} 2024") == date(2024, month, 5)


@pytest.mark.parametrize(
    ("weekday", "day"),
    [("Senin", 12), ("selasa", 13), ("Rabu", 14), ("Kamis", 15), ("Jum'at", 16)]
    + [("Jumat", 16), ("Sabtu", 17), ("Minggu", 18), ("Ahad", 18)],
)
def test_a_weekday_may_stand_before_its_day(weekday, day):
    assert parse_date(f"{weekday}, {day}-08-2024") == date(2024, 8, day)


@pytest.mark.parametrize(
    ("text", "year"), [("1-1-68", 2068), ("1-1-69", 1969), ("1-1-00", 2000)]
)
def test_two_digits_turn_over_at_sixty_nine(text, year):
    assert parse_date(text) == date(year, 1, 1)


def test_the_first_number_is_the_day():
    assert parse_date("08/07/2024") == date(2024, 7, 8)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_invalid"),
        ("besok", "date_invalid"),
        ("2024", "date_invalid"),
        ("17-08", "date_invalid"),
        ("Agustus 2024", "date_invalid"),
        ("17-08/2024", "date_invalid"),
        ("17082024", "date_invalid"),
        ("17-08-024", "date_invalid"),
        ("17 S 2024", "date_invalid"),
        ("17 Foo 2024", "date_invalid"),
        ("17-08-2024 14.30", "date_invalid"),
        ("17-08-2024 24:00", "date_invalid"),
        ("12-08-2024 s/d 17-08-2024", "date_invalid"),
        ("٣-٣-٢٠٢٦", "date_invalid"),
        ("1" * 61, "date_invalid"),
        ("17-08-2024 00:00:00.".ljust(61, "0"), "date_invalid"),
        ("17 Ma 2024", "date_ambiguous"),
        ("17 A 2024", "date_ambiguous"),
        ("31-02-2024", "date_impossible"),
        ("29-02-2023", "date_impossible"),
        ("0-08-2024", "date_impossible"),
        ("31 April 2024", "date_impossible"),
        ("08/17/2024", "date_no_such_month"),
        ("17-00-2024", "date_no_such_month"),
        ("17-08-1899", "date_too_early"),
        ("Senin, 17-08-2024", "date_other_weekday"),
    ],
)
def test_what_is_no_date_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        parse_date(text)

    assert refusal.value.code == code
    told = refusal.value.finding.parameters["text"]
    assert told == (text if len(text) <= 60 else f"{text[:60]}…")


@pytest.mark.parametrize(
    ("text", "in_indonesian", "in_english"),
    [
        (
            "besok",
            "“besok” bukan tanggal yang sah. Contoh: 31-12-2026.",
            "“besok” is not a valid date. Example: 31-12-2026.",
        ),
        (
            "17 Ma 2024",
            "“17 Ma 2024” dapat berarti Maret atau Mei. Tulis nama bulannya lengkap.",
            "“17 Ma 2024” may mean March or May. Write the month’s name in full.",
        ),
        (
            "31-02-2024",
            "Tidak ada tanggal “31-02-2024”: bulan itu dari 1 sampai 29.",
            "There is no date “31-02-2024”: that month goes from 1 to 29.",
        ),
        (
            "08/17/2024",
            "“08/17/2024” menyebut bulan ke-17. Tulis hari dulu: 17-08-2024.",
            "“08/17/2024” names month 17. Write the day first: 17-08-2024.",
        ),
        (
            "40-13-2024",
            "“40-13-2024” menyebut bulan ke-13. Tulis hari dulu: 17-08-2024.",
            "“40-13-2024” names month 13. Write the day first: 17-08-2024.",
        ),
        (
            "17-08-0224",
            "“17-08-0224” menyebut tahun 0224; tulis tahunnya dengan empat angka.",
            "“17-08-0224” names the year 0224; write the year with four digits.",
        ),
        (
            "Senin, 17-08-2024",
            "“Senin, 17-08-2024”: tanggal 17-08-2024 jatuh pada hari lain.",
            "“Senin, 17-08-2024”: 17-08-2024 falls on another weekday.",
        ),
    ],
)
def test_a_refusal_is_told_in_words(text, in_indonesian, in_english):
    with pytest.raises(InvalidInput) as refusal:
        parse_date(text)

    finding = refusal.value.finding
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


def test_a_refusal_quotes_only_the_beginning_of_a_long_text():
    with pytest.raises(InvalidInput) as refusal:
        parse_date("x" * 500)

    assert refusal.value.finding.parameters["text"] == "x" * 60 + "…"


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("17-08-2024", 0, 0),
        ("17-08-2024 14:30", 14, 30),
        ("17-08-2024 14.30", 14, 30),
        ("17 Agustus 2024, 9.05 WIB", 9, 5),
        ("17 Agustus 2024 pukul 14.30", 14, 30),
        ("2024-08-17T14:30:59.123", 14, 30),
        ("17.08.24 08.24", 8, 24),
    ],
)
def test_a_time_may_stand_behind_a_date(text, hour, minute):
    assert parse_moment(text) == datetime(2024, 8, 17, hour, minute)


@given(st.dates(date(1900, 1, 1)))
def test_a_date_reads_back_from_a_form(day):
    assert parse_date(for_input(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.datetimes(datetime(1900, 1, 1)))
def test_a_moment_reads_back_from_a_form(moment):
    expected = moment.replace(second=0, microsecond=0)

    assert parse_moment(for_input(moment)) == expected


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_refused(text):
    try:
        assert parse_date(text).year >= 1900
    except InvalidInput as refusal:
        assert refusal.code.startswith("date_")
        assert indonesian(refusal.finding) != english(refusal.finding)


def test_a_date_has_sixty_characters_at_most():
    longest = "17-08-2024 00:00:00.".ljust(60, "0")

    assert parse_date(longest) == date(2024, 8, 17)


def test_the_years_from_1900_are_read():
    assert parse_date("01-01-1900") == date(1900, 1, 1)


def test_what_is_refused_is_quoted_with_its_time():
    with pytest.raises(InvalidInput) as refusal:
        parse_moment("31-04-2024 10.30")

    assert indonesian(refusal.value.finding) == (
        "Tidak ada tanggal “31-04-2024 10.30”: bulan itu dari 1 sampai 30."
    )
