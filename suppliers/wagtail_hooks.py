"""Keeps an editor's admin to their own supplier."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from suppliers.access import grant_supplier_access, is_verifier, supplier_of
from suppliers.admin_api import ChoosableDocuments, ChoosableImages
from suppliers.menu import Audience, names_shown, show_in_menu
from suppliers.models import SupplierPage

AFTER_WAGTAIL = 100
"""Order of a hook that takes the place of one of Wagtail's own."""
show_in_menu("supplier", Audience.EDITORS)


@hooks.register("construct_page_chooser_queryset")
def only_explorable_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """The chooser would show the titles of other suppliers' drafts.

    Raises Http404 where it is asked to open a page that the user may not see, whose
    title it would show too.
    """
    explorable = PagePermissionPolicy(Page).explorable_instances(request.user)
    opened = request.resolver_match.kwargs.get("parent_page_id")
    if opened and not explorable.filter(pk=opened).exists():
        raise Http404
    return pages.filter(pk__in=explorable.values("pk"))


@hooks.register("construct_admin_api", order=AFTER_WAGTAIL)
def only_choosable_files(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", ChoosableImages)
    router.register_endpoint("documents", ChoosableDocuments)


@hooks.register("construct_main_menu")
def only_what_they_use(request: HttpRequest, items: list[MenuItem]) -> None:
    if request.user.is_superuser:
        return
    verifies = is_verifier(request.user)
    shown = names_shown(Audience.VERIFIERS if verifies else Audience.EDITORS)
    items[:] = [item for item in items if item.name in shown]


class SupplierMenuItem(MenuItem):
    """Leads an editor to the page of their supplier."""

    def is_shown(self, request: HttpRequest) -> bool:
        return supplier_of(request.user) is not None

    def render_component(self, request: HttpRequest):
        supplier = supplier_of(request.user)
        item = MenuItem(
            self.label,
            reverse("wagtailadmin_pages:edit", args=[supplier.pk]),
            name=self.name,
            icon_name=self.icon_name,
            order=self.order,
        )
        return item.render_component(request)


@hooks.register("register_admin_menu_item")
def supplier_menu_item() -> MenuItem:
    return SupplierMenuItem(
        _("Profil pemasok"), "#", name="supplier", icon_name="home", order=160
    )


@hooks.register("after_create_page")
def give_new_supplier_its_group(request: HttpRequest, page: Page) -> None:
    """So that an administrator need only put people into the group."""
    if isinstance(page, SupplierPage):
        grant_supplier_access(page)


@hooks.register("after_copy_page")
def give_copied_supplier_its_group(
    request: HttpRequest, page: Page, new_page: Page
) -> None:
    give_new_supplier_its_group(request, new_page.specific)
