"""What tests of the site lean on."""

import pytest

from catalog_site import readiness
from catalog_site.metrics import page
from core.bounded import Bounded


def _at_once(work):
    work()


@pytest.fixture
def asked_at_once(monkeypatch):
    """Parts and figures are asked in the test's own thread and transaction, anew each
    time."""
    for name, part in readiness._parts.items():
        replaced = Bounded(part._ask, 0.0, _at_once)
        monkeypatch.setitem(readiness._parts, name, replaced)
    monkeypatch.setattr(page, "known", Bounded(page.known._ask, 0.0, _at_once))
