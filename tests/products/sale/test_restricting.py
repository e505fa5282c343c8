"""Restrictions of the sale of variants: who sets and lifts them, and what is kept."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from domain.sale import RestrictionKind, RestrictionReason
from products.models import SaleRestriction, SaleRestrictionEntry
from products.sale.restricting import CannotRestrict, lift, restrict
from readmodel.models import PendingChange
from tests.factories.products import (
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db

WITHDRAWN, UNORDERABLE = RestrictionKind.WITHDRAWN, RestrictionKind.UNORDERABLE
PAUSED, RECALLED = RestrictionReason.PRODUCTION_PAUSED, RestrictionReason.RECALLED


@pytest.fixture
def lamp(catalogue):
    product = ProductPageFactory(title="Lampu")
    for sku in ("L-1", "L-2"):
        ProductVariantFactory(product=product, sku=sku)
    PendingChange.objects.all().delete()
    return product


@pytest.fixture
def editor(lamp):
    return editor_of(lamp.supplier, first_name="Edi")


@pytest.fixture
def checker(catalogue):
    return verifier(first_name="Vera")


def restrict_lamp(lamp, by, *skus, kind=UNORDERABLE, reason=PAUSED, note="Mesin."):
    return restrict(
        lamp.pk, skus or ("L-1",), kind=kind, reason=reason, note=note, by=by
    )


def standing():
    return sorted(SaleRestriction.objects.values_list("sku", "authority", "kind"))


def logged():
    """From the first to the last."""
    entries = SaleRestrictionEntry.objects.order_by("pk")
    return list(entries.values_list("action", "sku", "authority", "note", "by_name"))


def noted():
    return list(PendingChange.objects.values_list("product_id", flat=True))


def test_it_stands_is_logged_and_is_noted_for_the_indexer(lamp, editor):
    assert restrict_lamp(lamp, editor, note="  Mesin rusak. ") == 1

    [row] = SaleRestriction.objects.all()
    assert (row.product, row.sku, row.authority) == (lamp, "L-1", "maker")
    assert (row.kind, row.reason, row.note) == (UNORDERABLE, PAUSED, "Mesin rusak.")
    assert row.set_by == editor
    [entry] = SaleRestrictionEntry.objects.all()
    assert (entry.supplier_id, entry.product_id) == (lamp.supplier.pk, lamp.pk)
    assert (entry.product_title, entry.kind, entry.reason) == (
        "Lampu",
        UNORDERABLE,
        PAUSED,
    )
    assert logged() == [("set", "L-1", "maker", "Mesin rusak.", "Edi")]
    assert noted() == [lamp.pk]


def test_a_whole_product_is_one_act(lamp, editor):
    assert restrict_lamp(lamp, editor, "L-1", "L-2", kind=WITHDRAWN) == 2

    assert standing() == [
        ("L-1", "maker", "withdrawn"),
        ("L-2", "maker", "withdrawn"),
    ]
    assert noted() == [lamp.pk]


def test_what_is_rolled_back_leaves_nothing(lamp, editor):
    with pytest.raises(RuntimeError), transaction.atomic():
        restrict_lamp(lamp, editor)
        raise RuntimeError

    assert (standing(), logged(), noted()) == ([], [], [])


def test_the_same_once_more_changes_nothing(lamp, editor):
    restrict_lamp(lamp, editor)
    PendingChange.objects.all().delete()

    assert restrict_lamp(lamp, editor) == 0

    assert len(logged()) == 1
    assert noted() == []


def test_another_reason_keeps_the_day_and_another_kind_begins_anew(lamp, editor):
    restrict_lamp(lamp, editor)
    begun = timezone.now() - timedelta(days=3)
    SaleRestriction.objects.update(since=begun)

    restrict_lamp(lamp, editor, reason=RECALLED)
    kept = SaleRestriction.objects.get().since
    restrict_lamp(lamp, editor, reason=RECALLED, kind=WITHDRAWN)

    assert kept == begun
    assert SaleRestriction.objects.get().since > begun
    assert [action for action, *_rest in logged()] == ["set", "changed", "changed"]


@pytest.mark.parametrize(
    ("person", "authority"),
    [
        ("editor", "maker"),
        ("verifier", "verifier"),
        ("administrator", "verifier"),
        ("editor who verifies", "maker"),
    ],
)
def test_on_whose_behalf_people_act(lamp, person, authority):
    user = {
        "editor": lambda: editor_of(lamp.supplier),
        "verifier": verifier,
        "administrator": administrator,
        "editor who verifies": lambda: editor_of(lamp.supplier),
    }[person]()
    if person == "editor who verifies":
        user.groups.add(verifier().groups.get())

    restrict_lamp(lamp, user)

    assert standing() == [("L-1", authority, "unorderable")]


@pytest.mark.parametrize("note", ["", " \n"])
def test_no_restriction_without_a_note(lamp, editor, note):
    with pytest.raises(CannotRestrict, match=r"^Tulis penjelasannya\.$"):
        restrict_lamp(lamp, editor, note=note)

    assert (standing(), logged(), noted()) == ([], [], [])


@pytest.mark.parametrize("skus", [("L-1", "L-3"), ("UJI",), ("",)])
def test_only_of_variants_that_the_product_has(lamp, editor, skus):
    with pytest.raises(CannotRestrict, match=r"^Pilih varian yang ada"):
        restrict_lamp(lamp, editor, *skus)

    assert (standing(), logged(), noted()) == ([], [], [])


def test_the_editor_of_another_supplier_may_do_neither(lamp):
    rival = editor_of(SupplierPageFactory())
    row = SaleRestrictionFactory(product=lamp, sku="L-1")

    with pytest.raises(CannotRestrict, match=r"^Anda tidak mengelola"):
        restrict_lamp(lamp, rival)
    with pytest.raises(CannotRestrict, match=r"^Anda tidak mengelola"):
        lift(lamp.pk, [row.pk], by=rival)

    assert standing() == [("L-1", "maker", "unorderable")]
    assert (logged(), noted()) == ([], [])


def test_only_a_verifier_lifts_what_a_verifier_set(lamp, editor, checker):
    restrict_lamp(lamp, checker, kind=WITHDRAWN, reason=RECALLED)
    before = list(SaleRestriction.objects.values())
    PendingChange.objects.all().delete()

    with pytest.raises(CannotRestrict, match=r"hanya dapat dicabut verifikator"):
        lift(lamp.pk, [SaleRestriction.objects.get().pk], by=editor)

    assert list(SaleRestriction.objects.values()) == before
    assert len(logged()) == 1
    assert noted() == []
    assert lift(lamp.pk, [SaleRestriction.objects.get().pk], by=verifier()) == 1
    assert standing() == []


def test_what_the_maker_took_off_no_verifier_puts_on_sale(lamp, editor, checker):
    restrict_lamp(lamp, editor)

    with pytest.raises(CannotRestrict):
        lift(lamp.pk, [SaleRestriction.objects.get().pk], by=checker)

    assert standing() == [("L-1", "maker", "unorderable")]


def test_an_administrator_lifts_either(lamp, editor, checker):
    restrict_lamp(lamp, editor)
    restrict_lamp(lamp, checker)

    rows = SaleRestriction.objects.values_list("pk", flat=True)

    assert lift(lamp.pk, list(rows), by=administrator()) == 2
    assert standing() == []


def test_both_stand_and_lifting_one_leaves_the_other(lamp, editor, checker):
    restrict_lamp(lamp, editor, kind=UNORDERABLE)
    restrict_lamp(lamp, checker, kind=WITHDRAWN)
    own = SaleRestriction.objects.get(authority="verifier")
    PendingChange.objects.all().delete()

    assert lift(lamp.pk, [own.pk], by=checker, note=" Sudah aman. ") == 1

    assert standing() == [("L-1", "maker", "unorderable")]
    assert logged()[-1] == ("lifted", "L-1", "verifier", "Sudah aman.", "Vera")
    assert noted() == [lamp.pk]


def test_what_is_lifted_already_is_no_fault(lamp, editor):
    restrict_lamp(lamp, editor)
    [row] = SaleRestriction.objects.all()
    lift(lamp.pk, [row.pk], by=editor)
    PendingChange.objects.all().delete()

    assert lift(lamp.pk, [row.pk], by=editor) == 0

    assert len(logged()) == 2
    assert noted() == []


def test_what_stands_over_another_product_is_not_lifted(lamp, editor):
    other = SaleRestrictionFactory(
        product=ProductVariantFactory(product__parent=lamp.supplier).product
    )

    assert lift(lamp.pk, [other.pk], by=editor) == 0

    assert SaleRestriction.objects.filter(pk=other.pk).exists()


def test_the_log_names_an_erased_account_by_its_mark(lamp, editor):
    restrict_lamp(lamp, editor)
    editor.username = f"dihapus-{editor.pk}"
    editor.save()

    [entry] = SaleRestrictionEntry.objects.with_people()

    assert entry.by_shown == f"dihapus-{editor.pk}"


def test_the_log_outlives_the_product(lamp, editor):
    restrict_lamp(lamp, editor)

    lamp.delete()

    assert standing() == []
    assert len(logged()) == 1
