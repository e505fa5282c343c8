"""A world that the tests of a module share, for whom making it is dear."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker


@contextmanager
def kept_world(database: DjangoDbBlocker) -> Iterator[None]:
    """Make a world of a fixture's: every test until its end finds it as it was made.

    What a test writes is rolled back to where the test began, and with the end of the
    fixture nothing is left of the world. No test that commits may come in between.
    """
    with database.unblock(), transaction.atomic():
        with translation.override("id"):
            yield
        transaction.set_rollback(True)
