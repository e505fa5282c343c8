"""What is for administrators alone."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views import View

from core.administrators import AdministratorsOnly, is_administrator
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier

PEOPLE = {
    "anonymous": AnonymousUser,
    "nobody": UserFactory,
    "editor": lambda: editor_of(SupplierPageFactory()),
    "verifier": verifier,
    "former administrator": lambda: administrator(is_active=False),
}


class Screen(AdministratorsOnly, View):
    def post(self, request):
        return HttpResponse("diubah")


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_else_is_refused(catalogue, rf, person):
    request = rf.post("/")
    request.user = PEOPLE[person]()

    assert not is_administrator(request.user)
    with pytest.raises(PermissionDenied):
        Screen.as_view()(request)


def test_administrators_may(db, rf):
    request = rf.post("/")
    request.user = administrator()

    assert is_administrator(request.user)
    assert Screen.as_view()(request).content == b"diubah"
