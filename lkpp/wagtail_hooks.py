"""What the admin has for the export."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from lkpp.permissions import may_keep_clients


class ClientsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_keep_clients(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("klien-lkpp/", include("lkpp.client_urls"))]


@hooks.register("register_settings_menu_item")
def clients_menu_item() -> MenuItem:
    return ClientsMenuItem(
        _("Klien LKPP"),
        reverse("lkpp_clients:index"),
        name="lkpp-clients",
        icon_name="key",
        order=600,
    )


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    """What Wagtail's site history says of clients and keys."""
    for action, label, message in (
        ("lkpp.client.make", _("Buat klien LKPP"), _("Klien LKPP dibuat")),
        ("lkpp.client.revoke", _("Cabut klien LKPP"), _("Klien LKPP dicabut")),
        ("lkpp.client.resume", _("Aktifkan klien LKPP"), _("Klien LKPP diaktifkan")),
        ("lkpp.key.make", _("Buat kunci LKPP"), _("Kunci LKPP dibuat")),
        ("lkpp.key.revoke", _("Cabut kunci LKPP"), _("Kunci LKPP dicabut")),
    ):
        actions.register_action(action, label, message)
