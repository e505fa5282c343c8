"""What the admin has for accounts."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.administrators import is_administrator
from workspace.accounts.erasure import ERASED
from workspace.accounts.views import UNLOCKED, SignInLocksView


class SignInLocksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("kunci-masuk/", SignInLocksView.as_view(), name="sign_in_locks")]


@hooks.register("register_settings_menu_item")
def sign_in_locks_menu_item() -> MenuItem:
    return SignInLocksMenuItem(
        _("Kunci masuk"),
        reverse("sign_in_locks"),
        name="sign-in-locks",
        icon_name="lock",
        order=620,
    )


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action(UNLOCKED, _("Buka kunci masuk"), _("Kunci masuk dibuka"))
    actions.register_action(
        ERASED, _("Hapus data pribadi akun"), _("Data pribadi akun dihapus")
    )
