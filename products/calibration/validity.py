"""Until when a product's calibrations say that a unit is fit for use."""

from collections.abc import Iterable
from datetime import date

from products.models import CalibrationRecord


def calibrated_until(records: Iterable[CalibrationRecord], on: date) -> date | None:
    """The last day for which a calibration that found a unit fit is valid; None where
    none is on the day ``on``."""
    return max(
        (record.due_on for record in records if record.fit_for_use(on)), default=None
    )
