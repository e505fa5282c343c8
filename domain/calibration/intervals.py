"""When a device is to be calibrated again."""

import calendar
from datetime import date


def due_date(performed_to: date, interval_months: int) -> date:
    """When the next calibration is due: the same day of the month, or the month's last
    (31 August and 6 months: 28 or 29 February).

    The calendar's last day if it would lie beyond. Raises ValueError for a negative
    interval.
    """
    if interval_months < 0:
        raise ValueError(f"no interval: {interval_months} months")
    years, month = divmod(performed_to.month - 1 + interval_months, 12)
    year = performed_to.year + years
    if year > date.max.year:
        return date.max
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(performed_to.day, last_day))
