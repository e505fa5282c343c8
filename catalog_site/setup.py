"""Makes what a migrated, empty database lacks to be this catalogue."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from catalog_site.models import HomePage
from products.device_types.seeding import seed_device_types
from suppliers.access import grant_verifier_access
from suppliers.models import CatalogueIndexPage
from verification.models import VerificationTask

WAGTAIL_GROUPS = ("Moderators", "Editors")
"""Groups of Wagtail's first migration, with permissions on every page."""
WAGTAIL_WORKFLOW = "Moderators approval"
VERIFICATION = "Verifikasi"
DEFAULT_PORTS = {"http": 80, "https": 443}

Report = Callable[[str], object]


def _silent(line: str) -> None:
    """Report to nobody."""


@transaction.atomic
def set_up_catalogue(report: Report = _silent) -> CatalogueIndexPage:
    """Make pages, site, verifiers, workflow and device types; repeatable.

    What exists is kept as it was edited. ``report`` is given a line for each step.
    Returns the directory of suppliers, the root of what is published.
    """
    home = _home_page()
    _serve_at_public_address(home)
    catalogue = _catalogue_index(home)
    report(
        _("Halaman siap: %(home)s dan %(catalogue)s")
        % {
            "home": home.title,
            "catalogue": catalogue.title,
        }
    )
    _remove_wagtail_defaults()
    verifiers = grant_verifier_access(catalogue)
    _require_verification(catalogue, verifiers)
    report(_("Alur verifikasi siap untuk kelompok %(group)s") % {"group": verifiers})
    created = seed_device_types()
    report(_("Jenis alat baru: %(count)d") % {"count": created})
    return catalogue


def _home_page() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(title=settings.WAGTAIL_SITE_NAME, slug="beranda")
        Page.get_first_root_node().add_child(instance=home)
    return home


def _serve_at_public_address(home: HomePage) -> None:
    """Point the default site at the home page, and drop Wagtail's welcome page."""
    address = urlsplit(settings.PUBLIC_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    site = site or Site(is_default_site=True)
    replaced = site.root_page if site.root_page_id else None
    site.hostname = address.hostname
    site.port = address.port or DEFAULT_PORTS[address.scheme]
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if replaced is not None and replaced.specific_class is Page and replaced.is_leaf():
        replaced.delete()


def _catalogue_index(home: HomePage) -> CatalogueIndexPage:
    catalogue = CatalogueIndexPage.objects.first()
    if catalogue is None:
        catalogue = CatalogueIndexPage(title="Pemasok", slug="pemasok")
        # Read again: the tree may have changed since ``home`` was loaded.
        HomePage.objects.get(pk=home.pk).add_child(instance=catalogue)
    return catalogue


def _remove_wagtail_defaults() -> None:
    """Remove Wagtail's own groups and workflow where nobody uses them.

    The groups may edit, and one may publish, every page there is.
    """
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()
    unused = Workflow.objects.filter(name=WAGTAIL_WORKFLOW, workflow_states=None)
    tasks = list(GroupApprovalTask.objects.filter(workflow_tasks__workflow__in=unused))
    unused.delete()
    for task in tasks:
        task.delete()


def _require_verification(catalogue: CatalogueIndexPage, verifiers: Group) -> None:
    """Have a verifier approve what is submitted anywhere in the catalogue."""
    if WorkflowPage.objects.filter(page_id=catalogue.pk).exists():
        return
    task = VerificationTask.objects.create(name=VERIFICATION)
    task.groups.add(verifiers)
    workflow = Workflow.objects.create(name=VERIFICATION)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page_id=catalogue.pk, workflow=workflow)
