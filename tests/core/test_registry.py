"""Items that are put at named places."""

from core.registry import Registry


def test_items_come_in_the_order_they_ask_for_and_equal_ones_as_they_were_added():
    registry = Registry()
    registry.add("aside", "last", 20)
    registry.add("aside", "first", 10)
    registry.add("aside", "second", 10)

    assert registry.at("aside") == ["first", "second", "last"]


def test_a_place_has_only_its_own_items():
    registry = Registry()
    registry.add("aside", "one")
    registry.add("below", "other")

    assert registry.at("below") == ["other"]
    assert registry.at("head") == []
    assert registry.places() == ["aside", "below"]


def test_what_was_handed_out_does_not_change_the_registry():
    registry = Registry()
    registry.add("aside", "one")

    registry.at("aside").clear()

    assert registry.at("aside") == ["one"]
