"""Submissions that nobody can decide any more, and that wait for ever.

They are left by two decisions at the same moment, made before requests about a page
came one after another: the page is live, or its workflow ended, and a task is open
still. Closing them is repeatable and changes no page.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django.apps import apps as installed
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

IN_PROGRESS = "in_progress"
CANCELLED = "cancelled"
SUBMISSION = "submission"
OPEN = "open"
REASON = "Ditutup otomatis: tidak ada lagi yang perlu diputuskan."
"""Part of the workflow's history, hence in the language of the catalogue."""


class Models(Protocol):
    """Django's registry, or what a migration has of it."""

    def get_model(self, app_label: str, model_name: str) -> Any: ...


@transaction.atomic
def close_unfinished(models: Models = installed, *, dry_run: bool = False) -> int:
    """Close what nobody can decide; how many tasks and workflows that were."""
    workflows = models.get_model("wagtailcore", "WorkflowState").objects
    tasks = models.get_model("wagtailcore", "TaskState").objects
    idle = list(
        workflows.filter(status=IN_PROGRESS)
        .filter(
            Q(current_task_state=None)
            | ~Q(current_task_state__status=IN_PROGRESS)
            | Q(pk__in=_live_already(models))
        )
        .values_list("pk", flat=True)
    )
    ended = ~Q(workflow_state__status=IN_PROGRESS) | Q(workflow_state__in=idle)
    passed = ~Q(workflow_state__current_task_state=F("pk"))
    left = list(
        tasks.filter(status=IN_PROGRESS)
        .filter(ended | passed)
        .values_list("pk", flat=True)
    )
    cases = _orphaned_cases(models, left)
    if not dry_run:
        now = timezone.now()
        workflows.filter(pk__in=idle).update(status=CANCELLED)
        tasks.filter(pk__in=left).update(
            status=CANCELLED, finished_at=now, comment=REASON
        )
        cases.update(withdrawn_at=now, claimed_by=None, claimed_at=None)
    return len(left) + len(idle)


def _live_already(models: Models) -> Iterable[int]:
    """Workflows of pages whose latest revision is the public one."""
    pages = models.get_model("wagtailcore", "Page").objects
    public = pages.filter(live=True, live_revision=F("latest_revision"))
    running = models.get_model("wagtailcore", "WorkflowState").objects.filter(
        status=IN_PROGRESS
    )
    keys = dict(running.values_list("pk", "object_id"))
    live = {
        str(key)
        for key in public.filter(
            pk__in=[key for key in keys.values() if key.isdecimal()]
        ).values_list("pk", flat=True)
    }
    return [pk for pk, page in keys.items() if page in live]


def _orphaned_cases(models: Models, closed: list[int]) -> Any:
    """Open cases of submissions whose task is closed, is being closed, or is gone."""
    cases = models.get_model("certificates", "VerificationCase").objects.filter(
        kind=SUBMISSION, state=OPEN, withdrawn_at=None
    )
    open_tasks = (
        models.get_model("wagtailcore", "TaskState")
        .objects.filter(status=IN_PROGRESS)
        .exclude(pk__in=closed)
    )
    waiting = [f"{SUBMISSION}-{pk}" for pk in open_tasks.values_list("pk", flat=True)]
    return cases.exclude(fingerprint__in=waiting)
