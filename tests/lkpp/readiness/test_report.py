"""Where readiness is shown: the edit page, the list of own products, the report."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from lkpp.models import LkppListing, ReadinessSummary
from lkpp.readiness.lookup import READINESS, assess_products
from lkpp.readiness.summaries import delete_summaries, save_summaries
from products.models import ProductPage
from tests.factories.products import ProductPageFactory, ready_product
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier

pytestmark = pytest.mark.usefixtures("catalogue")

REPORT = "/admin/kesiapan/"
HOME = "/admin/"
STATE, LACKS, AT_LKPP = "Keadaan", "Yang perlu dibenahi", "Di LKPP"


@pytest.fixture
def own(catalogue):
    return SupplierPageFactory(title="Milik Sendiri")


@pytest.fixture
def two(own):
    """A ready product of the own supplier, and one of another without its codes."""
    ready = ready_product(parent=own, title="Lampu siap")
    other = ready_product(title="Lampu pesaing", kbki_code="")
    other.variants.update(kfa_code="")
    look_again()
    return ready, other


def look_again() -> None:
    """Do what the indexer does with every product."""
    pages = ProductPage.objects.live().prefetch_related(*READINESS, "pictures__image")
    save_summaries(assess_products(pages, timezone.localdate()))


def drawn(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(response) -> list[dict[str, str]]:
    table = drawn(response).select_one("table.listing")
    if table is None:
        return []
    titles = [" ".join(th.text.split()) for th in table.select("thead th")]
    return [
        dict(
            zip(
                titles,
                (" ".join(td.text.split()) for td in row.find_all("td")),
                strict=True,
            )
        )
        for row in table.select("tbody tr")
    ]


def products(response) -> list[str]:
    return [row["Produk"] for row in rows(response)]


def exported(client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{REPORT}?export=csv&{query}")
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content)))


# The edit page


def panel(client, product) -> BeautifulSoup:
    return drawn(
        client.get(reverse("wagtailadmin_pages:edit", args=[product.pk]))
    ).select_one("#readiness")


def test_editor_is_told_that_a_product_is_ready(client, own):
    product = ready_product(parent=own)
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert " ".join(shown.text.split()) == "Siap"
    assert shown.select_one(".readiness__state--ready") is not None
    assert shown.select("a") == []


def test_each_thing_to_mend_leads_to_its_field(client, own):
    product = ready_product(parent=own, kbki_code="", variants=2)
    product.variants.filter(label="Ukuran 1").update(kfa_code="")
    product.pictures.all().delete()
    own.certificates.all().delete()
    client.force_login(editor_of(own))

    shown = panel(client, product)

    supplier = reverse("wagtailadmin_pages:edit", args=[own.pk])
    assert [link["href"] for link in shown.select("a")] == [
        f"{supplier}#id_certificates-ADD",
        "#id_kbki_code",
        "#id_pictures-ADD",
        "#id_variants-1-kfa_code",
    ]
    page = drawn(client.get(reverse("wagtailadmin_pages:edit", args=[product.pk])))
    assert all(
        page.find(id=link["href"][1:])
        for link in shown.select("a")
        if link["href"].startswith("#")
    )


def test_panel_tells_of_the_draft_and_not_of_what_is_live(client, own):
    product = ready_product(parent=own)
    product.kbki_code = ""
    product.save_revision()
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert "Kode KBKI belum diisi." in shown.text
    assert ProductPage.objects.get().kbki_code == "4815000284"


def test_state_is_told_by_variant(client, own):
    product = ready_product(parent=own, variants=2)
    product.variants.filter(label="Ukuran 1").update(price=None)
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert "1 dari 2 varian dapat diekspor." in shown.text
    assert [" ".join(each.text.split()) for each in shown.select("h3")] == [
        f"{product.variants.all()[0].sku} (Ukuran 0): Siap",
        f"{product.variants.all()[1].sku} (Ukuran 1): Belum siap",
    ]


def test_new_product_is_not_assessed_yet(client, own):
    client.force_login(editor_of(own))

    response = client.get(
        reverse("wagtailadmin_pages:add", args=["products", "productpage", own.pk])
    )

    assert response.status_code == 200
    assert drawn(response).select_one("#readiness") is None


# The list of own products


def test_own_products_tell_what_is_ready(client, own):
    ready_product(parent=own, title="Siap semua")
    some = ready_product(parent=own, title="Sebagian", variants=2)
    some.variants.filter(label="Ukuran 1").update(kfa_code="")
    ready_product(parent=own, title="Belum", kbki_code="")
    ready_product(parent=own, title="Kurang berat", weight_grams=None)
    client.force_login(editor_of(own))

    shown = {
        row.select_one(".title a").text.strip(): row.find_all("td")[5].text.strip()
        for row in drawn(client.get(reverse("products:index"))).select("tbody tr")
    }

    assert shown == {
        "Siap semua": "Siap",
        "Sebagian": "Sebagian siap (1/2)",
        "Belum": "Belum siap",
        "Kurang berat": "Siap, dengan catatan",
    }


@pytest.mark.parametrize("count", [1, 6])
def test_own_products_take_a_fixed_number_of_queries(
    client, own, count, django_assert_num_queries
):
    for _ in range(count):
        ready_product(parent=own)
    client.force_login(editor_of(own))
    # Draws the pictures.
    client.get(reverse("products:index"))

    with django_assert_num_queries(41):
        client.get(reverse("products:index"))


# Who reads the report


@pytest.mark.parametrize("person", [verifier, administrator])
def test_verifiers_read_of_all_suppliers(client, two, person):
    client.force_login(person())

    found = rows(client.get(REPORT))

    assert [(row["Produk"], row[STATE]) for row in found] == [
        ("Lampu siap", "Siap"),
        ("Lampu pesaing", "Belum siap"),
    ]
    assert [row["Pemasok"] for row in found][0] == "Milik Sendiri"


@pytest.mark.parametrize("page", ["", "hasil/"])
@pytest.mark.parametrize(
    "query", ["", "q=pesaing", "supplier={other}", "state=blocked", "code=kfa_missing"]
)
def test_editor_reads_only_of_their_own(client, two, own, page, query):
    other = two[1].supplier
    client.force_login(editor_of(own))

    response = client.get(f"{REPORT}{page}?{query.format(other=other.pk)}")

    assert response.status_code == 200
    assert set(products(response)) <= {"Lampu siap"}
    assert other.title not in response.content.decode()


def test_editor_exports_only_their_own(client, two, own):
    client.force_login(editor_of(own))

    found = exported(client, f"supplier={two[1].supplier.pk}")

    assert [row["Produk"] for row in found] == ["Lampu siap"]


def test_who_belongs_to_no_supplier_is_refused(client, two, own):
    user = UserFactory()
    user.user_permissions.add(*editor_of(own).groups.get().permissions.all())
    client.force_login(user)

    assert client.get(REPORT).url == HOME
    assert client.get(f"{REPORT}?export=csv").url == HOME


def test_anonymous_is_sent_to_sign_in(client, two):
    assert client.get(REPORT).url == f"/admin/login/?next={REPORT}"


@pytest.mark.parametrize("person", [verifier, administrator])
def test_menu_leads_to_it(client, own, person):
    client.force_login(person())
    assert REPORT in client.get(HOME).content.decode()

    client.force_login(editor_of(own))
    assert REPORT in client.get(HOME).content.decode()


# Choosing


@pytest.fixture
def various(own):
    ready_product(parent=own, title="Lampu operasi A")
    ready_product(parent=own, title="Lampu operasi B", kbki_code="")
    partly = ready_product(parent=own, title="Lampu operasi C", variants=2)
    partly.variants.filter(label="Ukuran 1").update(kfa_code="")
    ready_product(title="Lampu operasi D", weight_grams=None)
    ready_product(parent=own, title="Lampu operasi E", summary="Pendek.")
    look_again()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCDE"),
        ("state=ready", "AE"),
        ("state=warnings", "D"),
        ("state=partly", "C"),
        ("state=blocked", "B"),
        ("grade=blocker", "BC"),
        ("grade=warning", "DE"),
        ("code=kbki_missing", "B"),
        ("code=kfa_missing", "C"),
        ("code=weight_missing", "D"),
        ("code=kfa_missing&state=blocked", ""),
        ("supplier={own}", "ABCE"),
        ("device_type={type}", "B"),
        ("q={sku}", "C"),
        # What is no choice is no filter.
        ("code=x&state=%00&grade=0&supplier=kemarin&device_type=-1", "ABCDE"),
        ("p=x", "ABCDE"),
        ("q=%00", "ABCDE"),
    ],
)
def test_filters(client, various, own, query, expected):
    of_c = ProductPage.objects.get(title="Lampu operasi C").variants.last()
    of_b = ProductPage.objects.get(title="Lampu operasi B").device_type_id
    client.force_login(verifier())

    query = query.format(own=own.pk, type=of_b, sku=of_c.sku)
    response = client.get(f"{REPORT}?{query}")

    assert "".join(sorted(name[-1] for name in products(response))) == expected


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize(("person", "queries"), [("verifier", 21), ("editor", 23)])
def test_report_takes_a_fixed_number_of_queries(
    client, own, count, person, queries, django_assert_num_queries
):
    for _ in range(count):
        ready_product(parent=own, variants=2)
    client.force_login(verifier() if person == "verifier" else editor_of(own))
    client.get(REPORT)

    with django_assert_num_queries(queries):
        response = client.get(f"{REPORT}hasil/")

    assert len(products(response)) == count


def test_drafts_are_left_out(client, own):
    ProductPageFactory(parent=own, live=False)
    client.force_login(verifier())

    assert products(client.get(REPORT)) == []


# Reading


def test_report_tells_what_is_lacking_as_it_is_now(client, two):
    """The summary chooses; what is shown is found out anew."""
    two[0].authorisations.update(expires_on="2026-01-31")
    client.force_login(verifier())

    [first, second] = rows(client.get(REPORT))

    assert first[STATE] == "Belum siap"
    assert "kedaluwarsa sejak 31-01-2026. Perbaiki" in first[LACKS]
    assert second[LACKS] == (
        "Penghalang Kode KBKI belum diisi. Perbaiki "
        "Penghalang Kode KFA belum diisi. Perbaiki"
    )


def test_report_tells_what_lkpp_said(client, two):
    sku = two[0].variants.get().sku
    LkppListing.objects.create(
        sku=sku, kd_produk=76215995, shown=True, purchasable=False
    )
    client.force_login(verifier())

    response = client.get(REPORT)

    shown = rows(response)[0][AT_LKPP]
    assert shown.startswith(f"{sku} 76215995 di e-Katalog LKPP (halaman baru)")
    assert "Tayang, tidak dapat dibeli" in shown
    assert "dibekukan LKPP" in shown
    [link] = drawn(response).select("a[href^='https://e-katalog.lkpp.go.id']")
    assert link["href"] == (
        "https://e-katalog.lkpp.go.id/katalog/produk/detail/76215995"
        "?lang=id&type=province"
    )
    assert link["rel"] == ["noreferrer"]


def test_export_has_a_row_for_each_variant(client, own):
    product = ready_product(parent=own, title="=Lampu", variants=2)
    first, second = product.variants.all()
    product.variants.filter(pk=second.pk).update(kfa_code="", price=None)
    LkppListing.objects.create(sku=first.sku, kd_produk=123, shown=True)
    client.force_login(verifier())

    found = exported(client)

    assert [row["SKU"] for row in found] == [first.sku, second.sku]
    assert found[0]["Produk"] == "'=Lampu"
    assert (found[0]["Keadaan"], found[1]["Keadaan"]) == ("Siap", "Belum siap")
    assert found[1]["Penghalang"] == "Kode KFA belum diisi.\nHarga belum diisi."
    assert (found[0]["Nomor produk LKPP"], found[0]["Tayang"]) == ("123", "ya")
    assert (found[1]["Nomor produk LKPP"], found[1]["Dapat dibeli"]) == ("", "")


def test_export_as_workbook(client, two):
    client.force_login(verifier())

    response = client.get(f"{REPORT}?export=xlsx")

    assert b"".join(response.streaming_content).startswith(b"PK")


# What is kept


def test_only_what_differs_is_written(own, django_assert_num_queries):
    product = ready_product(parent=own, kbki_code="")
    found = assess_products(
        ProductPage.objects.prefetch_related(*READINESS, "pictures__image"),
        timezone.localdate(),
    )

    assert save_summaries(found) == 1
    with django_assert_num_queries(1):
        assert save_summaries(found) == 0
    summary = ReadinessSummary.objects.get()
    assert (summary.pk, summary.state) == (product.pk, "blocked")
    assert (summary.blockers, summary.warnings) == (",kbki_missing,", "")


def test_product_that_left_is_forgotten(two):
    delete_summaries([two[0].pk])
    two[1].delete()

    assert list(ReadinessSummary.objects.all()) == []
