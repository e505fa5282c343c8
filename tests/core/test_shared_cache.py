"""The cache that all processes share."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError, connection

from core.receivers import cache_has_its_table
from core.shared_cache import FAILURES, forget_expired, in_haste, shared_cache
from core.upkeep import tasks

pytestmark = pytest.mark.django_db


def migrated(app: str) -> None:
    cache_has_its_table(apps.get_app_config(app), using="default")


def test_it_gets_its_table_when_the_database_is_migrated(in_the_database):
    migrated("core")
    migrated("core")

    shared_cache().set("a", 1)
    assert shared_cache().get("a") == 1
    assert isinstance(shared_cache(), DatabaseCache)
    assert "shared_cache" in connection.introspection.table_names()


def test_it_gets_its_table_once(in_the_database):
    migrated("catalog_site")

    assert "shared_cache" not in connection.introspection.table_names()


def test_it_has_no_table_where_it_does_not_lie_in_the_database():
    migrated("core")

    assert isinstance(shared_cache(), LocMemCache)
    assert "shared_cache" not in connection.introspection.table_names()


def test_a_missing_table_is_one_of_its_failures(in_the_database):
    with pytest.raises(DatabaseError) as caught, in_haste():
        shared_cache().get("a")

    assert isinstance(caught.value, FAILURES)


def test_nobody_waits_for_another_writer(in_the_database, monkeypatch):
    waited = []
    monkeypatch.setattr(
        "core.shared_cache.lock_timeout",
        lambda milliseconds: waited.append(milliseconds) or pytest.raises(KeyError),
    )

    with in_haste():
        raise KeyError

    assert waited == [100]


def test_where_nobody_writes_nothing_is_limited(django_assert_num_queries):
    with django_assert_num_queries(0), in_haste():
        shared_cache().get("a")


def test_what_is_past_its_time_is_forgotten(in_the_database, time_machine):
    migrated("core")
    time_machine.move_to(datetime(2026, 11, 30, 9, tzinfo=UTC))
    shared_cache().set("a", 1, 60)
    shared_cache().set("b", 1, 3600)

    time_machine.shift(61)

    assert forget_expired() == 1
    assert (shared_cache().get("a"), shared_cache().get("b")) == (None, 1)
    assert forget_expired() == 0
    assert "shared cache" in tasks()


def test_other_caches_forget_by_themselves():
    assert forget_expired() == 0
