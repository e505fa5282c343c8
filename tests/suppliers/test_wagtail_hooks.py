"""What keeps an editor's admin to their own supplier."""

from types import SimpleNamespace

import pytest
from django.http import Http404
from wagtail.models import Page

from suppliers.models import SupplierAccess
from suppliers.wagtail_hooks import (
    give_new_supplier_its_group,
    only_explorable_pages,
    supplier_menu_item,
)
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


def asking(rf, user, opened: int | None = None):
    """A request of the page chooser, opened at a page."""
    request = rf.get("/admin/choose-page/")
    request.user = user
    kwargs = {"parent_page_id": opened} if opened else {}
    request.resolver_match = SimpleNamespace(kwargs=kwargs)
    return request


def test_the_page_chooser_offers_only_what_may_be_explored(rf, supplier):
    own = ProductPageFactory(parent=supplier)
    others = ProductPageFactory()
    request = asking(rf, editor_of(supplier))

    offered = only_explorable_pages(Page.objects.all(), request)

    keys = set(offered.values_list("pk", flat=True))
    assert {supplier.pk, own.pk} <= keys
    assert keys.isdisjoint({others.pk, others.supplier.pk})


def test_the_page_chooser_is_not_opened_at_others_pages(rf, supplier):
    others = SupplierPageFactory()

    with pytest.raises(Http404):
        only_explorable_pages(
            Page.objects.all(), asking(rf, editor_of(supplier), others.pk)
        )


def test_the_page_chooser_is_opened_at_own_pages(rf, supplier):
    request = asking(rf, editor_of(supplier), supplier.pk)

    assert only_explorable_pages(Page.objects.all(), request).exists()


@pytest.mark.parametrize("person", [verifier, administrator])
def test_who_edits_no_supplier_has_no_entry_for_one(rf, supplier, person):
    request = rf.get("/admin/")
    request.user = person()

    assert supplier_menu_item().is_shown(request) is False


def test_an_editor_is_led_to_their_supplier(rf, supplier):
    request = rf.get("/admin/")
    request.user = editor_of(supplier)
    item = supplier_menu_item()

    assert item.is_shown(request) is True
    assert item.render_component(request).url == f"/admin/pages/{supplier.pk}/edit/"


def test_only_a_new_supplier_gets_a_group(rf, supplier):
    product = ProductPageFactory(parent=supplier)

    give_new_supplier_its_group(rf.post("/"), product)
    assert not SupplierAccess.objects.exists()

    give_new_supplier_its_group(rf.post("/"), supplier)
    assert SupplierAccess.objects.get().supplier == supplier
