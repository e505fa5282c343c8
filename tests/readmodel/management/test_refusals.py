"""What keeps a command from writing an index, as its operator reads it."""

import pytest
from django.core.management import CommandError

from readmodel.lease import LeaseTaken
from readmodel.management.refusals import refusals
from readmodel.sinks import SinkUnavailable


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            LeaseTaken(),
            "Proses lain sedang menulis indeks. Bila tidak ada, klaimnya berakhir "
            "sendiri dalam beberapa menit; lalu coba lagi. Bila ia macet: "
            "run_indexer --take-over.",
        ),
        (
            SinkUnavailable("second: no node answers"),
            "Indeks tidak dapat ditulis: second: no node answers",
        ),
    ],
)
def test_it_is_a_sentence_for_an_operator(error, told):
    with pytest.raises(CommandError) as refused, refusals():
        raise error

    assert str(refused.value) == told
    assert refused.value.__cause__ is error


def test_a_mistake_of_the_program_is_none():
    with pytest.raises(KeyError), refusals():
        raise KeyError("product")
