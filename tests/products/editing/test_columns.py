"""Columns that apps above add to the list of products."""

import pytest
from wagtail.admin.ui.tables import Column

from core.registry import Registry
from products.editing import columns


@pytest.fixture(autouse=True)
def own_columns(monkeypatch):
    monkeypatch.setattr(columns, "_columns", Registry())


def test_columns_come_in_the_order_they_ask_for():
    columns.register_column(Column("price"), order=20)
    columns.register_column(Column("title"), order=10)

    assert [each.name for each in columns.columns()] == ["title", "price"]


def test_what_columns_show_is_fetched_for_all_products_at_once():
    fetched = []
    columns.register_column(Column("title"), order=10)
    columns.register_column(Column("licence"), order=20, prepare=fetched.append)
    columns.register_column(Column("price"), order=30, prepare=fetched.append)

    columns.prepare_columns(["lampu", "inkubator"])

    assert fetched == [["lampu", "inkubator"], ["lampu", "inkubator"]]
