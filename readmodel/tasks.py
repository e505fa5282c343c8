"""Long work on the indexes: what was asked for, and what came of it.

Who asks leaves a row; the indexer takes it up (:mod:`readmodel.task_worker`). One is
open at a time. See docs/adr/0034-health-and-metrics.md.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from core.moments import within
from readmodel.checking import Checked
from readmodel.models import IndexTask

KEPT = timedelta(days=90)


class AlreadyOpen(Exception):
    """Another task is open: this one must be asked for again when that has ended."""


def ask(kind: IndexTask.Kind, by: AbstractBaseUser) -> IndexTask:
    """Have the indexer do this. Raises AlreadyOpen."""
    try:
        with transaction.atomic():
            return IndexTask.objects.create(kind=kind, asked_by_id=by.pk)
    except IntegrityError as error:
        raise AlreadyOpen from error


def open_task() -> IndexTask | None:
    """What is being done, or waits for the indexer."""
    return IndexTask.objects.filter(is_open=True).select_related("asked_by").first()


def ended(count: int) -> list[IndexTask]:
    """The last ones that ended, the newest first: by their numbers, since a clock may
    have been wrong."""
    rows = IndexTask.objects.filter(is_open=False).select_related("asked_by")
    return list(rows.order_by("-pk")[:count])


def last_sweep() -> IndexTask | None:
    """The last one that came to an end, also by the command."""
    rows = IndexTask.objects.filter(kind=IndexTask.Kind.SWEEP, is_open=False)
    return rows.filter(problem="").order_by("-pk").first()


def record_sweep(began_at: datetime, checked: Checked) -> IndexTask:
    """Keep what a sweep found that nobody had asked the indexer for."""
    return IndexTask.objects.create(
        kind=IndexTask.Kind.SWEEP,
        is_open=False,
        asked_at=began_at,
        began_at=began_at,
        ended_at=timezone.now(),
        result=checked.as_json(),
    )


def end(task: IndexTask, result: dict[str, Any], problem: str = "") -> None:
    """Close it with what came of it, or with why nothing did."""
    IndexTask.objects.filter(pk=task.pk).update(
        is_open=False,
        ended_at=timezone.now(),
        result=result,
        problem=problem,
        holder="",
        expires_at=None,
    )


def forget_tasks() -> int:
    """Forget what ended long ago, but for the last of each kind; how many."""
    old = IndexTask.objects.filter(~within("ended_at", KEPT), is_open=False)
    newest = (
        IndexTask.objects.filter(is_open=False, problem="")
        .values("kind")
        .annotate(newest=Max("pk"))
        .values_list("newest", flat=True)
    )
    return old.exclude(pk__in=list(newest)).delete()[0]
