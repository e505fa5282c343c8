"""An edit form that nobody touched has no change, so approving it changes nothing."""

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from products.models import ProductPage
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    ProductPageFactory,
    complete_product,
    lamp_type,
)
from tests.factories.suppliers import PlantFactory, SupplierPageFactory, image_of
from tests.factories.users import editor_of
from tests.product_form import edit_url, posted
from tests.rendered_form import untouched

pytestmark = pytest.mark.django_db

DESCRIPTION = "<h3>Fitur</h3>\n<p>Terang &amp; <b>hemat</b></p><ul><li>LED</li></ul>"


@pytest.fixture
def own(client, catalogue):
    supplier = SupplierPageFactory()
    client.force_login(editor_of(supplier))
    return ProductPageFactory(
        parent=supplier, device_type=lamp_type(), attributes=LAMP_ATTRIBUTES
    )


def sent_form(client, page, **changes):
    """The edit form of ``page`` as it is after sending what its own page draws."""
    drawn = client.get(edit_url(page))
    data = untouched(drawn, "page-edit-form") | changes
    form = page.get_edit_handler().get_form_class()(
        QueryDict(urlencode(data, doseq=True)),
        instance=page.get_latest_revision_as_object(),
        parent_page=page.get_parent().specific,
        for_user=drawn.wsgi_request.user,
    )
    assert form.is_valid()
    return form


@pytest.mark.parametrize(
    "fields",
    [
        {"description": DESCRIPTION, "regions_served": ["31", "32"]},
        {"description": "", "description_en": "<p></p>"},
    ],
)
def test_untouched_form_of_a_product_has_no_change(client, own, fields):
    supplier = own.get_parent().specific
    product = complete_product(parent=supplier, image=image_of(supplier), **fields)

    form = sent_form(client, product)

    assert form.changed_data == []
    assert not form.has_changed()


def test_untouched_form_has_no_change_after_it_was_saved(client, own):
    client.post(edit_url(own), posted(own.device_type))

    form = sent_form(client, ProductPage.objects.get())

    assert form.changed_data == []
    assert not form.has_changed()


@pytest.mark.parametrize(
    "change",
    [
        {"variants-0-price": "1"},
        {"variants-0-label": "M"},
        {"variants-0-price": ""},
        {"variants-0-DELETE": "1"},
    ],
)
def test_change_of_a_variant_that_only_the_draft_has(client, own, change):
    client.post(edit_url(own), posted(own.device_type))

    form = sent_form(client, ProductPage.objects.get(), **change)

    assert form.changed_data == []
    assert form.has_changed()


def test_untouched_form_of_a_supplier_has_no_change(client, own):
    supplier = own.get_parent().specific
    supplier.text, supplier.kbli_codes = DESCRIPTION, ["32502"]
    supplier.save()
    PlantFactory(supplier=supplier)

    form = sent_form(client, supplier)

    assert form.changed_data == []
    assert not form.has_changed()


def test_what_was_changed_is_named(client, own):
    changes = {
        "description": posted(own.device_type)["description"],
        "regions_served": ["31"],
        "attributes-note": "Dengan kamera",
    }

    form = sent_form(client, own, **changes)

    assert form.changed_data == ["description", "regions_served", "attributes"]
