"""Fills an empty catalogue with fictional suppliers and products."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _

from demo.accounts import make_accounts
from demo.certificates import Certifiers
from demo.companies import Company, make_companies
from demo.company_certificates import certify
from demo.drawing import Drawing, draw_all
from demo.files import (
    PICTURE_SIZE,
    attach_cpakb_documents,
    drawings_of,
    make_files,
    move_to_own_collections,
)
from demo.products import Assignment, assign_products, make_products
from demo.verification import decide_cases
from products.bulk import write_products
from products.device_types.seed import load_device_types
from products.models import DeviceType, ProductPage
from suppliers.access import grant_supplier_access
from suppliers.bulk_pages import NewPage, write_pages
from suppliers.models import CatalogueIndexPage, SupplierKind, SupplierPage

DEFAULT_SEED = 17
DEFAULT_PRODUCTS = 1200
DEFAULT_SUPPLIERS = 60

StageProgress = Callable[[str, int, int], object]
"""Told what is being done, how much of it is done, and how much there is."""


class DemoRefused(Exception):
    """The demo may not be loaded here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to load. The same plan makes the same catalogue."""

    today: date
    products: int = DEFAULT_PRODUCTS
    suppliers: int = DEFAULT_SUPPLIERS
    seed: int = DEFAULT_SEED
    picture_size: int = PICTURE_SIZE
    workers: int = os.cpu_count() or 1


def _silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def check_allowed() -> None:
    """Raise DemoRefused where accounts with public passwords must not exist."""
    if not getattr(settings, "DEMO", False):
        raise DemoRefused(
            _(
                "Katalog contoh hanya dapat dimuat dengan setelan demo "
                "(DJANGO_SETTINGS_MODULE=catalog_site.settings.demo)."
            )
        )


def is_empty() -> bool:
    """Whether there is neither a supplier nor a product yet."""
    return not (SupplierPage.objects.exists() or ProductPage.objects.exists())


def load_demo(plan: Plan, progress: StageProgress = _silent) -> None:
    """Load the demo, all or nothing, with the accounts to sign in with.

    Raises DemoRefused where it is not allowed, where the catalogue is not empty, and
    for a plan that cannot be carried out.
    """
    check_allowed()
    if not is_empty():
        raise DemoRefused(
            _(
                "Katalog sudah berisi. Hapus berkas basis data, lalu jalankan "
                "migrate dan perintah ini lagi; --if-empty membiarkannya."
            )
        )
    call_command("set_up_catalogue", verbosity=0)
    companies = _companies(plan)
    makers = [c for c in companies if c.page.kind == SupplierKind.MANUFACTURER]
    assignments = assign_products(makers, device_types(), plan.products, plan.seed)
    drawn = _draw(assignments, plan, progress)

    with transaction.atomic():
        write_companies(companies)
        products = _products(assignments, certifiers_of(companies, plan), drawn, plan)
        # Right by construction, as the tests show of every product.
        for written in write_products(products, validate=False):
            progress(_("Menulis produk"), written, plan.products)
        make_accounts(makers[0].page)
        decide_cases(plan.today)


def device_types() -> list[DeviceType]:
    """Those that the demo knows how to make products of."""
    rows = ("attribute_rows", "parameter_rows")
    keys = [seed.key for seed in load_device_types()]
    found = DeviceType.objects.filter(key__in=keys)
    return list(found.order_by("key").prefetch_related(*rows))


def _companies(plan: Plan) -> list[Company]:
    try:
        companies = make_companies(plan.suppliers, plan.seed, plan.today)
    except ValueError as error:
        raise DemoRefused(
            _("Jumlah pemasok tidak dapat dipenuhi: %(reason)s") % {"reason": error}
        ) from error
    certify(companies, plan.today)
    return companies


def write_companies(companies: list[Company]) -> None:
    """Write the suppliers, each with its group and collection."""
    catalogue = CatalogueIndexPage.objects.get()
    attach_cpakb_documents(companies)
    write_pages([NewPage(catalogue, company.page) for company in companies])
    for company in companies:
        grant_supplier_access(company.page)
    move_to_own_collections(companies)


def certifiers_of(companies: list[Company], plan: Plan) -> Certifiers:
    def of_kind(kind: str) -> list[SupplierPage]:
        return [c.page for c in companies if c.page.kind == kind]

    return Certifiers(
        today=plan.today,
        calibration_laboratories=of_kind(SupplierKind.CALIBRATION_LABORATORY),
        testing_laboratories=of_kind(SupplierKind.TESTING_LABORATORY),
        certification_bodies=of_kind(SupplierKind.CERTIFICATION_BODY),
    )


def _draw(
    assignments: list[Assignment], plan: Plan, progress: StageProgress
) -> dict[Drawing, bytes]:
    """Every picture that some maker needs, drawn once."""
    wanted = dict.fromkeys(
        drawing
        for assignment in assignments
        for drawing in drawings_of(
            assignment.company, [assignment.device_type.key], plan.picture_size
        )
    )
    drawn = {}
    for drawing, content in draw_all(list(wanted), plan.workers):
        drawn[drawing] = content
        progress(_("Menggambar"), len(drawn), len(wanted))
    return drawn


def _products(
    assignments: list[Assignment],
    certifiers: Certifiers,
    drawn: dict[Drawing, bytes],
    plan: Plan,
) -> Iterator[NewPage]:
    """All products, maker by maker; a maker's files are stored before its products."""
    for company, group in groupby(assignments, key=lambda each: each.company):
        own = list(group)
        files = make_files(
            company,
            [assignment.device_type for assignment in own],
            company.page.access.collection,
            drawn,
            plan.picture_size,
        )
        for assignment in own:
            for page in make_products(assignment, files, certifiers, plan.seed):
                yield NewPage(company.page, page)
