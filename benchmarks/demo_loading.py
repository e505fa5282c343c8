"""Writing products in bulk beside adding and publishing them one by one.

    python benchmarks/demo_loading.py [--products 1200] [--one-by-one 60]

Both write products of the demo with all their children into one scratch database.
Making the products and drawing pictures is not counted; everything that writing
brings about is: validation, page tree, log, admin search and reference index.
"""

import argparse
import io
import itertools
import os
import resource
import sys
import time
from datetime import date

from scratch import scratch_catalogue

SEED = 17
TODAY = date(2026, 11, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--products", type=int, default=1200)
    parser.add_argument("--suppliers", type=int, default=60)
    parser.add_argument("--one-by-one", type=int, default=60)
    parser.add_argument("--chunk-size", type=int, default=1000)
    options = parser.parse_args()
    with scratch_catalogue() as directory:
        bulk, trusted = (
            measure_bulk(
                options.products,
                options.suppliers,
                options.chunk_size,
                validate=validate,
            )
            for validate in (True, False)
        )
        single = measure_one_by_one(options.one_by_one, options.suppliers)
        size = os.path.getsize(directory / "catalogue.sqlite3")
        check_tree()
    report_rate("in bulk, validated", bulk)
    report_rate("in bulk, right by construction", trusted)
    report_rate("one by one", single)
    report(f"ratio        {rate(bulk) / rate(single):7.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report(f"peak memory  {peak:7.0f} MiB; database {size / 2**20:.0f} MiB")


def measure_bulk(
    products: int, suppliers: int, chunk_size: int, *, validate: bool
) -> tuple[int, float]:
    """How many products were written, and in how many seconds."""
    from products.bulk import write_products

    made = demo_products(products, suppliers, "validated" if validate else "trusted")
    seconds = 0.0
    while chunk := list(itertools.islice(made, chunk_size)):
        started = time.perf_counter()
        list(write_products(chunk, chunk_size=chunk_size, validate=validate))
        seconds += time.perf_counter() - started
    return products, seconds


def measure_one_by_one(products: int, suppliers: int) -> tuple[int, float]:
    from suppliers.models import SupplierPage

    made = list(demo_products(products, suppliers, "single"))
    started = time.perf_counter()
    for new in made:
        # Every addition changes the parent, as when an editor adds a page.
        parent = SupplierPage.objects.get(pk=new.parent.pk)
        new.page.live = False
        parent.add_child(instance=new.page)
        new.page.save_revision().publish()
    return products, time.perf_counter() - started


def demo_products(count: int, suppliers: int, name: str):
    """Products of the demo under suppliers that are written here."""
    from django.core.management import call_command

    from demo import loading
    from demo.companies import make_companies
    from demo.products import assign_products, make_products
    from suppliers.bulk_pages import NewPage
    from suppliers.models import SupplierKind

    call_command("set_up_catalogue", verbosity=0, stdout=io.StringIO())
    plan = loading.Plan(today=TODAY, products=count, suppliers=suppliers)
    companies = make_companies(suppliers, SEED, TODAY)
    for company in companies:
        company.page.slug += f"-{name}"
    loading.write_companies(companies)
    makers = [c for c in companies if c.page.kind == SupplierKind.MANUFACTURER]
    certifiers = loading.certifiers_of(companies, plan)
    files = demo_files()
    for assignment in assign_products(makers, loading.device_types(), count, SEED):
        for page in make_products(assignment, files, certifiers, SEED):
            for variant in page.variants.all():
                variant.sku = f"{name}-{variant.sku}"
            yield NewPage(assignment.company.page, page)


def demo_files():
    """Three pictures and a data sheet that all products share; the files are blank."""
    from core.models import CatalogueDocument, CatalogueImage
    from demo.files import VIEWS, Files

    images = CatalogueImage.objects.bulk_create(
        CatalogueImage(title=view, file=f"{view}.jpg", width=900, height=900)
        for view in ("front", "side", "panel")
    )
    # Saving a document would look into its file.
    [document] = CatalogueDocument.objects.bulk_create(
        [CatalogueDocument(title="Lembar data", file="data.pdf")]
    )
    return Files(
        pictures=dict.fromkeys(VIEWS, images),
        datasheets=dict.fromkeys(VIEWS, document),
    )


def check_tree() -> None:
    from wagtail.models import Page

    if any(Page.find_problems()):
        raise SystemExit("the page tree is damaged")


def rate(measured: tuple[int, float]) -> float:
    products, seconds = measured
    return products / seconds


def report_rate(name: str, measured: tuple[int, float]) -> None:
    products, seconds = measured
    report(
        f"{name:30} {products:7d} products {seconds:8.1f} s {rate(measured):8.1f} /s"
    )


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
