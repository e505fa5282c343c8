"""What is past its time is forgotten, and nothing else."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState

from core import upkeep
from lkpp.models import FeedRequest
from readmodel import indexer
from tests.factories.feed import FeedRequestFactory
from tests.factories.products import ProductPageFactory, days_from_today
from tests.factories.users import UserFactory
from tests.readmodel.followers_in_turn import follow_in_turn
from workspace.models import ExpiryReminder
from workspace.registration import forget_editing, forget_reminders, forget_sessions

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 29, 5, 30, tzinfo=timezone.get_default_timezone())


def session(days: int):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.set_expiry(timedelta(days=days))
    store.create()


def test_everything_that_is_kept_for_a_time_is_registered():
    assert set(upkeep.tasks()) == {
        "index tasks",
        "open forms",
        "rates of readers",
        "shared cache",
        "unfinished uploads",
        "reminders",
        "requests for new passwords",
        "requests for the export",
        "sessions",
        "sign-ins",
    }


def test_sessions_that_ended_are_forgotten():
    session(1)
    session(-1)

    assert forget_sessions() == 1
    assert Session.objects.count() == 1


def test_who_had_a_form_open_is_forgotten_and_what_they_typed():
    user = UserFactory()
    content_type = ContentType.objects.get_for_model(UserFactory._meta.model)
    for model, field, hours in (
        (EditingSession, "last_seen_at", (0, 2)),
        (FormState, "last_updated_at", (23, 25)),
    ):
        for each in hours:
            model.objects.create(
                user=user,
                content_type=content_type,
                object_id="1",
                **{field: timezone.now() - timedelta(hours=each)},
            )

    assert forget_editing() == 2
    assert (EditingSession.objects.count(), FormState.objects.count()) == (1, 1)


def test_reminders_of_long_ago_are_forgotten(catalogue):
    page = ProductPageFactory()
    for days in (365, 366):
        ExpiryReminder.objects.create(
            page=page,
            kind="price",
            number=f"{days}",
            last_day=days_from_today(-days),
            threshold=0,
            claim="00000000-0000-0000-0000-000000000000",
        )

    assert forget_reminders() == 1
    assert ExpiryReminder.objects.get().number == "365"


def test_the_indexer_forgets_by_the_day_without_a_single_request(monkeypatch, index):
    """The log of requests was pruned by requests only."""
    monkeypatch.setattr("readmodel.indexer.time.sleep", lambda seconds: None)
    follow_in_turn(monkeypatch)
    rounds = iter((False, False, True))
    with time_machine.travel(MORNING, tick=False) as clock:
        FeedRequestFactory(at=timezone.now() - timedelta(days=89, hours=12))
        kept = []

        def should_stop() -> bool:
            kept.append(FeedRequest.objects.count())
            clock.shift(timedelta(days=1))
            return next(rounds)

        indexer.run(should_stop)

    assert kept == [1, 0, 0]
