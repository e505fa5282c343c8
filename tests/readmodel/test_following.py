"""Sinks follow the ledger, each at its own pace, and tell when they cannot."""

import logging
from threading import Event

import pytest
from django.db import OperationalError

from readmodel import feeding, following, indexer
from readmodel.feeding import is_behind
from readmodel.following import (
    LONGEST_BUILD_PAUSE,
    LONGEST_PAUSE,
    LOOK_SECONDS,
    REMINDER_SECONDS,
    Follower,
    Followers,
)
from readmodel.lease import SinkLease, held
from readmodel.models import SinkState
from readmodel.sinks import SinkUnavailable
from tests.clock import Clock
from tests.factories.products import complete_product
from tests.readmodel.fake_sink import FakeSink, follow_with


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def second(index, monkeypatch) -> FakeSink:
    sink = FakeSink()
    follow_with(monkeypatch, sink)
    return sink


@pytest.fixture
def follower(second, clock) -> Follower:
    return Follower(second, lambda: True, clock)


def told(caplog) -> list[tuple[str, str]]:
    return [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == following.logger.name
    ]


def change(product, title: str) -> None:
    """The product changes, and the ledger with it."""
    product.title = title
    product.save()
    indexer._derive_what_is_due()


def test_a_follower_gives_what_is_lacking(follower, second):
    product = complete_product(title="Lampu")
    indexer._derive_what_is_due()

    follower.turn()
    change(product, "Lampu baru")
    follower.turn()
    follower.turn()

    assert second.calls == ["rebuild", [product.pk]]
    assert second.titles() == {product.pk: "Lampu baru"}


@pytest.mark.django_db
def test_a_sink_is_built_when_the_ledger_has_all_that_there_is(second, clock):
    complete_product()
    indexer._derive_what_is_due()
    settled = []
    follower = Follower(second, lambda: bool(settled), clock)

    follower.turn()
    before = list(second.calls)
    settled.append(True)
    follower.turn()

    assert (before, second.calls) == ([], ["rebuild"])


def test_a_sink_that_was_built_follows_while_the_ledger_is_derived(second, clock):
    product = complete_product(title="Lampu")
    indexer.drain()
    follower = Follower(second, lambda: False, clock)

    change(product, "Lampu baru")
    follower.turn()

    assert second.titles() == {product.pk: "Lampu baru"}


def test_whether_a_sink_lost_what_it_had_is_asked_now_and_then(follower, second, clock):
    product = complete_product(title="Lampu")
    indexer.drain()
    follower.turn()

    second.held, second.is_lost = {}, True
    clock.moment = LOOK_SECONDS - 0.1
    follower.turn()
    before = second.titles()
    clock.moment = LOOK_SECONDS
    follower.turn()

    assert (before, second.titles()) == ({}, {product.pk: "Lampu"})


def test_a_failure_is_told_once_and_its_end_too(follower, second, clock, caplog):
    product = complete_product()
    indexer.drain()
    change(product, "Lampu baru")
    second.is_away = True

    for moment in (0, 60, 120):
        clock.moment = moment
        follower.turn()
    failing = SinkState.objects.get(pk="second")
    second.is_away = False
    clock.moment = 180
    follower.turn()
    follower.turn()

    assert told(caplog) == [
        ("ERROR", "second cannot be written: away"),
        ("WARNING", "second is written again."),
    ]
    assert failing.failure == "away"
    assert failing.failing_since is not None
    state = SinkState.objects.get(pk="second")
    assert (state.failure, state.failing_since) == ("", None)
    assert second.titles() == {product.pk: "Lampu baru"}


def test_what_goes_on_failing_is_told_again_after_an_hour(
    follower, second, clock, caplog
):
    second.is_away = True

    for moment in (0, REMINDER_SECONDS - 1, REMINDER_SECONDS, REMINDER_SECONDS + 60):
        clock.moment = moment
        follower.turn()

    assert told(caplog) == [("ERROR", "second cannot be written: away")] * 2


def test_another_failure_is_told_at_once(follower, second, clock, monkeypatch, caplog):
    second.is_away = True
    follower.turn()
    clock.moment = 60
    second.reason = "red"

    follower.turn()

    assert told(caplog)[1:] == [("ERROR", "second cannot be written: red")]


def test_pauses_grow_while_a_sink_fails(follower, second, clock):
    second.is_away = True
    tried = []

    for eighth in range(400):
        clock.moment, before = eighth / 8, second.attempts
        follower.turn()
        if second.attempts > before:
            tried.append(clock.moment)

    pauses = [later - former for former, later in zip(tried, tried[1:], strict=False)]
    assert tried[:7] == [0, 0.125, 0.625, 1.625, 3.625, 7.625, 15.625]
    assert max(pauses) == LONGEST_PAUSE


def fail_to_build(sink: FakeSink, monkeypatch, clock, seconds: float) -> list[float]:
    """Have each attempt to build the sink fail after so long; when they are begun."""
    begun = []

    def build(products):
        begun.append(clock.moment)
        list(products)
        clock.moment += seconds
        raise SinkUnavailable("2 of 3 are refused")

    monkeypatch.setattr(sink, "rebuild", build)
    return begun


@pytest.mark.parametrize(
    ("seconds", "pause"), [(600, 600), (3_000, LONGEST_BUILD_PAUSE), (1, 1)]
)
def test_a_build_that_fails_is_paused_for_as_long_as_it_took(
    follower, second, clock, monkeypatch, seconds, pause
):
    begun = fail_to_build(second, monkeypatch, clock, seconds)

    follower.turn()
    for moment in (clock.moment + pause - 0.5, clock.moment + pause):
        clock.moment = moment
        follower.turn()

    assert begun == [0, seconds + pause]


def test_a_build_that_fails_at_once_is_paused_as_any_write(
    follower, second, clock, monkeypatch
):
    begun = fail_to_build(second, monkeypatch, clock, 0)

    for eighth in range(80):
        clock.moment = eighth / 8
        follower.turn()

    assert begun == [0, 0.125, 0.625, 1.625, 3.625, 7.625]


def test_what_another_process_has_built_meanwhile_is_followed_at_once(
    follower, second, clock, monkeypatch
):
    product = complete_product(title="Lampu")
    indexer._derive_what_is_due()
    with monkeypatch.context() as failing:
        fail_to_build(second, failing, clock, 600)
        follower.turn()
    feeding.rebuild(second)
    change(product, "Lampu baru")

    clock.moment += 1
    follower.turn()

    assert second.calls == ["rebuild", [product.pk]]
    assert second.titles() == {product.pk: "Lampu baru"}


def test_a_turn_asks_the_sink_for_its_state_once(second, clock):
    product = complete_product(title="Lampu")
    indexer.drain()
    settled = [True]
    follower = Follower(second, lambda: bool(settled), clock)

    def looks_of_a_turn() -> int:
        before = second.looks
        follower.turn()
        return second.looks - before

    idle = looks_of_a_turn()
    again = looks_of_a_turn()
    clock.moment = LOOK_SECONDS
    change(product, "Lampu 2")
    behind = looks_of_a_turn()
    change(product, "Lampu 3")
    settled.clear()
    while_deriving = looks_of_a_turn()

    assert second.titles() == {product.pk: "Lampu 3"}
    # Of two, one says that nothing is to be built, which it might not be now.
    assert (idle, again, behind, while_deriving) == (1, 0, 1, 2)


def test_since_when_it_fails_is_the_first_failure(follower, second, clock):
    second.is_away = True
    follower.turn()
    first = SinkState.objects.get(pk="second").failing_since

    clock.moment = 60
    follower.turn()

    assert SinkState.objects.get(pk="second").failing_since == first


def test_a_sink_that_another_process_writes_to_is_left_to_it(follower, second, caplog):
    complete_product()
    indexer._derive_what_is_due()

    with held(SinkLease("second")):
        follower.turn()

    assert second.calls == []
    assert is_behind(second)
    assert told(caplog) == []


class Turns:
    """What followers do at their turns, by the name of the sink."""

    def __init__(self, monkeypatch, **by_name) -> None:
        self.by_name = by_name
        monkeypatch.setattr(Follower, "turn", lambda each: self.of(each.sink.name))

    def of(self, name: str) -> None:
        self.by_name[name]()


class Named:
    def __init__(self, name: str) -> None:
        self.name = name


@pytest.mark.django_db
def test_one_that_hangs_holds_up_nobody(monkeypatch):
    hangs, goes_on, end = Event(), Event(), Event()

    def hang():
        hangs.set()
        end.wait(60)

    Turns(
        monkeypatch,
        slow=hang,
        live=lambda: goes_on.set() if hangs.is_set() else None,
    )

    with Followers([Named("slow"), Named("live")]) as followers:
        hung = hangs.wait(60)
        followers.look(is_settled=True)
        went_on = goes_on.wait(60)
        end.set()

    assert (hung, went_on) == (True, True)


@pytest.mark.django_db
def test_a_follower_that_dies_ends_the_indexer(monkeypatch):
    def die():
        raise RuntimeError("no memory")

    Turns(monkeypatch, live=die)

    with (
        pytest.raises(RuntimeError, match="no memory"),
        Followers([Named("live")]) as followers,
    ):
        for _ in range(600):
            followers.look(is_settled=True)
            Event().wait(0.1)


def stop_after(products, number: int, stop):
    """The same products; ``stop`` is called behind so many."""
    for place, product in enumerate(products, start=1):
        yield product
        if place == number:
            stop()


def build_and_stop(sink: FakeSink, monkeypatch, number: int, stop) -> None:
    """Have the sink be built, and ``stop`` called after so many products."""
    build = sink.rebuild
    monkeypatch.setattr(
        sink, "rebuild", lambda products: build(stop_after(products, number, stop))
    )


def test_a_build_ends_between_two_batches_and_is_given_up(
    second, clock, monkeypatch, caplog
):
    monkeypatch.setattr(feeding, "BATCH", 2)
    products = [complete_product() for _ in range(5)]
    indexer._derive_what_is_due()
    stopping = Event()
    follower = Follower(second, lambda: True, clock, stopping.is_set)
    asked = []

    with monkeypatch.context() as patched:
        read = feeding._read
        patched.setattr(feeding, "_read", lambda rows: asked.append(1) or read(rows))
        build_and_stop(second, patched, 1, stopping.set)
        follower.turn()
    given_up = dict(second.held)
    stopping.clear()
    follower.turn()

    assert (given_up, len(asked)) == ({}, 2)
    assert set(second.held) == {each.pk for each in products}
    assert told(caplog) == []
    assert SinkState.objects.get(pk="second").failure == ""


def test_a_build_that_is_to_stop_is_not_switched_to(second, clock, monkeypatch):
    complete_product()
    indexer._derive_what_is_due()
    stopping = Event()
    follower = Follower(second, lambda: True, clock, stopping.is_set)
    build_and_stop(second, monkeypatch, 1, stopping.set)

    follower.turn()

    assert second.held == {}
    assert feeding.must_be_rebuilt(second)


def test_catching_up_stops_between_two_batches_and_goes_on_there(
    second, clock, monkeypatch
):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    for product in products:
        change(product, "Baru")
    monkeypatch.setattr(feeding, "BATCH", 1)
    stopping = Event()
    follower = Follower(second, lambda: True, clock, stopping.is_set)
    apply = second.apply

    def apply_and_stop(some):
        stopping.set()
        return apply(some)

    with monkeypatch.context() as patched:
        patched.setattr(second, "apply", apply_and_stop)
        follower.turn()
    before = list(second.calls)
    stopping.clear()
    follower.turn()

    pks = [each.pk for each in products]
    assert before == ["rebuild", pks[:1]]
    assert second.calls == ["rebuild", *([pk] for pk in pks)]


@pytest.mark.django_db(transaction=True)
def test_the_end_of_following_waits_for_no_build(second, monkeypatch):
    monkeypatch.setattr(feeding, "BATCH", 1)
    for _ in range(3):
        complete_product()
    indexer._derive_what_is_due()
    begun, ending = Event(), Event()
    asked = []

    def build(products):
        for product in products:
            asked.append(product.product_id)
            begun.set()
            ending.wait(60)

    monkeypatch.setattr(second, "rebuild", build)

    with Followers([second]) as followers:
        followers.look(is_settled=True)
        assert begun.wait(60)
        stopping = followers._stopping
        monkeypatch.setattr(followers, "_wake", ending.set)

    assert stopping.is_set()
    assert len(asked) == 1


@pytest.mark.django_db
def test_followers_are_woken_and_told_whether_the_ledger_is_settled(monkeypatch):
    monkeypatch.setattr(following, "POLL_SECONDS", 60)
    seen, turn = [], Event()

    def note(follower):
        seen.append(follower._may_build())
        turn.set()

    monkeypatch.setattr(Follower, "turn", note)

    with Followers([Named("live")]) as followers:
        for is_settled in (True, False):
            assert turn.wait(30)
            turn.clear()
            followers.look(is_settled=is_settled)
        assert turn.wait(30)

    assert seen[:3] == [False, True, False]


def test_the_log_is_where_operators_look():
    assert following.logger is logging.getLogger("readmodel.following")


@pytest.mark.django_db(transaction=True)
def test_a_follower_survives_a_lost_database(second, monkeypatch):
    product = complete_product(title="Lampu")
    indexer._derive_what_is_due()
    given, turns = Event(), []
    turn, apply = Follower.turn, second.rebuild

    def lost_at_first(follower):
        turns.append(1)
        if len(turns) == 1:
            raise OperationalError("terminating connection")
        turn(follower)

    def note(products):
        built = apply(products)
        given.set()
        return built

    monkeypatch.setattr(Follower, "turn", lost_at_first)
    monkeypatch.setattr(second, "rebuild", note)

    with Followers([second]) as followers:
        followers.look(is_settled=True)
        assert given.wait(30)
        followers.look(is_settled=True)

    assert second.titles() == {product.pk: "Lampu"}
