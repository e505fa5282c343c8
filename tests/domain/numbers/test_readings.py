"""A text read as a number of a kind, and its parts."""

from domain.findings import error, warning
from domain.nomenclature import Name
from domain.numbers.readings import Certainty, NumberPart, NumberReading
from tests.findings import written


def reading(*findings) -> NumberReading:
    return NumberReading("nib", "1", "1", Certainty.POSSIBLE, findings=list(findings))


def test_a_part_without_a_meaning_of_its_own_is_shown_as_it_is():
    part = NumberPart.plain("issue_year", 2023)

    assert part == NumberPart("issue_year", "2023", "2023")
    assert written(part.label) == "Tahun terbit"
    assert written(part.label, "en") == "Year of issue"


def test_an_unknown_part_has_no_value():
    part = NumberPart.unknown("category")

    assert part.value is None
    assert written(part.text) == "tidak diketahui"
    assert written(part.text, "en") == "unknown"


def test_a_part_may_have_a_name_in_both_languages():
    part = NumberPart("category", "09", Name("09 Umum", "09 General"))

    assert written(part.text, "en") == "09 General"


def test_only_an_error_makes_a_reading_wrong():
    assert reading().has_error is False
    assert reading(warning("w", "W")).has_error is False
    assert reading(warning("w", "W"), error("e", "E")).has_error is True


def test_a_reading_is_called_by_its_kind():
    assert written(reading().label) == "NIB"
    assert written(reading().label, "en") == "Business identification number (NIB)"


def test_certainties_are_in_order():
    assert sorted(Certainty, reverse=True) == [
        Certainty.CERTAIN,
        Certainty.LIKELY,
        Certainty.POSSIBLE,
        Certainty.UNLIKELY,
    ]
