"""People to sign in as in the demo. Their passwords are no secret."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suppliers.access import VERIFIER_GROUP
from suppliers.models import SupplierPage


@dataclass(frozen=True, slots=True)
class Account:
    """Who to sign in as, and as what."""

    username: str
    password: str
    role: str | Promise


ADMINISTRATOR = Account("admin", "katalog-admin", _("administrator"))
VERIFIER = Account("verifikator", "katalog-verifikator", _("verifikator"))
EDITOR = Account("editor", "katalog-editor", _("editor sebuah produsen"))
ACCOUNTS = (ADMINISTRATOR, VERIFIER, EDITOR)


def account_lines() -> list[str]:
    """A line for each account, to be shown where someone starts the demo."""
    return [f"  {each.username} / {each.password}  ({each.role})" for each in ACCOUNTS]


def make_accounts(supplier: SupplierPage) -> None:
    """An administrator, a verifier and an editor of ``supplier``; repeatable.

    An account that exists keeps the password it has.
    """
    _make(ADMINISTRATOR, is_staff=True, is_superuser=True)
    _make(VERIFIER).groups.add(Group.objects.get(name=VERIFIER_GROUP))
    _make(EDITOR).groups.add(supplier.access.group)


def _make(account: Account, **fields):
    users = get_user_model().objects
    existing = users.filter(username=account.username).first()
    return existing or users.create_user(
        account.username,
        email=f"{account.username}@katalog.example",
        password=account.password,
        **fields,
    )
