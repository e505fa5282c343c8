from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

MORNING = datetime(2026, 11, 29, 8, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock():
    """The time stands still at eight in the morning, until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock
