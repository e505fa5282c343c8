"""On which day a document becomes another by itself."""

from datetime import date
from types import SimpleNamespace

import pytest

from domain.validity import Validity
from search.documents.rebuilding import rebuild_on

TODAY = date(2026, 6, 1)
NEVER = Validity(None, None)
SOON = Validity(None, date(2026, 6, 10))
LATER = Validity(None, date(2026, 6, 20))


def rows(*found):
    return SimpleNamespace(all=lambda: list(found))


def dated(validity: Validity, **others) -> SimpleNamespace:
    return SimpleNamespace(validity=validity, **others)


def page(**relations) -> SimpleNamespace:
    """A page of which nothing ever ends, but for these rows."""
    names = (
        "authorisations",
        "tkdn_certificates",
        "certificates",
        "calibration_records",
        "variants",
    )
    return SimpleNamespace(**({name: rows() for name in names} | relations))


def supplier(*certificates) -> SimpleNamespace:
    return SimpleNamespace(certificates=rows(*certificates))


def tkdn(validity: Validity, bmp_validity: Validity = NEVER) -> SimpleNamespace:
    return dated(validity, bmp_validity=bmp_validity)


def variant(price_validity: Validity) -> SimpleNamespace:
    return SimpleNamespace(price_validity=price_validity)


@pytest.mark.parametrize(
    "relations",
    [
        {"authorisations": rows(dated(SOON))},
        {"tkdn_certificates": rows(tkdn(SOON))},
        {"tkdn_certificates": rows(tkdn(NEVER, SOON))},
        {"certificates": rows(dated(SOON))},
        {"calibration_records": rows(dated(SOON))},
        {"variants": rows(variant(SOON))},
    ],
    ids=["licence", "tkdn", "bmp", "certificate", "calibration", "price"],
)
def test_every_date_of_a_product_counts(relations):
    assert rebuild_on(page(**relations), supplier(), TODAY) == date(2026, 6, 11)


def test_a_suppliers_certificate_counts():
    found = rebuild_on(page(), supplier(dated(SOON)), TODAY)

    assert found == date(2026, 6, 11)


def test_the_first_of_several_days_counts():
    later_first = page(
        authorisations=rows(dated(LATER), dated(NEVER)), variants=rows(variant(SOON))
    )

    assert rebuild_on(later_first, supplier(dated(LATER)), TODAY) == date(2026, 6, 11)


def test_a_day_that_has_come_does_not_count_again():
    product = page(authorisations=rows(dated(SOON)), variants=rows(variant(LATER)))

    found = rebuild_on(product, supplier(), date(2026, 6, 11))

    assert found == date(2026, 6, 21)


def test_a_product_without_dates_never_becomes_another():
    assert rebuild_on(page(), supplier(), TODAY) is None
    assert (
        rebuild_on(page(authorisations=rows(dated(NEVER))), supplier(), TODAY) is None
    )
