"""What is loaded follows from the plan; the whole demo has tests of its own."""

from dataclasses import replace
from datetime import date

import pytest

from core.models import CatalogueImage
from demo import loading
from demo.companies import make_companies
from demo.loading import (
    DemoRefused,
    Plan,
    certifiers_of,
    check_allowed,
    device_types,
    is_empty,
    load_demo,
    write_companies,
)
from products.models import ProductPage
from suppliers.models import SupplierKind, SupplierPage
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


def test_default_plan():
    plan = Plan(today=TODAY)

    assert (plan.products, plan.suppliers, plan.seed) == (1200, 60, 17)
    assert plan.picture_size == 800
    assert plan.workers >= 1


@pytest.mark.parametrize("allowed", [True, False])
def test_only_the_settings_of_the_demo_allow_it(settings, allowed):
    settings.DEMO = allowed

    if allowed:
        check_allowed()
    else:
        with pytest.raises(DemoRefused, match="setelan demo"):
            check_allowed()


def test_settings_that_do_not_name_it_forbid_it(settings):
    del settings.DEMO

    with pytest.raises(DemoRefused, match="DJANGO_SETTINGS_MODULE=.*demo"):
        check_allowed()


def test_a_supplier_or_a_product_is_enough_not_to_be_empty(catalogue):
    assert is_empty()

    supplier = SupplierPageFactory(parent=catalogue)
    assert not is_empty()

    ProductPageFactory(parent=supplier)
    assert not is_empty()


def test_certifiers_are_who_does_it():
    companies = make_companies(20, 17, TODAY)

    certifiers = certifiers_of(companies, Plan(today=TODAY))

    assert certifiers.today == TODAY
    assert {page.kind for page in certifiers.calibration_laboratories} == {
        SupplierKind.CALIBRATION_LABORATORY
    }
    assert len(certifiers.calibration_laboratories) == 2
    assert {page.kind for page in certifiers.testing_laboratories} == {
        SupplierKind.TESTING_LABORATORY
    }
    assert {page.kind for page in certifiers.certification_bodies} == {
        SupplierKind.CERTIFICATION_BODY
    }


def test_device_types_come_by_their_key(catalogue):
    keys = [device_type.key for device_type in device_types()]

    assert keys == sorted(keys)
    assert len(keys) == 24


def test_suppliers_are_written_each_with_its_group_and_collection(catalogue):
    companies = make_companies(5, 17, TODAY)

    write_companies(companies)

    for company in companies:
        page = SupplierPage.objects.get(slug=company.page.slug)
        assert page.live
        assert page.access.collection.name == page.access.group.name


@pytest.fixture
def small(catalogue, settings, monkeypatch):
    """A plan of five products, drawn in this process."""
    settings.DEMO = True
    return Plan(today=TODAY, products=5, suppliers=5, picture_size=8, workers=1)


def test_progress_is_told_stage_by_stage(small):
    told = []

    load_demo(small, lambda what, done, total: told.append((what, done, total)))

    drawn = [step for step in told if step[0] == "Menggambar"]
    written = [step for step in told if step[0] == "Menulis produk"]
    assert [step[1] for step in drawn] == list(range(1, len(drawn) + 1))
    assert {step[2] for step in drawn} == {len(drawn)}
    assert written[-1] == ("Menulis produk", 5, 5)
    assert told == drawn + written
    assert ProductPage.objects.count() == 5


def test_a_picture_that_two_makers_share_is_drawn_once(small, monkeypatch):
    asked = []

    def draw(drawings, workers):
        asked.append((list(drawings), workers))
        return ((drawing, b"") for drawing in drawings)

    monkeypatch.setattr(loading, "draw_all", draw)

    load_demo(small)

    ((drawings, workers),) = asked
    assert workers == 1
    assert len(drawings) == len(set(drawings))


def test_refusal_tells_why_the_plan_cannot_be_carried_out(small):
    with pytest.raises(
        DemoRefused, match="^Jumlah pemasok tidak dapat dipenuhi: at least 5 suppliers"
    ):
        load_demo(Plan(today=TODAY, suppliers=4))


def test_refused_where_no_demo_is_allowed(small, settings):
    settings.DEMO = False

    with pytest.raises(DemoRefused, match="setelan demo"):
        load_demo(small)

    assert not SupplierPage.objects.exists()


def test_refused_for_fewer_suppliers_than_kinds(small):
    with pytest.raises(DemoRefused, match="Jumlah pemasok"):
        load_demo(replace(small, suppliers=4))

    assert not SupplierPage.objects.exists()


def test_nothing_stays_when_loading_fails(small, monkeypatch):
    def fail(supplier):
        raise RuntimeError("no accounts today")

    monkeypatch.setattr("demo.loading.make_accounts", fail)

    with pytest.raises(RuntimeError):
        load_demo(small)

    assert not SupplierPage.objects.exists()
    assert not CatalogueImage.objects.exists()
