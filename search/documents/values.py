"""Values as documents write them: plain JSON."""

from datetime import date, datetime
from decimal import Decimal


def percentage(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def document_url(document) -> str:
    return document.url if document else ""
