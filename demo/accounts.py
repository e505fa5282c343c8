"""People to sign in as in the demo. Their passwords are no secret."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from suppliers.access import VERIFIER_GROUP
from suppliers.models import SupplierPage


@dataclass(frozen=True, slots=True)
class Account:
    """Who to sign in as, and as what."""

    username: str
    password: str
    role: str


def make_accounts(supplier: SupplierPage) -> list[Account]:
    """An administrator, a verifier and an editor of ``supplier``; repeatable.

    An account that exists keeps the password it has.
    """
    administrator = Account("admin", "katalog-admin", _("administrator"))
    verifier = Account("verifikator", "katalog-verifikator", _("verifikator"))
    role = _("editor %(supplier)s") % {"supplier": supplier.title}
    editor = Account("editor", "katalog-editor", role)

    _make(administrator, is_staff=True, is_superuser=True)
    _make(verifier).groups.add(Group.objects.get(name=VERIFIER_GROUP))
    _make(editor).groups.add(supplier.access.group)
    return [administrator, verifier, editor]


def _make(account: Account, **fields):
    users = get_user_model().objects
    existing = users.filter(username=account.username).first()
    return existing or users.create_user(
        account.username,
        email=f"{account.username}@katalog.example",
        password=account.password,
        **fields,
    )
