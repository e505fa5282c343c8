"""What goes on paper: the products, without what one can only click."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.factories.documents import index_documents, product_document

pytestmark = pytest.mark.browser


TENTH_OF_A_PAGE = 112
"""Of A4 in CSS pixels."""


def test_results_are_printed_as_lines_without_controls(visit):
    index_documents(
        [product_document(id=n, title=f"Lampu operasi {n:02d}") for n in range(1, 25)]
    )
    page = visit("/cari/?q=lampu", width=DESKTOP)
    page.get_by_role("button", name=re.compile("^Bandingkan")).first.click()

    page.emulate_media(media="print")

    expect(page.locator(".product-card__title")).to_have_count(24)
    expect(page.locator(".product-card__title").last).to_be_visible()
    for name in ("button:visible", "#facets:visible", "nav:visible"):
        expect(page.locator(name)).to_have_count(0)
    heights = page.locator(".product-card").evaluate_all(
        "cards => cards.map((card) => card.getBoundingClientRect().height)"
    )
    assert max(heights) < TENTH_OF_A_PAGE
