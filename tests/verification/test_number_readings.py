from datetime import date

from django.utils import translation

from domain.numbers.check import check_text
from verification.number_readings import check_as_data, shown_parts


def test_a_check_is_told_as_data_with_the_same_keys_in_each_language():
    with translation.override("en"):
        data = check_as_data(check_text("LK-285-IDN"))

    assert data == {
        "input": "LK-285-IDN",
        "findings": [],
        "readings": [
            {
                "kind": "accreditation",
                "label": "KAN accreditation",
                "normal": "LK-285-IDN",
                "display": "LK-285-IDN",
                "certainty": "certain",
                "parts": {
                    "body_kind": {
                        "label": "Kind of body",
                        "value": "LK",
                        "text": "Calibration laboratory",
                    },
                    "serial": {
                        "label": "Serial number",
                        "value": "285",
                        "text": "285",
                    },
                },
                "findings": [],
            }
        ],
    }


def test_keys_codes_and_grades_are_for_programs():
    checked = check_text("AKL 20205310017", today=date(2026, 11, 22))

    (reading,) = check_as_data(checked)["readings"]

    assert list(reading["parts"]) == [
        "licence_kind",
        "class_digit",
        "category",
        "sub_category",
        "application_year",
        "serial",
    ]
    assert reading["findings"] == [
        {
            "code": "licence_not_domestic",
            "grade": "warning",
            "message": "AKL adalah izin edar barang impor: bukan produk dalam negeri.",
        }
    ]


def test_the_grade_of_an_error_is_told():
    (reading,) = check_as_data(check_text("AKD 2090302267"))["readings"]

    assert [finding["grade"] for finding in reading["findings"]] == ["error"]


def test_parts_are_shown_in_the_language_in_use():
    (reading,) = check_text("LK-285-IDN").readings

    with translation.override("en"):
        english = shown_parts(reading)

    assert english == {
        "Kind of body": "Calibration laboratory",
        "Serial number": "285",
    }
    assert shown_parts(reading) == {
        "Jenis lembaga": "Laboratorium kalibrasi",
        "Nomor urut": "285",
    }
