"""The screen on which administrators see who is locked out, and let them in."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from core.administrators import AdministratorsOnly
from workspace.accounts.locks import locks, unlock

UNLOCKED = "workspace.unlock"


class SignInLocksView(AdministratorsOnly, WagtailAdminTemplateMixin, View):
    """The locks; a POST with ``name`` takes those of that name back. What names
    strangers tried is nobody else's business."""

    page_title = gettext_lazy("Kunci masuk")
    header_icon = "lock"
    template_name = "workspace/accounts/locks.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(locks=locks()))

    def post(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("name", "")
        count = unlock(name)
        account = get_user_model().objects.filter(username__iexact=name).first()
        if count and account is not None:
            log(instance=account, action=UNLOCKED, user=request.user)
        messages.success(request, _("“%(name)s” dapat masuk lagi.") % {"name": name})
        return redirect("sign_in_locks")
