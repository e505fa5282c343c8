"""Days and moments as LKPP counts them: in Asia/Jakarta.

Both public implementations of the v5 feed read days as Jakarta days (the Odoo one
by taking off seven hours). Jakarta has no daylight-saving time.
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")


@lru_cache(maxsize=16_384)
def stamp(moment: str) -> str:
    """An ISO moment with offset as ``YYYY-MM-DD HH:MM:SS`` on Jakarta's clocks.

    Cached, since the blocks of an entry mostly changed together.
    """
    local = datetime.fromisoformat(moment).astimezone(JAKARTA)
    return local.replace(tzinfo=None).isoformat(" ", "seconds")


def start_of(day: date) -> float:
    """The epoch second at which a day begins in Jakarta."""
    return datetime(day.year, day.month, day.day, tzinfo=JAKARTA).timestamp()


def day_of(moment: datetime) -> date:
    """The day that an aware moment falls on in Jakarta."""
    return moment.astimezone(JAKARTA).date()
