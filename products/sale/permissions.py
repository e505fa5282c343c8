"""On whose behalf a user sets and lifts restrictions of a product's sale."""

from django.contrib.auth.base_user import AbstractBaseUser

from domain.sale import Authority
from products.models import ProductPage, SaleRestriction
from suppliers.access import is_verifier, suppliers_of


def authority_of(user: AbstractBaseUser, product: ProductPage) -> Authority | None:
    """None for who may do neither.

    Who edits the supplier acts for it, also as a verifier: nobody lifts a verifier's
    restriction on what is their own (four eyes). Administrators act as verifiers.
    """
    if user.is_superuser:
        return Authority.VERIFIER
    if suppliers_of(user).filter(path=product.supplier_path).exists():
        return Authority.MAKER
    return Authority.VERIFIER if is_verifier(user) else None


def may_lift(user: AbstractBaseUser, restriction: SaleRestriction) -> bool:
    """Each side lifts what it set; administrators either."""
    if user.is_superuser:
        return True
    return restriction.authority == authority_of(user, restriction.product)
