"""What the comparison of two demos tells."""

import json

import pytest

from scripts.demo_comparison.differences import report


@pytest.fixture
def told(tmp_path):
    """``told(before, after)``: the report of two sets of answers by name."""

    def lines(before, after, same=()):
        folders = []
        for name, answers in (("before", before), ("after", after)):
            folder = tmp_path / name
            folder.mkdir()
            rows = [json.dumps(each) + "\n" for each in answers.items()]
            (folder / "records.ndjson").write_text("".join(rows))
            folders.append(folder)
        return list(report(*folders, same=same))

    return lines


def page(body):
    return {"status": 200, "body": body}


def test_same_answers_say_nothing(told):
    assert told({"A": {"price": 1}}, {"A": {"price": 1}}) == []


def test_same_difference_is_told_once_with_its_number(told):
    before = {name: {"items": [{"local": 1}]} for name in "ABC"}
    after = {name: {"items": [{"local": 0}]} for name in "ABC"}

    lines = told(before, after)

    assert lines == [
        "\n== records: 3 before, 3 after",
        "3 × .items[].local  [A, B]\n    - 1\n    + 0",
    ]


def test_answers_of_one_side_are_named(told):
    lines = told({"A": 1, "B": 1}, {"B": 1, "C": 1})

    assert lines[1:] == ["only before: 1, such as A", "only after: 1, such as C"]


def test_pages_are_compared_tag_by_tag(told):
    lines = told(
        {"/": page("<ul><li>Izin</li></ul>")}, {"/": page("<ul><li>AKD</li></ul>")}
    )

    assert lines[1:] == ["1 × text  [/]\n    - Izin\n    + AKD"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<script nonce="a1">', '<script nonce="b2">'),
        ('csrfmiddlewaretoken" value="a">', 'csrfmiddlewaretoken" value="b">'),
        ("/media/lampu_a1B2c3D.png", "/media/lampu_Zz9yX8w.png"),
        (
            "6f9619ff-8b86-4011-b42d-00c04fc964ff",
            "7f9619ff-8b86-4011-b42d-00c04fc964ff",
        ),
    ],
)
def test_what_is_made_anew_each_time_is_left_out(told, before, after):
    assert told({"/": page(before)}, {"/": page(after)}) == []


def test_renamed_word_is_taken_for_the_new_one(told):
    before, after = page('<p class="told__item">'), page('<p class="reported__item">')

    assert told({"/": before}, {"/": after}, same=[("told", "reported")]) == []
