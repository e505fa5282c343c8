"""Values as documents write them: plain JSON."""

from datetime import date, datetime
from decimal import Decimal

from core.moments import rfc3339


def percentage(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    return rfc3339(value) if value else ""


def document_url(document) -> str:
    return document.url if document else ""
