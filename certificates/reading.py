"""How the state of a licence or certificate is told, on every page alike.

One rule gives words, tone and icons: ``ok`` is valid, ``soon`` is valid and about to
end, ``bad`` is not valid today, ``info`` is a figure that a valid certificate states.
The words say all of it; tone and icons say it again to the eye.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from certificates.kinds import STATUS_LABELS
from core.wording import day, percent, short_day
from domain.validity import VALID_STATUSES, Status, Validity

Day = date | str | None
"""A day, or its ISO form as documents have it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``tone`` and ``icons`` are names of the style sheet's and of ``icons.svg``."""

    text: str
    tone: str = ""
    icons: tuple[str, ...] = ()


def tone_of(status: str) -> str:
    if status == Status.EXPIRING:
        return "soon"
    return "ok" if status in VALID_STATUSES else "bad"


def icon_of(status: str) -> str:
    """What a status is drawn as beside its words."""
    if status in {Status.EXPIRING, Status.NOT_YET_VALID}:
        return "clock"
    return "check" if status in VALID_STATUSES else "cross"


def status_until(expires_on: Day, today: date | None = None) -> Status:
    """The status of what was valid when its last day was noted down."""
    if isinstance(expires_on, str):
        expires_on = date.fromisoformat(expires_on) if expires_on else None
    return Validity(None, expires_on).status(today or timezone.localdate())


def until(expires_on: Day, status: str = "") -> str:
    """The last day with what follows from it, as tables tell it: "12 Mei 2027 (segera
    berakhir)"; the status alone where there is no end, nothing where there is neither.
    """
    if not expires_on:
        return str(STATUS_LABELS[status]) if status else ""
    status = status or status_until(expires_on)
    return f"{day(expires_on)} ({STATUS_LABELS[status]})"


def read_validity(status: str, expires_on: Day, subject: str = "") -> Reading:
    """A certificate; ``subject`` names it where nothing beside the badge does."""
    text = _validity_text(status, expires_on)
    if subject:
        text = f"{subject}: {text[:1].lower()}{text[1:]}"
    return Reading(text, tone_of(status), (icon_of(status),))


def _validity_text(status: str, expires_on: Day) -> str:
    date = day(expires_on)
    if status == Status.VALID:
        return _("Berlaku sampai %(date)s") % {"date": date} if date else _("Berlaku")
    if status == Status.EXPIRING:
        return _("Berlaku sampai %(date)s, segera berakhir") % {"date": date}
    if status == Status.EXPIRED:
        return _("Berakhir %(date)s") % {"date": date}
    return status_text(status)


def status_text(status: str) -> str:
    """A status that stands alone: "Dibekukan"."""
    return capfirst(str(STATUS_LABELS[status]))


def read_licence(
    status: str, expires_on: Day, kind: str = "", verified: bool | None = None
) -> Reading:
    """A marketing authorisation in a headline. ``kind`` is AKD or AKL; ``status`` is
    empty without a licence; ``verified`` is None where that is said beside it."""
    names = {"kind": kind, "date": day(expires_on)}
    if status == Status.VALID:
        text = _("Izin edar %(kind)s berlaku sampai %(date)s") % names
    elif status == Status.EXPIRING:
        text = _("Izin edar %(kind)s berlaku sampai %(date)s, segera berakhir") % names
    else:
        return _invalid_licence(status, names["date"])
    return Reading(
        _with_verification(text, verified),
        tone_of(status),
        _licence_icons(status, verified),
    )


def read_licence_briefly(status: str, expires_on: Day, verified: bool) -> Reading:
    """The same on a card, where there is little room."""
    names = {"date": short_day(expires_on)}
    if status == Status.VALID and verified:
        text = _("Izin edar terverifikasi s.d. %(date)s") % names
    elif status == Status.VALID:
        text = _("Izin edar dinyatakan s.d. %(date)s") % names
    elif status == Status.EXPIRING and verified:
        text = _("Izin edar terverifikasi s.d. %(date)s, segera berakhir") % names
    elif status == Status.EXPIRING:
        text = _("Izin edar dinyatakan s.d. %(date)s, segera berakhir") % names
    else:
        return _invalid_licence(status, names["date"])
    return Reading(text, tone_of(status), _licence_icons(status, verified))


def _licence_icons(status: str, verified: bool | None) -> tuple[str, ...]:
    """A seal for what was verified, a clock for what is about to end: both may be."""
    if not verified:
        return (icon_of(status),)
    return ("seal", "clock") if status == Status.EXPIRING else ("seal",)


def _invalid_licence(status: str, date: str) -> Reading:
    if not status:
        return Reading(_("Izin edar belum dicantumkan"), "bad", ("cross",))
    if status == Status.EXPIRED:
        text = _("Izin edar berakhir %(date)s") % {"date": date}
    else:
        text = _("Izin edar %(state)s") % {"state": STATUS_LABELS[status]}
    return Reading(text, tone_of(status), (icon_of(status),))


def read_calibrated(until: Day, *, brief: bool = False) -> Reading:
    """A product of which a unit was found fit for use, until the last day for which
    that is said."""
    ends_soon = status_until(until) == Status.EXPIRING
    if brief:
        text = _("Terkalibrasi s.d. %(date)s") % {"date": short_day(until)}
    else:
        text = _("Contoh unit terkalibrasi sampai %(date)s") % {"date": day(until)}
    if ends_soon:
        soon = STATUS_LABELS[Status.EXPIRING]
        return Reading(f"{text}, {soon}", "soon", ("gauge", "clock"))
    return Reading(text, "ok", ("gauge",))


def read_local_content(
    tkdn: float | Decimal | None,
    bmp: float | Decimal | None,
    expires_on: Day,
    verified: bool | None = None,
    *,
    brief: bool = False,
) -> Reading:
    """TKDN and BMP in percent, of a certificate that is valid; ``tkdn`` is None where
    none is."""
    if tkdn is None:
        return Reading(_("Tanpa sertifikat TKDN yang berlaku"))
    parts = [_("TKDN %(percent)s") % {"percent": percent(tkdn)}]
    if bmp is not None:
        parts[0] += " + " + _("BMP %(percent)s") % {"percent": percent(bmp)}
    ends_soon = bool(expires_on) and status_until(expires_on) == Status.EXPIRING
    if expires_on and brief:
        parts.append(_("s.d. %(date)s") % {"date": short_day(expires_on)})
    elif expires_on:
        parts.append(_("sampai %(date)s") % {"date": day(expires_on)})
    text = " · ".join(parts)
    if ends_soon:
        text = f"{text}, {STATUS_LABELS[Status.EXPIRING]}"
    text = _with_verification(text, verified)
    icons = ("seal",) * bool(verified) + ("clock",) * ends_soon
    return Reading(text, "soon" if ends_soon else "info", icons)


def _with_verification(text: str, verified: bool | None) -> str:
    """``text``, and whether a verifier confirmed it unless that is said beside it."""
    if verified is None:
        return text
    told = _("terverifikasi") if verified else _("belum diverifikasi")
    return f"{text}, {told}"
