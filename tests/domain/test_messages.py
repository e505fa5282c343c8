from domain.messages import Alternatives, Message, gettext_noop


def test_marking_leaves_a_message_as_it_is():
    assert gettext_noop("Isi dengan angka.") == "Isi dengan angka."


def test_messages_are_equal_by_text_and_parameters():
    assert Message("%(n)s", {"n": 1}) == Message("%(n)s", {"n": 1})
    assert Message("%(n)s", {"n": 1}) != Message("%(n)s", {"n": 2})
    assert Message("%(n)s", {"n": 1}) in {Message("%(n)s", {"n": 1})}


def test_alternatives_are_not_a_mere_tuple():
    assert Alternatives((8, 13)) == (8, 13)
    assert isinstance(Alternatives((8, 13)), Alternatives)
