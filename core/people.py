"""Who did something, in a form that outlives the account."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser, AnonymousUser


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
