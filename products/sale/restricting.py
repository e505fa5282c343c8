"""Setting and lifting restrictions: at once, noted for the indexer and in the log, all
of it or nothing."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.one_at_a_time import page_held
from core.people import signature_of
from domain.sale import RestrictionKind, RestrictionReason
from products.models import ProductPage, SaleRestriction, SaleRestrictionEntry
from products.models.sale_restriction import RestrictionAction
from products.sale.permissions import authority_of, may_lift
from products.signals import sale_restricted

NOT_YOURS = _("Anda tidak mengelola penjualan produk ini.")
OTHER_SIDE = _(
    "Pembatasan oleh verifikator hanya dapat dicabut verifikator, dan pembatasan oleh "
    "pemasok hanya oleh pemasok."
)


class CannotRestrict(Exception):
    """What is refused, having changed nothing; the message says why."""


def restrict(
    product_id: int,
    skus: Collection[str],
    *,
    kind: RestrictionKind,
    reason: RestrictionReason,
    note: str,
    by: AbstractBaseUser,
) -> int:
    """Restrict the sale of these variants; of how many that changed anything.

    It takes the place of what the same side set before, and begins anew only where the
    kind is another. Raises CannotRestrict for who may not, without a note, and for SKUs
    that the product does not have.
    """
    with page_held(product_id):
        product = ProductPage.objects.get(pk=product_id)
        authority = authority_of(by, product)
        if authority is None:
            raise CannotRestrict(NOT_YOURS)
        wanted = {"kind": kind, "reason": reason, "note": note.strip()}
        _check(product, skus, wanted["note"])
        standing = {
            each.sku: each
            for each in product.sale_restrictions.filter(authority=authority)
        }
        differing = [sku for sku in skus if not _is_so(standing.get(sku), wanted)]
        for sku in differing:
            known = standing.get(sku) or SaleRestriction(
                product=product, sku=sku, authority=authority
            )
            _write(known, wanted, by)
        if differing:
            sale_restricted.send(sender=ProductPage, product_id=product.pk)
    return len(differing)


def _check(product: ProductPage, skus: Collection[str], note: str) -> None:
    if not note:
        raise CannotRestrict(_("Tulis penjelasannya."))
    own = set(product.variants.values_list("sku", flat=True))
    if not skus or set(skus) - own:
        raise CannotRestrict(_("Pilih varian yang ada pada produk ini."))


def _is_so(known: SaleRestriction | None, wanted: dict[str, str]) -> bool:
    return known is not None and all(
        getattr(known, name) == value for name, value in wanted.items()
    )


def _write(
    restriction: SaleRestriction, wanted: dict[str, str], by: AbstractBaseUser
) -> None:
    is_new = restriction.pk is None
    if restriction.kind != wanted["kind"]:
        restriction.since = timezone.now()
    for name, value in wanted.items():
        setattr(restriction, name, value)
    restriction.set_by = by
    restriction.save()
    action = RestrictionAction.SET if is_new else RestrictionAction.CHANGED
    _log(action, restriction, restriction.note, by)


def lift(
    product_id: int,
    restriction_ids: Collection[int],
    *,
    by: AbstractBaseUser,
    note: str = "",
) -> int:
    """Lift these restrictions of the product; how many still stood.

    Raises CannotRestrict where one of them is not the user's to lift.
    """
    with page_held(product_id):
        product = ProductPage.objects.get(pk=product_id)
        if authority_of(by, product) is None:
            raise CannotRestrict(NOT_YOURS)
        standing = list(product.sale_restrictions.filter(pk__in=list(restriction_ids)))
        if not all(may_lift(by, each) for each in standing):
            raise CannotRestrict(OTHER_SIDE)
        for restriction in standing:
            _log(RestrictionAction.LIFTED, restriction, note.strip(), by)
            restriction.delete()
        if standing:
            sale_restricted.send(sender=ProductPage, product_id=product.pk)
    return len(standing)


def _log(
    action: RestrictionAction,
    restriction: SaleRestriction,
    note: str,
    by: AbstractBaseUser,
) -> None:
    who, product = signature_of(by), restriction.product
    SaleRestrictionEntry.objects.create(
        action=action,
        supplier_id=product.supplier.pk,
        product_id=product.pk,
        product_title=product.title,
        sku=restriction.sku,
        authority=restriction.authority,
        kind=restriction.kind,
        reason=restriction.reason,
        note=note,
        by_id=who.user_id,
        by_name=who.name,
    )
