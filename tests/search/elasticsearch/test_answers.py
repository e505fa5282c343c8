"""What an answer says, and that a part of one is none."""

import pytest

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.answers import part, whole
from tests.search.elasticsearch.fake_cluster import error


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"_shards": {"total": 3, "failed": 1}}, "1 of 3 shards of katalog"),
        (
            {"_shards": {"total": 3, "failed": 0}, "timed_out": True},
            "the shards of katalog did not answer in time",
        ),
        (error("circuit_breaking_exception", "Data too large"), "too little memory"),
        ({}, "answered without _shards"),
        ([], "answered without _shards"),
        (None, "answered without _shards"),
    ],
)
def test_a_part_of_an_answer_is_none(answer, told):
    with pytest.raises(EngineUnavailable, match=told):
        whole(answer, "katalog")


def test_a_whole_answer_is_given_on():
    answer = {"_shards": {"total": 3, "failed": 0}, "timed_out": False}

    assert whole(answer, "katalog") is answer


@pytest.mark.parametrize(
    ("answer", "path"),
    [({"hits": []}, ("hits", 0)), ({"hits": None}, ("hits", "hits")), ("x", ("a",))],
)
def test_an_answer_of_another_form_is_told(answer, path):
    where = ".".join(map(str, path))

    with pytest.raises(EngineUnavailable, match=f"answered without {where}"):
        part(answer, *path)


def test_what_lies_deep_is_found():
    assert part({"hits": [{"a": 0}]}, "hits", 0, "a") == 0
