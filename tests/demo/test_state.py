"""A demo that another version of the code made is noticed before it is opened."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from demo.management.commands import run_demo
from demo.state import is_of_another_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder():
    return MigrationRecorder(connection)


def test_database_of_today_fits():
    assert not is_of_another_form()


def test_migration_that_is_gone_is_noticed(recorder):
    recorder.record_applied("products", "0007_lkpp_history_is_final")

    assert is_of_another_form()


def test_app_that_is_gone_is_noticed(recorder):
    recorder.record_applied("desk", "0001_initial")

    assert is_of_another_form()


def test_migration_that_another_package_squashed_is_not_minded(recorder):
    recorder.record_applied("wagtailcore", "0001_before_it_was_squashed")

    assert not is_of_another_form()


def test_migration_still_to_come_is_not_minded(recorder):
    recorder.record_unapplied("lkpp", "0002_history_is_final")

    assert not is_of_another_form()


def test_app_that_others_now_build_upon_is_noticed(recorder):
    recorder.record_unapplied("core", "0001_initial")

    assert is_of_another_form()


def test_migration_rewritten_under_its_name_is_noticed():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE suppliers_supplierpage RENAME kind TO sort")

    assert is_of_another_form()


def test_demo_tells_how_to_be_made_again_and_changes_nothing(
    monkeypatch, settings, recorder
):
    settings.DEMO = True
    recorder.record_applied("desk", "0001_initial")
    called = []
    monkeypatch.setattr(run_demo, "call_command", lambda name, **_: called.append(name))

    with pytest.raises(CommandError) as refusal:
        call_command("run_demo", port=0)

    assert str(refusal.value).splitlines()[1:] == [
        "Untuk membuatnya kembali:",
        "    make clean",
        "    make demo",
        "Suntingan dan unggahan di dalamnya akan hilang. Bila masih diperlukan, "
        "salin dahulu .state/ dan media/.",
    ]
    assert called == []
