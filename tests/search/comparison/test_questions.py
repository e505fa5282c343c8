"""What two engines are asked when they are compared."""

from random import Random

import pytest

from search.comparison import questions
from search.comparison.questions import (
    Answer,
    listing,
    nearing,
    resembling,
    sample,
    searching,
    suggesting,
)
from search.engines import get_engine
from search.facets import FACETS
from search.query import SORTS, SearchRequest
from tests.factories.documents import index_documents, product_document

ALWAYS = len(SORTS) + sum(len(facet.options) for facet in FACETS)
"""Questions about a catalogue of one page."""


@pytest.fixture
def documents():
    return index_documents(
        product_document(id=number, title=f"Lampu operasi {number}")
        for number in range(1, 41)
    )


def labels(asked) -> list[str]:
    return [each.label for each in asked]


def test_the_same_seed_asks_the_same():
    documents = [product_document(id=number) for number in (1, 2, 3)]

    drawn = [labels(sample(documents, 3, seed, 50)) for seed in (7, 7, 8)]

    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert len(drawn[0]) == ALWAYS + 50


def test_an_empty_catalogue_is_asked_what_is_always_asked():
    assert len(sample([], 0, 1, 50)) == ALWAYS


def test_everything_is_asked_in_each_order_from_near_and_far():
    asked = labels(sample([], 100_000, 1, 0))

    assert "/cari/?" in asked
    assert "/cari/?sort=price" in asked
    assert "/cari/?sort=price&page=417" in asked
    assert "/cari/?risk_class=B" in asked


def test_words_come_from_the_catalogue():
    document = product_document(
        title="Lampu operasi", synonyms=["lampu bedah"], brand="Terang", model="T-9"
    )

    names = questions._names(document)

    assert {"Lampu operasi", "lampu bedah", "Terang", "T-9"} <= set(names)
    assert document["supplier"]["name"] in names
    assert document["licences"][0]["display"] in names
    assert document["variants"][0]["sku"] in names
    assert document["device_type"]["label_en"] in names
    assert "" not in names


def test_every_kind_of_question_is_drawn():
    documents = [product_document(id=number) for number in range(1, 9)]

    drawn = labels(sample(documents, 8, 1, 400))[ALWAYS:]

    marks = {"/cari/?": 0, "~ ": 0, "≈ ": 0, "supplier=": 0}
    for label in drawn:
        for mark in marks:
            marks[mark] += label.startswith(mark)
    assert min(marks.values()) > 0
    assert sum(label.endswith("…") for label in drawn) > 0


@pytest.mark.parametrize("seed", range(20))
def test_a_misspelt_word_is_one_letter_off(seed):
    drawing = questions._Drawing(Random(seed), [], 0)

    misspelt = drawing._misspelt("lampu")

    assert abs(len(misspelt) - 5) <= 1
    assert sum(misspelt.count(letter) for letter in "lampu") >= 4


def test_a_search_answers_with_all_that_the_page_shows(documents):
    answer = searching(SearchRequest("lampu")).ask(get_engine())

    assert answer.total == 40
    assert len(answer.keys) == 24
    assert answer.counts["risk_class"] == (("B", 40),)
    assert [place for place, _ in answer.counts["price"]] == ["0", "1", "2", "3", "4"]


def test_the_order_by_relevance_can_be_followed_beyond_the_page(documents):
    by_words, by_price = (
        searching(SearchRequest("lampu")),
        searching(SearchRequest("lampu", sort="price")),
    )

    assert len(by_words.further(get_engine())) == 40
    assert by_price.further is None


def test_suggestions_neighbours_and_lists_are_asked_for(documents):
    engine = get_engine()

    suggested = suggesting("lamp").ask(engine)
    near = nearing("lampu zzz").ask(engine)
    alike = resembling(7).ask(engine)
    supplier = documents[0]["supplier"]["id"]
    listed = listing(f"{supplier}").ask(engine)

    assert (suggested.total, len(suggested.keys)) == (40, 5)
    assert set(suggested.counts) == {"device_type", "supplier"}
    assert (near.total, len(near.keys)) == (40, 6)
    assert len(alike.keys) == 8
    assert 7 not in alike.keys
    assert listed == Answer(None, tuple(range(1, 41)))
    assert len(suggesting("lamp").further(engine)) == 40
