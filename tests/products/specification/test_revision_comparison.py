"""What a verifier sees of two revisions where Wagtail cannot say it."""

from decimal import Decimal

import pytest
from django.utils import translation

from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from products.models import CalibrationRecord, ProductPage
from products.specification.revision_comparison import (
    AttributesComparison,
    TableComparison,
)
from tests.factories.products import LAMP_ATTRIBUTES, lamp_type


def tables(name: str, before: list | None, after: list | None) -> str:
    field = CalibrationRecord._meta.get_field(name)
    one, other = CalibrationRecord(), CalibrationRecord()
    setattr(one, name, before)
    setattr(other, name, after)
    return TableComparison(field, one, other).htmldiff()


def flow(mean: str, **others: str) -> dict:
    return dump_points([TestPoint(name="Laju", mean=Decimal(mean), **others)])[0]


def test_rows_that_differ_stand_side_by_side():
    html = tables("results", [flow("1.5"), flow("2")], [flow("1.5"), flow("2.5")])

    assert html == (
        '<ul><li class="deletion">Nama Laju, Terbaca 2, Aturan penerimaan sederhana'
        '</li><li class="addition">Nama Laju, Terbaca 2,5, Aturan penerimaan sederhana'
        "</li></ul>"
    )


def test_rows_that_agree_are_all_shown():
    html = tables("results", [flow("1.5", stated="pass")], [flow("1.5", stated="pass")])

    assert html == (
        '<ul><li class="">Nama Laju, Terbaca 1,5, Aturan penerimaan sederhana, '
        "Dinyatakan lulus</li></ul>"
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [([], ["x"], "addition"), (["x"], None, "deletion")],
)
def test_a_table_on_one_side_only_is_shown_whole(before, after, kind):
    standard = dump_standards([ReferenceStandard("DPM", due_on=None)])[0]

    html = tables(
        "standards",
        before and [standard],
        after and [standard],
    )

    assert html == f'<ul><li class="{kind}">Alat standar DPM</li></ul>'


@pytest.mark.parametrize("rows", [None, [], ["no row"]])
def test_without_rows_there_is_nothing_to_show(rows):
    assert tables("results", rows, rows) == "–"


def test_hostile_cells_are_escaped():
    html = tables("results", [], [flow("1", unit="<b>")])

    assert "Satuan &lt;b&gt;" in html


@pytest.mark.django_db
def test_attributes_that_differ_are_named_in_the_readers_language():
    device_type = lamp_type()
    before = ProductPage(device_type=device_type, attributes=LAMP_ATTRIBUTES)
    after = ProductPage(
        device_type=device_type,
        attributes={**LAMP_ATTRIBUTES, "battery": {"value": False}},
    )

    comparison = AttributesComparison(before, after)
    with translation.override("en"):
        html = comparison.htmldiff()

    assert comparison.has_changed() is True
    assert '<span class="deletion">Yes</span>' in html
    assert '<span class="addition">No</span>' in html
    assert html.count("<dt>") == 1


@pytest.mark.django_db
def test_the_same_attributes_are_no_change():
    page = ProductPage(device_type=lamp_type(), attributes=LAMP_ATTRIBUTES)

    comparison = AttributesComparison(page, page)

    assert comparison.has_changed() is False
    assert comparison.htmldiff() == "<dl></dl>"
    assert comparison.field_label() == "Spesifikasi"
