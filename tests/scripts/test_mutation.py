"""Which tests a mutant gets, and when it counts as noticed."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.mutation.observing import Observations, Observer
from scripts.mutation.trying import KILLED, SURVIVED, UNTESTED, Trier

FUNCTION = "domain.units.x_convert"
MUTANT = f"{FUNCTION}__mutmut_3"


@pytest.fixture
def observed(tmp_path):
    """``observed(*rows)``: the observations that these rows make."""

    def observed(*rows):
        path = tmp_path / "observations.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return Observations.load(path)

    return observed


def row(test, *functions, seconds=0.0, failed=False, digest="d"):
    return {
        "test": test,
        "digest": digest,
        "seconds": seconds,
        "failed": failed,
        "functions": functions,
    }


def test_of_a_test_the_last_row_counts(observed):
    observations = observed(
        {"function": "a"},
        {"function": "b"},
        {"early": [1]},
        row("one", 0, failed=True),
        row("two", 0, 1, seconds=2.5),
        row("one", 1, digest="e"),
    )

    assert observations.tests == {"a": {"two"}, "b": {"one", "two"}}
    assert observations.early == {"b"}
    assert observations.failed == set()
    assert observations.seconds == {"one": 0.0, "two": 2.5}
    assert observations.digests == {"one": "e", "two": "d"}


def test_half_a_line_of_a_run_that_was_ended_is_left_out(tmp_path):
    path = tmp_path / "observations.jsonl"
    path.write_text(json.dumps({"function": "a"}) + "\n" + '{"test": "one", "dig')

    assert Observations.load(path).tests == {}
    assert Observations.load(tmp_path / "none.jsonl").tests == {}


def item(test, *, fixtures=(), marker=None):
    return SimpleNamespace(
        nodeid=test,
        path=Path(test.split("::")[0]),
        fixturenames=fixtures,
        get_closest_marker=lambda name: marker,
    )


@pytest.fixture
def trier(observed, tmp_path):
    """``trier(fails, *items)``: one whose children fail as ``fails`` says."""

    def trier(fails, *items, seconds=()):
        seconds = dict(seconds)
        rows = [row(i.nodeid, 0, seconds=seconds.get(i.nodeid, 1.0)) for i in items]
        made = Trier([], observed({"function": FUNCTION}, *rows), tmp_path / "out")
        made._items = {each.nodeid: each for each in items}
        made.children = []

        def first_failing(mutant, run):
            names = [each.nodeid for each in run]
            made.children.append((mutant, names))
            failing = [n for n, name in enumerate(names) if fails(mutant, name)]
            return failing[0] if failing else None

        made._first_failing = first_failing
        return made

    return trier


def test_a_mutant_that_no_test_notices_survives(trier):
    made = trier(lambda mutant, test: False, item("tests/test_x.py::a"))

    assert made._try(MUTANT) == SURVIVED


def test_a_mutant_that_no_test_reaches_is_untested(trier):
    assert trier(lambda mutant, test: True)._try(MUTANT) == UNTESTED


def test_own_and_quick_tests_come_first_and_one_that_noticed_before_all(trier):
    items = [item(f"tests/{name}") for name in ("test_a.py::x", "test_units.py::x")]
    items += [item("tests/test_units.py::y"), item("tests/test_b.py::x")]
    quick = {"tests/test_units.py::y": 0.1, "tests/test_b.py::x": 0.1}
    made = trier(
        lambda mutant, test: bool(mutant) and "test_a" in test, *items, seconds=quick
    )

    assert made._try(MUTANT) == KILLED
    assert made._try(MUTANT) == KILLED

    first, alone, second = made.children
    assert first[1] == [
        "tests/test_units.py::y",
        "tests/test_units.py::x",
        "tests/test_b.py::x",
        "tests/test_a.py::x",
    ]
    assert alone == ("", ["tests/test_a.py::x"])
    assert second[1][0] == "tests/test_a.py::x"


def test_a_test_that_fails_without_the_mutant_does_not_count(trier):
    shaky, sound = item("tests/test_a.py::x"), item("tests/test_b.py::x")
    made = trier(lambda mutant, test: "test_a" in test, shaky, sound)

    assert made._try(MUTANT) == SURVIVED
    assert made.children[-1] == (MUTANT, ["tests/test_b.py::x"])


def test_transactional_tests_come_last_and_are_judged_with_those_before(trier):
    transactional = item("tests/test_units.py::t", fixtures=("transactional_db",))
    marked = item(
        "tests/test_units.py::m", marker=SimpleNamespace(kwargs={"transaction": True})
    )
    plain = item("tests/test_z.py::p", fixtures=("db",))
    made = trier(
        lambda mutant, test: bool(mutant) and "::t" in test,
        transactional,
        marked,
        plain,
    )

    assert made._try(MUTANT) == KILLED
    assert made.children[-1] == (
        "",
        ["tests/test_z.py::p", "tests/test_units.py::m", "tests/test_units.py::t"],
    )


def test_what_passed_in_a_file_that_has_not_changed_is_not_observed_again(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("mutmut.mutation.trampoline.record_trampoline_hit", None)
    monkeypatch.setattr("mutmut.mutation.trampoline.get_mutant_under_test", None)
    test = tmp_path / "test_x.py"
    test.write_text("")
    known = [item(f"{test}::{name}") for name in "abc"]
    path = tmp_path / "observations.jsonl"
    rows = [
        row(f"{test}::a", digest="e3b0c44298fc"),
        row(f"{test}::c", digest="e3b0c44298fc", failed=True),
    ]
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))

    Observer(path).pytest_collection_modifyitems(known)

    assert [each.nodeid for each in known] == [f"{test}::b", f"{test}::c"]
