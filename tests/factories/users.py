"""People: editors of a supplier, verifiers, administrators, buyers."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group

from suppliers.access import VERIFIER_GROUP, grant_supplier_access
from suppliers.models import SupplierPage

PASSWORD = "rahasia-untuk-uji"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@katalog.example")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, password=PASSWORD, **kwargs)


def editor_of(supplier: SupplierPage, **fields) -> AbstractUser:
    """Someone who edits the supplier's pages and nothing else."""
    user = UserFactory(**fields)
    user.groups.add(grant_supplier_access(supplier).group)
    return user


def verifier(**fields) -> AbstractUser:
    """A member of the verifiers' group, which ``catalogue`` has made."""
    user = UserFactory(**fields)
    user.groups.add(Group.objects.get(name=VERIFIER_GROUP))
    return user


def administrator(**fields) -> AbstractUser:
    return UserFactory(is_superuser=True, is_staff=True, **fields)
