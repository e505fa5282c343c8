"""What runs out, and what a run on a day does about it."""

from datetime import date, timedelta

from products.models import ProductPage
from tests.factories.products import MarketingAuthorisationFactory
from workspace.expiry.deadlines import due_deadlines
from workspace.expiry.reminders import due_digests, send

TODAY = date(2026, 11, 24)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def licence(days_left: int, **fields):
    """A licence with so many days left, granted five years before its end."""
    fields.setdefault("issued_on", after(days_left - 5 * 365))
    return MarketingAuthorisationFactory(expires_on=after(days_left), **fields)


def due(on: date = TODAY) -> list[tuple[str, int]]:
    """Number and threshold of everything that is due."""
    return sorted((each.number, each.threshold) for each in due_deadlines(on))


def run(on: date = TODAY) -> int:
    """Send all digests that can be sent; how many deadlines they named."""
    return sum(send(digest, on) for digest in due_digests(on) if digest.recipients)


def supplier_of(row):
    return ProductPage.objects.get(pk=row.product_id).supplier
