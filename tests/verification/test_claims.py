"""How stored claims read, and what differs between two."""

import pytest
from django.utils import translation

from certificates.kinds import CertificateKind
from verification.claims import (
    ClaimDifference,
    certificate_models,
    differences,
    shown_claims,
)

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize("kind", CertificateKind.values)
def test_every_kind_is_declared_by_some_model(kind):
    assert certificate_models(kind) != ()


@pytest.mark.parametrize("declared", ["42.1", "42.10"])
def test_a_percentage_reads_as_on_the_certificate(declared):
    assert shown_claims("tkdn", {"tkdn": declared}) == [("Nilai TKDN (%)", ("42,10",))]


def test_claims_read_in_the_models_words():
    claims = {
        "self_declared": True,
        "tkdn": "57.62",
        "method": "35/2025",
        "tkdn_expires_on": "2029-05-12",
        "number": "1/SJ",
    }

    assert shown_claims("tkdn", claims) == [
        ("Nomor sertifikat", ("1/SJ",)),
        ("Dasar perhitungan", ("Permenperin 35/2025",)),
        ("Pernyataan sendiri industri kecil", ("Ya",)),
        ("Nilai TKDN (%)", ("57,62",)),
        ("TKDN berlaku sampai", ("12 Mei 2029",)),
    ]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("tkdn_expires_on", "kemarin", "kemarin"),
        ("tkdn", "banyak", "banyak"),
        ("tkdn", ["x"], "['x']"),
        ("method", "36/2030", "36/2030"),
        ("no_longer_a_field", {"a": 1}, "{'a': 1}"),
    ],
)
def test_what_no_longer_fits_is_shown_as_stored(name, value, shown):
    [(_label, text)] = shown_claims("tkdn", {name: value})

    assert text == (shown.strip("[]").strip("'") if isinstance(value, list) else shown,)


def test_only_what_differs_is_shown():
    before = {"number": "A", "holder": "PT Lama", "document": "Izin (0123456789ab)"}
    after = {"number": "A", "document": "Izin (fedcba987654)"}

    found = differences("tkdn", before, after)

    assert [(each.label, each.before, each.after) for each in found] == [
        ("Pemegang", ("PT Lama",), ()),
        ("Dokumen", ("Izin (01234567…)",), ("Izin (fedcba98…)",)),
    ]


@pytest.mark.parametrize(
    ("kind", "name", "value", "shown"),
    [
        ("tkdn", "self_declared", False, ("Tidak",)),
        ("tkdn", "holder", "", ()),
        ("tkdn", "holder", None, ()),
        ("tkdn", "state", "refused", ("Ditolak",)),
        ("tkdn", "state", "lain", ("lain",)),
        ("tkdn", "document", "Izin.pdf (0123456789)", ("Izin.pdf (01234567…)",)),
        ("tkdn", "document", "Izin.pdf (17)", ("Izin.pdf (17)",)),
        ("tkdn", "document", "Izin.pdf", ("Izin.pdf",)),
        ("calibration", "standards", ["x"], ("1 alat", "x")),
        (
            "calibration",
            "results",
            [{"name": "Suhu", "mean": "36.2"}],
            ("1 titik uji", "Nama Suhu · Terbaca 36,2"),
        ),
    ],
)
def test_how_a_value_reads(kind, name, value, shown):
    [(_label, text)] = shown_claims(kind, {name: value})

    assert text == shown


def test_numbers_of_test_points_read_as_the_language_writes_them():
    claims = {"results": [{"name": "Suhu", "mean": "36.2"}]}

    with translation.override("en"):
        [(_label, text)] = shown_claims("calibration", claims)

    assert text[1].endswith("36.2")


def test_fields_come_first_then_what_the_log_adds_then_the_unknown():
    claims = {"zz": 1, "aa": 2, "document": "Izin", "state": "open", "number": "1/SJ"}

    labels = [label for label, _text in shown_claims("tkdn", claims)]

    assert labels == ["Nomor sertifikat", "Keadaan", "Dokumen", "Aa", "Zz"]


def test_everything_differs_where_there_is_no_before():
    assert differences("tkdn", None, {"number": "1/SJ"}) == [
        ClaimDifference("Nomor sertifikat", (), ("1/SJ",))
    ]
    assert differences("tkdn", {"number": "1/SJ"}, None) == [
        ClaimDifference("Nomor sertifikat", ("1/SJ",), ())
    ]
