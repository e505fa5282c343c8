"""Which entries of the admin's menu editors and verifiers find."""

import pytest
from django.urls import reverse
from wagtail.admin.menu import MenuItem, admin_menu

from suppliers import menu
from suppliers.menu import Audience, names_shown, show_in_menu
from suppliers.wagtail_hooks import only_what_they_use
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier

ENTRIES = (
    "explorer",
    "products",
    "supplier",
    "verification",
    "readiness",
    "evidence",
    "images",
    "documents",
    "reports",
    "settings",
    "help",
)


def editor():
    return editor_of(SupplierPageFactory())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "shown"),
    [
        (
            editor,
            {
                "explorer",
                "products",
                "supplier",
                "readiness",
                "evidence",
                "images",
                "documents",
            },
        ),
        (
            verifier,
            {
                "explorer",
                "products",
                "verification",
                "readiness",
                "evidence",
                "reports",
            },
        ),
        (administrator, set(ENTRIES)),
    ],
)
def test_people_find_what_they_use(catalogue, rf, person, shown):
    request = rf.get("/admin/")
    request.user = person()
    items = [MenuItem(name, "#", name=name) for name in ENTRIES]

    only_what_they_use(request, items)

    assert {item.name for item in items} == shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "names"),
    [
        (
            editor,
            [
                "documents",
                "evidence",
                "explorer",
                "images",
                "products",
                "readiness",
                "supplier",
            ],
        ),
        (
            verifier,
            [
                "evidence",
                "explorer",
                "products",
                "readiness",
                "reports",
                "verification",
            ],
        ),
    ],
)
def test_menu_has_what_they_use(catalogue, rf, person, names):
    # Loads the addresses, by which viewsets enter the menu.
    request = rf.get(reverse("wagtailadmin_home"))
    request.user = person()

    shown = [item.name for item in admin_menu.menu_items_for_request(request)]

    assert sorted(shown) == names


def test_an_entry_is_shown_to_whom_its_feature_names(monkeypatch):
    monkeypatch.setattr(menu, "_shown", {each: set() for each in Audience})

    show_in_menu("both", *menu.EVERYONE)
    show_in_menu("work", Audience.VERIFIERS)

    assert names_shown(Audience.EDITORS) == {"both"}
    assert names_shown(Audience.VERIFIERS) == {"both", "work"}
