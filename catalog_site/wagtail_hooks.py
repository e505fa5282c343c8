"""How the catalogue is, in the admin's settings: for administrators."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from catalog_site.state_page import ASKED, RebuildView, StateView, SweepView, WorkView
from core.administrators import is_administrator
from readmodel.models import IndexTask


class StateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("keadaan/", StateView.as_view(), name="catalogue_state"),
        path("keadaan/pekerjaan/", WorkView.as_view(), name="catalogue_state_work"),
        path("keadaan/penyapuan/", SweepView.as_view(), name="catalogue_sweep"),
        path("keadaan/bangun-ulang/", RebuildView.as_view(), name="catalogue_rebuild"),
    ]


@hooks.register("register_settings_menu_item")
def state_menu_item() -> MenuItem:
    return StateMenuItem(
        _("Keadaan katalog"),
        reverse("catalogue_state"),
        name="catalogue-state",
        icon_name="info-circle",
        order=610,
    )


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action(
        ASKED[IndexTask.Kind.REBUILD],
        _("Bangun ulang indeks"),
        _("Indeks diminta dibangun ulang"),
    )
    actions.register_action(
        ASKED[IndexTask.Kind.SWEEP], _("Penyapuan"), _("Penyapuan diminta")
    )
