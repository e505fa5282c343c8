"""What the admin has for the export."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.admin_addresses import open_address
from core.administrators import is_administrator
from lkpp.listings.views import LkppListingView
from lkpp.readiness.report import ReadinessReportView
from suppliers.access import may_read_reports
from suppliers.menu import EVERYONE, show_in_menu

open_address("readiness", "readiness_results", audience=may_read_reports)
show_in_menu("readiness", *EVERYONE)


class ClientsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


class ReadinessMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_reports(request.user)


class LkppListingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("klien-lkpp/", include("lkpp.clients.urls")),
        path("kesiapan/", ReadinessReportView.as_view(), name="readiness"),
        path(
            "kesiapan/hasil/",
            ReadinessReportView.as_view(results_only=True),
            name="readiness_results",
        ),
        path("nomor-lkpp/", LkppListingView.as_view(), name="lkpp_listings"),
    ]


@hooks.register("register_admin_menu_item")
def readiness_menu_item() -> MenuItem:
    return ReadinessMenuItem(
        _("Kesiapan e-Katalog"),
        reverse("readiness"),
        name="readiness",
        icon_name="circle-check",
        order=165,
    )


@hooks.register("register_settings_menu_item")
def lkpp_listings_menu_item() -> MenuItem:
    return LkppListingsMenuItem(
        _("Nomor dari LKPP"),
        reverse("lkpp_listings"),
        name="lkpp-listings",
        icon_name="download",
        order=610,
    )


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
        ("lkpp.reader.make", _("Buat klien LKPP"), _("Klien LKPP dibuat")),
        ("lkpp.reader.revoke", _("Cabut klien LKPP"), _("Klien LKPP dicabut")),
        ("lkpp.reader.resume", _("Aktifkan klien LKPP"), _("Klien LKPP diaktifkan")),
        ("lkpp.key.make", _("Buat kunci LKPP"), _("Kunci LKPP dibuat")),
        ("lkpp.key.revoke", _("Cabut kunci LKPP"), _("Kunci LKPP dicabut")),
    ):
        actions.register_action(action, label, message)
