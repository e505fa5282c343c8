"""Sinks follow the ledger, each at its own pace."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from readmodel import feeding, indexer
from readmodel.comparison import Findings, compare_with_ledger, repair
from readmodel.feeding import is_behind, must_be_rebuilt
from readmodel.lease import LEASE_TIME, LeaseTaken, SinkLease, last_revision
from readmodel.models import PendingRepair, ProductState, RefusedProduct, SinkState
from readmodel.sinks import SinkUnavailable
from search.indexing.sink import engine_sinks
from tests.factories.products import complete_product
from tests.readmodel.comparing import wrong_with
from tests.readmodel.fake_sink import FakeSink, follow_with

pytestmark = pytest.mark.django_db

[ANSWERING] = (sink.name for sink in engine_sinks())


@pytest.fixture
def second(index, monkeypatch) -> FakeSink:
    """A sink beside the engine, which was never given anything."""
    sink = FakeSink()
    follow_with(monkeypatch, sink)
    return sink


def cursor(name: str) -> int:
    return SinkState.objects.get(pk=name).applied_revision


def rename(product, title: str) -> None:
    product.title = title
    product.save()


def test_a_second_sink_is_kept_in_step(second, indexed):
    product = complete_product(title="Lampu")
    indexer.drain()

    rename(product, "Lampu baru")
    given = indexer.drain()

    assert given == 1
    assert second.titles() == {product.pk: "Lampu baru"}
    assert second.held[product.pk].revision == indexed(product)["revision"] == 2
    assert second.calls == ["rebuild", [product.pk]]
    assert (cursor(ANSWERING), cursor("second")) == (2, 2)


def test_a_new_sink_is_built_from_the_ledger_alone(index, monkeypatch):
    product = complete_product(title="Lampu")
    indexer.drain()
    sink = FakeSink()
    follow_with(monkeypatch, sink)

    with CaptureQueriesContext(connection) as asked:
        indexer.drain()

    assert sink.titles() == {product.pk: "Lampu"}
    assert not [query for query in asked if "products_" in query["sql"]]
    assert last_revision() == 1


def test_what_left_is_taken_out_of_every_sink(second, indexed):
    product, stays = complete_product(), complete_product()
    indexer.drain()

    product.unpublish()
    indexer.drain()

    assert set(second.held) == {stays.pk}
    assert indexed(product) is None
    assert ProductState.objects.get(pk=product.pk).document is None


def test_a_sink_that_fails_stays_behind_while_the_others_go_on(second, indexed):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu baru")
    second.is_away = True

    with pytest.raises(SinkUnavailable, match="second: away"):
        indexer.drain()

    assert indexed(product)["title"] == "Lampu baru"
    assert (cursor(ANSWERING), cursor("second")) == (2, 1)
    assert is_behind(second)


def test_a_sink_that_comes_back_is_given_what_it_lacks(second):
    product, other = complete_product(title="Lampu"), complete_product(title="Meja")
    indexer.drain()
    second.is_away = True
    for title in ("Lampu 2", "Lampu 3"):
        rename(product, title)
        with pytest.raises(SinkUnavailable):
            indexer.drain()

    second.is_away = False
    given = indexer.drain()

    assert given == 1
    assert second.titles() == {product.pk: "Lampu 3", other.pk: "Meja"}
    assert second.calls == ["rebuild", [product.pk]]
    assert not is_behind(second)


def test_a_sink_that_failed_is_tried_again_in_the_next_run_only(second, monkeypatch):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    for product in products:
        rename(product, "Baru")
    monkeypatch.setattr(indexer, "BATCH", 1)
    second.is_away, second.attempts = True, 0

    with pytest.raises(SinkUnavailable):
        indexer.drain()

    assert second.attempts == 1
    assert cursor(ANSWERING) == 6


def test_a_sink_of_another_schema_is_rebuilt_by_itself(second):
    product = complete_product(title="Lampu")
    indexer.drain()

    second.schema_version = "2"
    assert is_behind(second)
    assert must_be_rebuilt(second)
    given = indexer.drain()

    assert given == 1
    assert second.calls == ["rebuild", "rebuild"]
    assert second.titles() == {product.pk: "Lampu"}
    assert SinkState.objects.get(pk="second").schema_version == "2"
    assert not is_behind(second)


def test_a_sink_that_lost_what_it_had_is_rebuilt_by_itself(second):
    product = complete_product(title="Lampu")
    indexer.drain()

    second.held, second.is_lost = {}, True
    indexer.drain()

    assert second.titles() == {product.pk: "Lampu"}
    assert not must_be_rebuilt(second)


def test_while_products_are_built_a_sink_to_be_rebuilt_waits(second, monkeypatch):
    monkeypatch.setattr(indexer, "BATCH", 1)
    products = [complete_product(), complete_product()]

    indexer.drain()

    assert second.calls == ["rebuild"]
    assert set(second.held) == {each.pk for each in products}


def test_a_sink_follows_batch_by_batch_in_the_order_of_revisions(second, monkeypatch):
    first, other, third = (complete_product() for _ in range(3))
    indexer.drain()
    second.is_away = True
    for product in (third, first, other):
        rename(product, "Baru")
        with pytest.raises(SinkUnavailable):
            indexer.drain()
    second.is_away = False
    monkeypatch.setattr(feeding, "BATCH", 2)

    indexer.drain()

    assert second.calls == ["rebuild", [third.pk, first.pk], [other.pk]]
    assert cursor("second") == last_revision() == 6


def test_a_crash_after_the_first_batch_goes_on_with_the_second(second, monkeypatch):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    second.is_away = True
    for product in products:
        rename(product, "Baru")
    with pytest.raises(SinkUnavailable):
        indexer.drain()
    second.is_away = False
    monkeypatch.setattr(feeding, "BATCH", 2)
    apply = second.apply

    def die_at_the_second(batch):
        if second.calls != ["rebuild"]:
            raise KeyboardInterrupt
        return apply(batch)

    with monkeypatch.context() as patched:
        patched.setattr(second, "apply", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            indexer.drain()
    indexer.drain()

    pks = [each.pk for each in products]
    assert second.calls == ["rebuild", pks[:2], pks[2:]]


def test_rebuilding_goes_batch_by_batch_and_says_how_far_it_is(second, monkeypatch):
    for _ in range(5):
        complete_product()
    indexer.drain()
    monkeypatch.setattr(feeding, "BATCH", 2)
    steps = []

    count = indexer.rebuild(lambda *step: steps.append(step))

    assert count == 5
    assert steps == [
        (sink, done, 5) for sink in (*engine_sinks(), second) for done in (2, 4, 5)
    ]
    assert len(second.held) == 5


def test_a_rebuild_that_fails_is_told_when_the_others_are_done(second, index):
    complete_product()
    indexer.drain()
    second.is_away = True

    with pytest.raises(SinkUnavailable, match="away"):
        indexer.rebuild()

    assert index.health().documents == 1


def test_a_repair_reaches_the_sink_that_needs_it(second, index, indexed):
    lost, other = complete_product(title="Lampu"), complete_product(title="Meja")
    indexer.drain()
    del second.held[lost.pk]

    found = compare_with_ledger(second)
    repair(second, found)

    assert wrong_with(found) == {"missing": {lost.pk}}
    assert wrong_with(compare_with_ledger(engine_sinks()[0])) == {}
    assert is_behind(second)
    assert indexer.drain() == 1
    assert second.titles() == {lost.pk: "Lampu", other.pk: "Meja"}
    assert second.calls == ["rebuild", [lost.pk]]
    assert not PendingRepair.objects.exists()


def test_a_repair_takes_out_what_the_ledger_does_not_know(second):
    unknown = complete_product()
    indexer.drain()
    ProductState.objects.all().delete()

    found = compare_with_ledger(second)
    repair(second, found)
    indexer.drain()

    assert wrong_with(found) == {"unknown_to_ledger": {unknown.pk}}
    assert second.held == {}


def test_a_rebuild_needs_no_repair_any_more(second):
    product = complete_product()
    indexer.drain()
    repair(second, Findings(missing=[product.pk]))

    indexer.rebuild()

    assert not PendingRepair.objects.exists()


def test_what_is_to_be_repaired_is_not_found_again(second):
    product = complete_product()
    indexer.drain()
    second.held.clear()

    repair(second, compare_with_ledger(second))

    assert wrong_with(compare_with_ledger(second)) == {}
    assert set(PendingRepair.objects.values_list("sink", "product_id")) == {
        ("second", product.pk)
    }


def test_a_sink_that_is_behind_misses_nothing_yet(second):
    product = complete_product()
    indexer.drain()
    second.is_away = True
    rename(product, "Lampu baru")
    with pytest.raises(SinkUnavailable):
        indexer.drain()
    second.is_away = False

    assert wrong_with(compare_with_ledger(second)) == {}


# --- what a sink refuses ---------------------------------------------------------


def refusals() -> set[tuple[str, int, str]]:
    return set(RefusedProduct.objects.values_list("sink", "product_id", "reason"))


def test_a_refused_product_is_told_and_the_others_go_on(second, caplog):
    bad, good = complete_product(title="Lampu"), complete_product(title="Meja")
    indexer.drain()
    second.refused = {bad.pk: f"product:{bad.pk}: price is too large"}
    for product in (bad, good):
        product.title += " 2"
        product.save()

    assert indexer.drain() == 2

    assert second.titles() == {bad.pk: "Lampu", good.pk: "Meja 2"}
    assert refusals() == {("second", bad.pk, second.refused[bad.pk])}
    assert not is_behind(second)
    assert [
        each.getMessage() for each in caplog.records if each.levelname == "ERROR"
    ] == [f"second refuses product {bad.pk}: product:{bad.pk}: price is too large"]


def test_a_product_that_is_taken_again_is_no_more_told(second):
    first, other = complete_product(), complete_product()
    second.refused = {first.pk: "price", other.pk: "price"}
    indexer.drain()
    before = refusals()
    second.refused = {other.pk: "price"}

    rename(first, "Lampu")
    indexer.drain()

    assert before == {("second", first.pk, "price"), ("second", other.pk, "price")}
    assert refusals() == {("second", other.pk, "price")}


def test_a_rebuild_tells_anew_what_is_refused(second):
    product = complete_product()
    indexer.drain()
    RefusedProduct.objects.create(sink="second", product_id=999, reason="price")
    RefusedProduct.objects.create(sink="third", product_id=999, reason="price")
    second.refused = {product.pk: "colour"}

    feeding.rebuild(second)

    assert refusals() == {("second", product.pk, "colour"), ("third", 999, "price")}


def test_what_was_told_before_stays_until_the_new_is_told(second, monkeypatch):
    product = complete_product()
    indexer.drain()
    RefusedProduct.objects.create(sink="second", product_id=product.pk, reason="price")
    second.refused = {product.pk: "colour"}

    def fail(*args, **options):
        raise DatabaseError("disk full")

    monkeypatch.setattr(type(RefusedProduct.objects.all()), "bulk_create", fail)
    with pytest.raises(DatabaseError):
        feeding.rebuild(second)

    assert refusals() == {("second", product.pk, "price")}


# --- what the cursor speaks of ---------------------------------------------------


def test_a_sink_that_has_what_the_cursor_does_not_speak_of_is_built_anew(second):
    product = complete_product(title="Lampu")
    indexer.drain()
    second.built, second.held = "of another cluster", {}

    assert must_be_rebuilt(second)
    indexer.drain()

    assert second.titles() == {product.pk: "Lampu"}
    assert SinkState.objects.get(pk="second").generation == "of another cluster"
    assert not must_be_rebuilt(second)


def test_what_was_built_is_known_though_the_sink_goes_away_behind_it(
    second, monkeypatch
):
    complete_product()
    build = second.rebuild

    def build_and_go(products):
        built = build(products)
        second.is_away = True
        return built

    monkeypatch.setattr(second, "rebuild", build_and_go)

    indexer.drain()

    assert SinkState.objects.get(pk="second").generation == "first"


def test_a_sink_that_is_away_is_not_another(second):
    complete_product()
    indexer.drain()
    second.is_away = True

    assert not must_be_rebuilt(second)


def test_what_a_sink_has_is_noted_when_it_was_not_before(second):
    product = complete_product()
    indexer.drain()
    SinkState.objects.update(generation="")
    rename(product, "Lampu")

    indexer.drain()

    assert second.calls == ["rebuild", [product.pk]]
    assert SinkState.objects.get(pk="second").generation == "first"


# --- the lease of a sink ---------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """Lets time pass: ``clock(seconds)``."""
    passed = timedelta()
    now = timezone.now

    def pass_time(seconds: float) -> None:
        nonlocal passed
        passed += timedelta(seconds=seconds)

    monkeypatch.setattr(timezone, "now", lambda: now() + passed)
    return pass_time


def hang(sink: FakeSink, monkeypatch, meanwhile) -> None:
    """Have the next write of the sink take as long as ``meanwhile``, before anything
    is written."""
    apply = sink.apply

    def apply_slowly(products):
        monkeypatch.setattr(sink, "apply", apply)
        meanwhile()
        return apply(products)

    monkeypatch.setattr(sink, "apply", apply_slowly)


LONGEST = FakeSink.longest_apply.total_seconds() + LEASE_TIME.total_seconds()


def test_while_a_writer_hangs_nobody_else_writes(second, clock, monkeypatch):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu 2")
    indexer._derive_what_is_due()

    def another_tries():
        clock(LONGEST - 1)
        with pytest.raises(LeaseTaken):
            feeding.feed(second)

    hang(second, monkeypatch, another_tries)
    feeding.feed(second)

    assert second.calls == ["rebuild", [product.pk]]
    assert second.titles() == {product.pk: "Lampu 2"}


def test_a_writer_that_comes_too_late_is_stopped_and_made_good(
    second, clock, monkeypatch
):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu 2")
    indexer._derive_what_is_due()

    def another_writes():
        clock(LONGEST + 1)
        rename(product, "Lampu 3")
        indexer._derive_what_is_due()
        feeding.feed(second)

    hang(second, monkeypatch, another_writes)
    with pytest.raises(LeaseTaken):
        feeding.feed(second)
    late = second.titles()[product.pk]
    behind = is_behind(second)
    feeding.feed(second)

    assert cursor("second") == 3
    assert (late, behind) == ("Lampu 2", True)
    assert second.titles() == {product.pk: "Lampu 3"}
    assert second.held[product.pk].revision == 3
    assert not is_behind(second)


def test_a_late_writer_that_fails_may_have_written_too(second, clock, monkeypatch):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu 2")
    indexer._derive_what_is_due()

    def another_writes():
        clock(LONGEST + 1)
        feeding.feed(second)
        second.is_away = True

    hang(second, monkeypatch, another_writes)
    with pytest.raises(SinkUnavailable):
        feeding.feed(second)

    assert PendingRepair.objects.get().product_id == product.pk


def test_a_rebuild_that_comes_too_late_is_done_again(second, clock, monkeypatch):
    product = complete_product(title="Lampu")
    indexer.drain()
    build = second.rebuild

    def build_slowly(products):
        monkeypatch.setattr(second, "rebuild", build)
        products = list(products)
        clock(feeding.SWITCH_TIME.total_seconds() + 1)
        rename(product, "Lampu 2")
        indexer._derive_what_is_due()
        feeding.feed(second)
        return build(products)

    monkeypatch.setattr(second, "rebuild", build_slowly)
    with pytest.raises(LeaseTaken):
        feeding.rebuild(second)
    late = second.titles()[product.pk]
    feeding.feed(second)

    assert late == "Lampu"
    assert second.titles() == {product.pk: "Lampu 2"}
    assert not is_behind(second)


def test_what_is_cleared_away_before_a_rebuild_may_take_long(
    second, clock, monkeypatch
):
    complete_product()
    indexer._derive_what_is_due()
    build = second.rebuild

    def build_slowly(products):
        clock(feeding.SWITCH_TIME.total_seconds() - 1)
        with pytest.raises(LeaseTaken):
            feeding.feed(second)
        return build(products)

    monkeypatch.setattr(second, "rebuild", build_slowly)

    assert feeding.feed(second) == 1


def test_a_writer_that_died_locks_its_sink_for_the_longest_write_and_no_other(
    second, indexed, clock, monkeypatch
):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu 2")
    indexer._derive_what_is_due()

    def die():
        raise KeyboardInterrupt

    hang(second, monkeypatch, die)
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(SinkLease, "release", lambda lease: None)
        feeding.feed(second)
    clock(LONGEST - 1)
    with pytest.raises(LeaseTaken):
        indexer.drain()
    before = second.titles()
    clock(2)
    indexer.drain()

    assert indexed(product)["title"] == "Lampu 2"
    assert before == {product.pk: "Lampu"}
    assert second.titles() == {product.pk: "Lampu 2"}
