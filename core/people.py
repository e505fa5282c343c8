"""Who did something, in a form that outlives the account."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Exists, OuterRef

MARK = "dihapus-"
"""How the name of an erased account begins."""


@dataclass(frozen=True, slots=True)
class Signature:
    user_id: int | None = None
    name: str = ""


def signature_of(user: AbstractUser | AnonymousUser | None) -> Signature:
    if user is None or not user.is_authenticated:
        return Signature()
    return Signature(user.pk, display_name(user))


def display_name(user: AbstractUser) -> str:
    """The name by which colleagues know the person."""
    return public_name(user) or user.get_username()


def public_name(user: AbstractUser) -> str:
    """The name that everyone may read, or "": what a person signs in with is not."""
    return user.get_full_name().strip()


def erased_name(user_id: int) -> str:
    """The mark that is left of an account whose personal data was erased."""
    return f"{MARK}{user_id}"


def is_erased(user: AbstractUser) -> bool:
    return bool(user.get_username() == erased_name(user.pk))


def has_erased(user_id_field: str) -> Exists:
    """Whether the account that a row refers to by this field was erased; for queries
    over rows that keep names."""
    users = get_user_model().objects.filter(username__startswith=MARK)
    return Exists(users.filter(pk=OuterRef(user_id_field)))
