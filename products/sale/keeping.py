"""Drafts may not lead around a restriction: by another SKU for the same variant, or
without the variant."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from domain.sale import Authority
from products.models import ProductPage


def missing_restricted(product: ProductPage, skus: Iterable[str]) -> list[str]:
    """What is said of each SKU of the product that a verifier restricted and that is
    not among ``skus``, those of a draft."""
    standing = product.sale_restrictions.filter(authority=Authority.VERIFIER)
    missing = set(standing.values_list("sku", flat=True)) - set(skus)
    return [
        _(
            "Penjualan SKU %(sku)s dibatasi verifikator: SKU ini tidak dapat dihapus "
            "atau diganti sampai verifikator mencabutnya."
        )
        % {"sku": sku}
        for sku in sorted(missing)
    ]


def renamed_restricted(product: ProductPage, renamed: Iterable[str]) -> list[str]:
    """The same of each SKU over which any restriction stands, among those that a draft
    gives another name."""
    return [
        _(
            "Penjualan SKU %(sku)s sedang dibatasi: cabut pembatasannya sebelum "
            "mengganti SKU-nya."
        )
        % {"sku": sku}
        for sku in sorted(renamed)
        if sku in product.restrictions
    ]
