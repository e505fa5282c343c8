from dataclasses import FrozenInstanceError

import pytest

from domain.findings import (
    Finding,
    Grade,
    InvalidInput,
    error,
    warning,
)


@pytest.mark.parametrize(
    ("make", "grade", "is_error", "is_blocker"),
    [
        (error, Grade.ERROR, True, False),
        (warning, Grade.WARNING, False, False),
    ],
)
def test_each_grade_has_its_maker(make, grade, is_error, is_blocker):
    finding = make("late", "Terlambat %(days)s hari.", days=3)

    assert finding == Finding("late", grade, "Terlambat %(days)s hari.", {"days": 3})
    assert finding.place == ""
    assert finding.is_error is is_error
    assert finding.is_blocker is is_blocker


def test_grades_are_named_for_programs():
    assert [str(grade) for grade in Grade] == ["error", "warning", "export_blocker"]


def test_parameters_may_be_called_code_and_message():
    finding = error("late", "%(code)s %(message)s", code="A", message="B")

    assert finding.code == "late"
    assert finding.parameters == {"code": "A", "message": "B"}


def test_findings_tell_each_other_apart_by_their_parameters_too():
    first, again, other = (error("late", "%(n)s", n=number) for number in (1, 1, 2))

    assert len({first, again, other}) == 2


def test_a_finding_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        error("late", "Terlambat.").code = "early"


def test_a_finding_is_placed_and_made_milder_without_being_changed():
    finding = error("late", "Terlambat.")

    assert finding.at("row 3").place == "row 3"
    assert finding.at("row 3").as_warning() == Finding(
        "late", Grade.WARNING, "Terlambat.", {}, "row 3"
    )
    assert finding == error("late", "Terlambat.")


def test_a_refusal_tells_the_finding_and_its_code():
    refusal = InvalidInput(error("late", "Terlambat."))

    assert refusal.finding == error("late", "Terlambat.")
    assert refusal.code == "late"


def test_a_refusal_is_shown_with_its_finding():
    finding = error("late", "Terlambat.")

    assert InvalidInput(finding).args == (finding,)
