"""When a document becomes another although nobody saves anything."""

from collections.abc import Iterable
from datetime import date

from products.models import ProductPage
from suppliers.models import SupplierPage


def rebuild_on(page: ProductPage, supplier: SupplierPage, on: date) -> date | None:
    """The next day after ``on`` on which some date makes the document another."""
    periods = [row.validity for row in _dated_rows(page, supplier)]
    periods += [row.bmp_validity for row in page.tkdn_certificates.all()]
    periods += [row.price_validity for row in page.variants.all()]
    changes = (period.next_change(on) for period in periods)
    return min((day for day in changes if day is not None), default=None)


def _dated_rows(page: ProductPage, supplier: SupplierPage) -> Iterable:
    yield from page.authorisations.all()
    yield from page.tkdn_certificates.all()
    yield from page.certificates.all()
    yield from page.calibration_records.all()
    yield from supplier.certificates.all()
