"""Makes the demo, and writes down what it answers: a file for each kind of answer,
with a line for each, its name and what was answered.

It is run in the trees of different commits, so it uses only what all of them have:
commands, addresses, the protocol of the search engine.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from products.models import ProductPage
from search.engines import get_engine
from suppliers.models import SupplierPage

PROFILES = ("v5", "v6", "isb", "native", "tokodaring")
EVERY = 12
"""Each that many product pages are read; there are twelve hundred."""
LINKED = 60
"""So many addresses of one kind that pages link to are followed."""
FOLLOWED = re.compile(r'href="((?:/en)?/(?:v|cari|kalibrasi|bandingkan)/[^"#]+)"')
QUERIES = (
    "",
    "tensimeter",
    "usg",
    "ultrasound portable",
    "tempat tidur pasien 3 motor",
    "lampu operasi led",
    "masker bedah",
    "infus",
    "inkubator bayi",
    "autoklaf 50 liter",
    "AKD",
    "tensimetr",
    "xyzzy",
)
PUBLIC = (
    "/",
    "/pemasok/",
    "/v/",
    "/bandingkan/",
    "/sitemap.xml",
    "/sitemap-halaman.xml",
    "/robots.txt",
    "/tidak-ada/",
)
MACHINES = (
    "/api/v1/openapi.json",
    "/api/openapi.json",
    "/lkpp/v5/all_produk?secretkey=demo-lkpp&per_page=100",
    "/lkpp/v5/all_produk?secretkey=demo-lkpp&page=2&per_page=50&sort=asc",
    "/lkpp/v5/updated_produk?secretkey=demo-lkpp&per_page=50",
    "/lkpp/v5/all_produk?secretkey=wrong",
    "/lkpp/schema/",
    "/api/v1/lkpp/state?secretkey=demo-lkpp",
)
ADMIN = (
    "/admin/",
    "/admin/pages/",
    "/admin/produk/",
    "/admin/produk/?q=lampu",
    "/admin/kesiapan/",
    "/admin/nomor-lkpp/",
    "/admin/klien-lkpp/",
    "/admin/klien-lkpp/baru/",
    "/admin/klien-lkpp/permintaan/",
    "/admin/verifikasi/",
    "/admin/catatan-bukti/",
    "/admin/reports/page-types-usage/",
    "/admin/snippets/products/devicetype/",
    "/admin/snippets/products/devicetype/edit/1/",
    "/admin/snippets/products/devicetype/edit/20/",
    "/admin/documents/",
    "/admin/images/",
    "/admin/groups/",
    "/admin/users/",
    "/admin/account/",
)
ACCOUNTS = ("admin", "verifikator", "editor")
CASES = 8
EDITED = 4


def write_answers(folder: Path, products: int) -> None:
    """Fill the empty catalogue with that many products and ask everything."""
    call_command("migrate", verbosity=0)
    call_command("load_demo", products=products, stdout=sys.stderr)
    call_command("rebuild_index", stdout=sys.stderr)
    call_command("run_indexer", once=True, stdout=sys.stderr)
    for profile in PROFILES:
        write(folder / f"records {profile}", exported(profile))
    write(folder / "documents", documents())
    write(folder / "API and feed", answers(machine_addresses()))
    write(folder / "pages", public_pages())
    for account in ACCOUNTS:
        write(folder / f"admin as {account}", admin_pages(account))


def write(path: Path, rows: Iterable[tuple[str, object]]) -> None:
    with path.with_suffix(".ndjson").open("w", encoding="utf-8") as file:
        for name, answer in rows:
            file.write(json.dumps([name, answer], ensure_ascii=False) + "\n")


def exported(profile: str) -> Iterator[tuple[str, object]]:
    """The records of a profile, by their place in its sorted export."""
    with TemporaryDirectory() as parent:
        target = Path(parent) / "export"
        call_command(
            "export_lkpp", profile=profile, out=target, gzip=False, stdout=sys.stderr
        )
        for part in sorted(target.rglob("*.ndjson")):
            for line in part.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                yield sku_of(record), record


def sku_of(record: object) -> str:
    """The first of the record's own names, wherever its profile has it."""
    text = json.dumps(record)
    found = re.search(
        r'"(?:no_produk_penyedia|sku|SKU|kode_produk|no_produk)": "([^"]+)"', text
    )
    return found.group(1) if found else text[:80]


def documents() -> Iterator[tuple[str, object]]:
    for line in get_engine().iterate("product"):
        document = json.loads(line)
        yield f"product {document['id']}", document


def machine_addresses() -> Iterator[str]:
    yield from MACHINES
    for query in QUERIES:
        yield f"/api/v1/products?q={query}"
    for page in product_pages()[::EVERY]:
        yield f"/api/v1/products/{page.pk}"


def product_pages() -> list:
    return list(ProductPage.objects.live().order_by("pk"))


def supplier_pages() -> list:
    return list(SupplierPage.objects.live().order_by("pk"))


def public_pages() -> Iterator[tuple[str, object]]:
    """Pages in both languages, then some of the addresses that they link to."""
    chosen = product_pages()
    addresses = [*PUBLIC, *(f"/cari/?q={query}" for query in QUERIES if query)]
    addresses += ["/cari/", "/cari/saran/?q=tens", "/cari/saran/?q=usg"]
    addresses += [path_of(page) for page in supplier_pages()[::4]]
    addresses += [path_of(page) for page in chosen[::EVERY]]
    by_type: dict[int, list] = {}
    for page in chosen:
        by_type.setdefault(page.device_type_id, []).append(page)
    for alike in list(by_type.values())[:EDITED]:
        ids = "&".join(f"produk={page.pk}" for page in alike[:4])
        addresses.append(f"/bandingkan/?{ids}")
    linked: dict[str, dict[str, None]] = {}
    for language in ("", "/en"):
        for name, answer in answers(f"{language}{path}" for path in addresses):
            yield name, answer
            for address in FOLLOWED.findall(str(answer)):
                address = address.replace("&amp;", "&")
                linked.setdefault(kind_of(address), {})[address] = None
    for found in linked.values():
        read = [address for address in found if address not in addresses]
        yield from answers(read[:: max(1, len(read) // LINKED)])


def path_of(page) -> str:
    return "/" + page.full_url.split("/", 3)[3]


def kind_of(address: str) -> str:
    return "/".join(address.split("?")[0].split("/")[:3])


def admin_pages(account: str) -> Iterator[tuple[str, object]]:
    user = get_user_model().objects.get(username=account)
    supplier = supplier_pages()[0]
    own = [page for page in product_pages() if page.get_parent().pk == supplier.pk]
    edited = [supplier, *own[:EDITED]]
    addresses = [*ADMIN, *(f"/admin/pages/{page.pk}/edit/" for page in edited)]
    addresses += [f"/admin/verifikasi/{number}/" for number in range(1, CASES + 1)]
    addresses += [
        f"/admin/pages/{supplier.pk}/",
        f"/admin/pages/add/products/productpage/{supplier.pk}/",
        f"/admin/pages/{own[0].pk}/history/",
    ]
    yield from answers(addresses, user)


def answers(addresses: Iterable[str], user=None) -> Iterator[tuple[str, object]]:
    client = Client(
        raise_request_exception=False, SERVER_NAME="127.0.0.1", SERVER_PORT="8000"
    )
    if user is not None:
        client.force_login(user)
    for address in addresses:
        response = client.get(address)
        content = b"".join(response) if response.streaming else response.content
        yield (
            address,
            {
                "status": response.status_code,
                "headers": {
                    name: value
                    for name, value in response.items()
                    if name in ("Content-Type", "Location", "Link", "Vary")
                },
                "body": body_of(response["Content-Type"], content),
            },
        )


def body_of(content_type: str, content: bytes) -> object:
    if "json" in content_type:
        return json.loads(content)
    return content.decode("utf-8", "replace")
