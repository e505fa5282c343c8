"""Which products are ready, and what others lack."""

import pytest

from lkpp.models import LkppListing
from tests.factories.products import ProductPageFactory, ready_product
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.lkpp.readiness.pages import (
    AT_LKPP,
    HOME,
    LACKS,
    REPORT,
    STATE,
    drawn,
    exported,
    products,
    rows,
)

pytestmark = pytest.mark.usefixtures("catalogue")


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


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize(("person", "queries"), [("verifier", 23), ("editor", 26)])
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
