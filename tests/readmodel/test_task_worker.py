"""The indexer at work on what administrators asked for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from readmodel import checking, feeding, indexer, sinks, task_worker, tasks
from readmodel.lease import SinkLease, take_over
from readmodel.models import IndexTask, PendingRepair, SinkState
from readmodel.sinks import SinkUnavailable
from readmodel.task_worker import HELD_FOR, TaskWorker, take_up
from search.engines.base import DocumentGroup
from tests.clock import Clock
from tests.factories.products import complete_product
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db

REBUILD, SWEEP = IndexTask.Kind.REBUILD, IndexTask.Kind.SWEEP


@pytest.fixture
def asked(index):
    """``asked(kind)``: a task that an administrator asked for."""
    return lambda kind: tasks.ask(kind, administrator())


def now_in(task: IndexTask) -> IndexTask:
    return IndexTask.objects.get(pk=task.pk)


def test_nothing_is_taken_up_where_nothing_was_asked_for(index):
    assert take_up() is None


def test_a_rebuild_makes_every_index_anew(index, indexed, asked):
    product = complete_product()
    indexer.drain()
    [sink] = sinks.sinks()
    before = SinkState.objects.get(pk=sink.name).generation
    task = asked(REBUILD)

    take_up().do()

    done = now_in(task)
    assert (done.is_open, done.problem, done.result) == (False, "", {"products": 1})
    assert (done.stage, done.done, done.total) == (sink.name, 1, 1)
    assert done.began_at <= done.ended_at
    assert SinkState.objects.get(pk=sink.name).generation != before
    assert indexed(product)["title"] == product.title


def test_a_task_that_ends_while_it_is_taken_up_is_not_done_again(
    index, asked, monkeypatch
):
    task = asked(REBUILD)
    take = task_worker.TaskLease.take

    def take_when_it_has_ended(lease):
        tasks.end(task, {"products": 7})
        take(lease)

    monkeypatch.setattr(task_worker.TaskLease, "take", take_when_it_has_ended)

    assert take_up() is None
    ended = now_in(task)
    assert (ended.attempts, ended.holder, ended.result) == (0, "", {"products": 7})


def test_a_sweep_notes_what_drifted_for_repair(index, asked):
    product = complete_product()
    indexer.drain()
    index.apply([DocumentGroup(product.pk)])
    task = asked(SWEEP)

    take_up().do()

    [sink] = sinks.sinks()
    found = now_in(task).result
    assert found["well"] is False
    assert found["sinks"][sink.name] == {
        "missing": 1,
        "differing": 0,
        "foreign": 0,
        "refused": 0,
        "drift": 1,
    }
    assert PendingRepair.objects.get().product_id == product.pk


def test_another_process_does_not_take_up_the_same(asked):
    task = asked(SWEEP)
    work = take_up()

    assert take_up() is None
    work.do()
    assert not now_in(task).is_open


def test_it_is_begun_again_a_minute_after_its_worker_died(asked):
    task = asked(SWEEP)
    take_up()

    with time_machine.travel(timezone.now() + HELD_FOR - timedelta(seconds=2)):
        assert take_up() is None
    with time_machine.travel(timezone.now() + HELD_FOR + timedelta(seconds=2)):
        take_up().do()

    assert (now_in(task).is_open, now_in(task).attempts) == (False, 2)


def test_who_takes_over_has_it_at_once(asked):
    asked(SWEEP)
    former = take_up()

    take_over()

    assert take_up() is not None
    former.do()
    assert tasks.open_task() is not None


def test_a_task_that_kills_the_indexer_is_given_up(asked):
    task = asked(REBUILD)
    for _death in range(3):
        assert take_up() is not None
        IndexTask.objects.update(holder="", expires_at=None)

    assert take_up() is None

    done = now_in(task)
    assert (done.is_open, done.problem) == (False, task_worker.GIVEN_UP)


def test_an_indexer_that_is_stopped_leaves_it_to_the_next(asked):
    complete_product()
    indexer.drain()
    task = asked(REBUILD)

    take_up(should_stop=lambda: True).do()

    left = now_in(task)
    assert (left.is_open, left.holder, left.attempts) == (True, "", 0)


def test_what_keeps_an_index_from_being_built_is_kept(asked, monkeypatch):
    task = asked(REBUILD)

    def fail(*args):
        raise SinkUnavailable("no room left")

    monkeypatch.setattr(feeding, "rebuild", fail)
    take_up().do()

    done, [sink] = now_in(task), sinks.sinks()
    assert (done.is_open, done.result) == (False, {})
    assert done.problem == f"{sink.name}: no room left"


def test_a_rebuild_waits_for_who_is_writing_and_no_longer_than_it_can(asked):
    clock, [sink] = Clock(), sinks.sinks()
    other = SinkLease(sink.name, timedelta(hours=1))
    other.take()
    other.renew(timedelta(minutes=2))
    task = asked(REBUILD)
    work = take_up()

    def sleep(seconds):
        clock.moment += seconds

    work._now, work._sleep = clock, sleep

    work.do()

    assert clock.moment >= task_worker.PATIENCE_SECONDS
    assert now_in(task).problem == task_worker.STILL_WRITTEN


def test_a_rebuild_goes_on_when_the_other_is_done(asked):
    clock, [sink] = Clock(), sinks.sinks()
    other = SinkLease(sink.name, timedelta(hours=1))
    other.take()
    task = asked(REBUILD)
    work = take_up()
    work._now, work._sleep = clock, lambda seconds: other.release()

    work.do()

    assert (now_in(task).is_open, now_in(task).problem) == (False, "")


class AtOnce(ThreadPoolExecutor):
    """Does what is submitted in the test's own thread and transaction."""

    def submit(self, work, *arguments):
        work(*arguments)
        return super().submit(lambda: None)


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(task_worker, "ThreadPoolExecutor", AtOnce)
    monkeypatch.setattr(task_worker, "_in_thread", lambda work: work.do())


def test_the_indexer_looks_now_and_then(asked, at_once):
    clock = Clock()

    with TaskWorker(clock) as worker:
        worker.look()
        task = asked(SWEEP)
        worker.look()
        assert now_in(task).is_open
        clock.moment += task_worker.LOOK_SECONDS
        worker.look()

    assert not now_in(task).is_open


def test_one_after_another_is_done(asked, at_once):
    clock = Clock()

    with TaskWorker(clock) as worker:
        for kind in (SWEEP, REBUILD):
            asked(kind)
            worker.look()
            clock.moment += task_worker.RENEW_SECONDS
            worker.look()
            clock.moment += task_worker.LOOK_SECONDS

    assert [each.kind for each in tasks.ended(5)] == [REBUILD, SWEEP]


def test_the_indexer_holds_on_to_what_it_does(asked):
    task, clock = asked(SWEEP), Clock()

    with TaskWorker(clock) as worker:
        worker._work = take_up()
        IndexTask.objects.update(expires_at=timezone.now())
        worker.look()

    assert now_in(task).expires_at > timezone.now() + HELD_FOR - timedelta(seconds=5)


def test_a_database_that_is_lost_leaves_the_task_open(asked, monkeypatch, caplog):
    task = asked(SWEEP)

    def lose(*args, **options):
        raise OperationalError("gone")

    monkeypatch.setattr(checking, "check", lose)
    monkeypatch.setattr(task_worker.connection, "close", lambda: None)
    task_worker._in_thread(take_up())

    assert now_in(task).is_open
    assert f"Task {task.pk} has lost the database: gone" in caplog.text
