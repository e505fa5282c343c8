"""A product's own rules."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import WorkflowState

from products.models import ProductPage
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    DeviceTypeFactory,
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    lamp_type,
)
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db

REQUIRED = "Kuat cahaya: Wajib diisi untuk jenis alat ini."
UNKNOWN_PROVINCE = "Ada kode provinsi yang tidak dikenal."


def refused(page: ProductPage) -> dict[str, list[str]]:
    """What is wrong with what the page states, by field."""
    try:
        page.clean_statements()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_product_stands_below_its_supplier(catalogue):
    supplier = SupplierPageFactory()
    product = ProductPageFactory(parent=supplier)

    assert product.supplier == supplier
    assert product.supplier_path == supplier.path
    assert product.is_placed is True
    assert ProductPage().is_placed is False


@pytest.mark.parametrize(
    ("live", "demanded", "faults"),
    [
        (False, None, {}),
        (True, None, {"attributes": [REQUIRED]}),
        (True, False, {}),
        (False, True, {"attributes": [REQUIRED]}),
    ],
)
def test_required_attributes_are_demanded_of_what_is_live_or_submitted(
    catalogue, live, demanded, faults
):
    page = ProductPage(device_type=lamp_type(), live=live)
    page.demands_required_attributes = demanded

    assert refused(page) == faults


def test_what_cannot_be_stored_is_left_out_and_named_by_its_label(catalogue):
    page = ProductPage(
        device_type=lamp_type(),
        live=False,
        attributes={**LAMP_ATTRIBUTES, "battery": {"value": "ya"}, "horn": {}},
    )

    faults = refused(page)["attributes"]

    assert sorted(faults) == [
        "Baterai cadangan: Nilai harus ya atau tidak.",
        "horn: Atribut ini tidak dikenal pada jenis alat ini.",
    ]
    assert sorted(page.attributes) == ["illuminance", "mounting"]


def test_a_page_without_a_device_type_yet_states_no_attributes(catalogue):
    page = ProductPage(attributes=LAMP_ATTRIBUTES, live=True)

    assert refused(page) == {}
    assert page.attributes == LAMP_ATTRIBUTES


@pytest.mark.parametrize(
    ("regions", "faults"),
    [
        ([], {}),
        (["32", "31"], {}),
        (["32", "00"], {"regions_served": [UNKNOWN_PROVINCE]}),
        ([32], {"regions_served": [UNKNOWN_PROVINCE]}),
        ("32", {"regions_served": [UNKNOWN_PROVINCE]}),
        ({"32": True}, {"regions_served": [UNKNOWN_PROVINCE]}),
    ],
)
def test_regions_are_a_list_of_known_provinces(catalogue, regions, faults):
    page = ProductPage(
        device_type=DeviceTypeFactory(), live=False, regions_served=regions
    )

    assert refused(page) == faults


@pytest.mark.parametrize(
    ("status", "live", "shown"),
    [
        (None, True, "live"),
        (WorkflowState.STATUS_IN_PROGRESS, False, "in_progress"),
        (WorkflowState.STATUS_NEEDS_CHANGES, False, "dikembalikan"),
        (WorkflowState.STATUS_NEEDS_CHANGES, True, "tayang + dikembalikan"),
    ],
)
def test_what_was_returned_is_told_from_other_drafts(
    catalogue, monkeypatch, status, live, shown
):
    state = WorkflowState(status=status) if status else None
    monkeypatch.setattr(ProductPage, "current_workflow_state", state)
    page = ProductPage(live=live)

    told = str(page.status_string)

    if shown in {"live", "in_progress"}:
        assert told == str(super(ProductPage, page).status_string)
    else:
        assert told == shown


# Withheld from sale


def sold(**restricted) -> ProductPage:
    """A product with the variants A and B, restricted as told by SKU."""
    product = ProductPageFactory()
    for sku in "AB":
        ProductVariantFactory(product=product, sku=sku)
    for sku, kind in restricted.items():
        SaleRestrictionFactory(product=product, sku=sku, kind=kind)
    return product


@pytest.mark.parametrize(
    ("restricted", "shown", "seen"),
    [
        ({}, ["A", "B"], True),
        ({"A": "unorderable", "B": "unorderable"}, ["A", "B"], True),
        ({"A": "withdrawn"}, ["B"], True),
        ({"A": "withdrawn", "B": "unorderable"}, ["B"], True),
        ({"A": "withdrawn", "B": "withdrawn"}, [], False),
    ],
)
def test_buyers_see_a_product_while_they_see_one_of_its_variants(
    catalogue, restricted, shown, seen
):
    product = sold(**restricted)

    assert [each.sku for each in product.shown_variants] == shown
    assert product.is_withdrawn_wholly is not seen
    assert ProductPage.objects.seen_by_all().filter(pk=product.pk).exists() is seen


def test_what_another_product_withdrew_does_not_count(catalogue):
    product = sold()
    for sku in "AB":
        SaleRestrictionFactory(product=ProductPageFactory(), sku=sku, kind="withdrawn")

    assert ProductPage.objects.seen_by_all().filter(pk=product.pk).exists()


def test_a_product_without_variants_is_seen(catalogue):
    product = ProductPageFactory()
    SaleRestrictionFactory(product=product, sku="LAMA", kind="withdrawn")

    assert product.is_withdrawn_wholly is False
    assert ProductPage.objects.seen_by_all().filter(pk=product.pk).exists()


def test_the_stricter_of_two_is_in_force(catalogue):
    product = sold(A="unorderable")
    strict = SaleRestrictionFactory(
        product=product, sku="A", kind="withdrawn", authority="verifier"
    )

    assert product.restrictions == {"A": strict}
