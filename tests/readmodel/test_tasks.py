"""Long work that is asked for: one at a time, and what came of it is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from readmodel import tasks
from readmodel.checking import Checked
from readmodel.models import IndexTask
from readmodel.sweep import SweepResult
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db

REBUILD, SWEEP = IndexTask.Kind.REBUILD, IndexTask.Kind.SWEEP


@pytest.fixture
def admin(catalogue):
    return administrator()


def ended(kind, age: timedelta, **values) -> IndexTask:
    moment = timezone.now() - age
    return IndexTask.objects.create(
        kind=kind, is_open=False, asked_at=moment, ended_at=moment, **values
    )


def test_what_is_asked_for_waits_for_the_indexer(admin):
    task = tasks.ask(REBUILD, admin)

    assert tasks.open_task() == task
    assert (task.kind, task.asked_by, task.began_at) == (REBUILD, admin, None)
    assert tasks.ended(10) == []


@pytest.mark.parametrize("kind", [REBUILD, SWEEP])
def test_a_second_one_is_refused_and_changes_nothing(admin, kind):
    task = tasks.ask(REBUILD, admin)

    with pytest.raises(tasks.AlreadyOpen):
        tasks.ask(kind, admin)

    assert list(IndexTask.objects.all()) == [task]


def test_the_database_itself_has_no_two_open():
    IndexTask.objects.create(kind=SWEEP)

    with pytest.raises(IntegrityError), transaction.atomic():
        IndexTask.objects.create(kind=REBUILD)


def test_the_next_may_be_asked_for_when_one_has_ended(admin):
    task = tasks.ask(REBUILD, admin)
    tasks.end(task, {"products": 3})

    following = tasks.ask(SWEEP, admin)

    assert tasks.open_task() == following
    [first] = tasks.ended(10)
    assert (first, first.result, first.holder) == (task, {"products": 3}, "")


def test_ended_ones_come_newest_first_and_no_more_than_asked():
    made = [ended(SWEEP, timedelta(hours=each)) for each in (3, 2, 1)]

    assert tasks.ended(2) == [made[2], made[1]]


def test_the_last_sweep_is_one_that_came_to_an_end():
    ended(SWEEP, timedelta(hours=3))
    # By a clock that was ahead.
    ended(SWEEP, -timedelta(days=1500))
    whole = ended(SWEEP, timedelta(hours=2))
    ended(SWEEP, timedelta(hours=1), problem="Mesin tidak menjawab.")
    ended(REBUILD, timedelta(minutes=1))

    assert tasks.last_sweep() == whole


def test_a_sweep_by_the_command_is_kept_beside_an_open_task(admin):
    open_one = tasks.ask(REBUILD, admin)
    began_at = timezone.now() - timedelta(minutes=1)

    kept = tasks.record_sweep(began_at, Checked(SweepResult(1, 2, 0), outdated=4))

    assert tasks.open_task() == open_one
    assert tasks.last_sweep() == kept
    assert (kept.asked_by, kept.began_at) == (None, began_at)
    assert kept.result == {
        "well": False,
        "ledger": {"crossed": 1, "unknown": 2, "gone": 0, "outdated": 4, "drift": 6},
        "sinks": {},
        "unreadable": {},
    }


def test_old_ones_are_forgotten_but_the_last_of_each_kind():
    old = timedelta(days=91)
    forgotten = ended(SWEEP, old + timedelta(days=1))
    ahead = ended(SWEEP, -timedelta(days=1500))
    last = ended(SWEEP, old)
    rebuilt = ended(REBUILD, old)
    failed = ended(REBUILD, old, problem="Gagal.")
    recent = ended(SWEEP, timedelta(days=89), problem="Gagal.")

    assert tasks.forget_tasks() == 3

    left = set(IndexTask.objects.all())
    assert left == {last, rebuilt, recent}
    assert {forgotten, ahead, failed} & left == set()
