import pytest
from wagtail.models import Revision

from core.admin_addresses import (
    is_of_page,
    may_explore_page,
    may_use_file,
    may_work_on_page,
)
from core.models import CatalogueImage
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


@pytest.fixture
def rival(catalogue):
    return editor_of(SupplierPageFactory())


def test_a_page_is_worked_on_by_its_supplier_verifiers_and_administrators(
    supplier, rival
):
    page = ProductPageFactory(parent=supplier)

    asked = [
        may_work_on_page(user, str(page.pk), {})
        for user in (editor_of(supplier), verifier(), administrator(), rival)
    ]

    assert asked == [True, True, True, False]


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "1.5", "9" * 30])
def test_what_is_no_page_is_worked_on_by_nobody(catalogue, value):
    assert may_work_on_page(administrator(), value, {}) is False
    assert may_explore_page(administrator(), value, {}) is False


def test_pages_on_the_way_are_explored_but_not_worked_on(catalogue, supplier):
    editor = editor_of(supplier)
    editor_of(SupplierPageFactory()).groups.first().user_set.add(editor)

    asked = may_explore_page(editor, catalogue.pk, {})

    assert asked is True
    assert may_work_on_page(editor, catalogue.pk, {}) is False


def test_pages_of_another_supplier_are_not_explored(supplier, rival):
    assert may_explore_page(rival, supplier.pk, {}) is False


def test_a_file_is_used_by_its_supplier_and_verifiers(supplier, rival):
    image = image_of(supplier)
    check = may_use_file(CatalogueImage)

    asked = [
        check(user, str(image.pk), {})
        for user in (editor_of(supplier), verifier(), rival)
    ]

    assert asked == [True, True, False]
    assert check(administrator(), "x", {}) is False


def test_a_revision_is_that_of_the_page_in_the_address(supplier):
    page, another = ProductPageFactory(parent=supplier), ProductPageFactory()
    revision, foreign = page.save_revision(), another.save_revision()
    check = is_of_page(Revision)

    asked = [
        check(None, value, {"page_id": page.pk})
        for value in (revision.pk, foreign.pk, "latest", "x")
    ]

    assert asked == [True, False, True, False]
