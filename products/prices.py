"""What buyers pay for a variant, and for how long that is offered."""

from datetime import date
from fractions import Fraction

from django.conf import settings
from django.utils.translation import gettext as _

from certificates.reading import Day, Reading, status_until
from core.wording import day
from domain.prices import FULL_BASE, REDUCED_BASE
from domain.validity import Status


def ppn_base() -> Fraction:
    """Share of the price on which PPN is charged, as the catalogue is set to."""
    return REDUCED_BASE if settings.PPN_REDUCED_BASE else FULL_BASE


def has_lapsed(valid_until: Day, today: date | None = None) -> bool:
    """Whether a price was offered until a day that is over."""
    return status_until(valid_until, today) == Status.EXPIRED


def read_price(valid_until: Day, today: date | None = None) -> Reading | None:
    """For how long a price is offered, on every page alike; None where no day is given.

    That a price ends soon is nothing unusual, so nothing is made of it.
    """
    if not valid_until:
        return None
    names = {"date": day(valid_until)}
    if has_lapsed(valid_until, today):
        text = _("Harga ini hanya berlaku sampai %(date)s; minta harga terbaru.")
        return Reading(text % names, "bad", ("warning",))
    return Reading(_("Harga berlaku sampai %(date)s") % names)


def price_until(valid_until: Day, today: date | None = None) -> str:
    """The same in a table: the day, and whether it is over."""
    if not has_lapsed(valid_until, today):
        return day(valid_until)
    return _("%(date)s (lewat)") % {"date": day(valid_until)}
