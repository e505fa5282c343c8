"""What a typed number or date is read as."""

import pytest


def answer(client, kind: str, text: str, language: str = ""):
    return client.get(f"{language}/isian/{kind}/", {"text": text})


@pytest.mark.parametrize(
    ("kind", "text", "in_indonesian", "in_english"),
    [
        ("rupiah", "60 jt", "Rp\u00a060.000.000", "Rp\u00a060,000,000"),
        ("whole_number", "1.500", "1.500", "1,500"),
        ("number", "45,5", "45,5", "45.5"),
        ("date", "17/8/24", "Sabtu, 17 Agustus 2024", "Saturday, 17 August 2024"),
        (
            "moment",
            "17/8/24 9.05",
            "Sabtu, 17 Agustus 2024, 09:05",
            "Saturday, 17 August 2024, 09:05",
        ),
    ],
)
def test_a_reading_is_in_the_reader_s_language(
    client, db, kind, text, in_indonesian, in_english
):
    indonesian, english = answer(client, kind, text), answer(client, kind, text, "/en")

    assert indonesian.json() == {"refused": False, "text": in_indonesian}
    assert english.json() == {"refused": False, "text": in_english}


def test_a_refusal_is_the_sentence_of_the_form(client, db):
    response = answer(client, "whole_number", "45,5")

    assert response.status_code == 200
    assert response.json() == {
        "refused": True,
        "text": "“45,5” bukan bilangan bulat. Tulis 45 atau 46.",
    }


def test_a_reading_may_be_kept_for_an_hour(client, db):
    kept = answer(client, "rupiah", "60 jt")["Cache-Control"]

    assert set(kept.split(", ")) == {"public", "max-age=3600"}


@pytest.mark.parametrize("kind", ["price", "KIND"])
def test_another_kind_is_not_found(client, db, kind):
    assert answer(client, kind, "5").status_code == 404


def test_nothing_is_changed_by_a_reading(client, db):
    assert client.post("/isian/rupiah/", {"text": "5"}).status_code == 405
