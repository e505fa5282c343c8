"""An editor adds certificates, which are rows without a key, through the real forms."""

import pytest
from django.urls import reverse

from products.models import ProductPage
from suppliers.models import SupplierPage
from tests.factories.products import complete_product
from tests.factories.users import editor_of, verifier
from tests.rendered_form import untouched

pytestmark = pytest.mark.django_db

LICENCE = {
    "number": "KEMENKES RI AKD 20903022671",
    "risk_class": "B",
    "issued_on": "2024-05-01",
    "expires_on": "2029-04-30",
}
TKDN = {
    "number": "8110/SJ-IND.8/TKDN/9/2025",
    "method": "35/2025",
    "tkdn": "57,62",
    "bmp": "1,5",
    "issued_on": "2025-09-10",
    "tkdn_expires_on": "2030-09-09",
    "bmp_expires_on": "2030-09-09",
}
CPAKB = {
    "kind": "cpakb",
    "number": "91201069002750000001",
    "issued_on": "2024-01-02",
    "expires_on": "2029-01-01",
}


def add_rows(client, page, rows: dict[str, dict], **more):
    """Send the page's edit form as a browser does, with a new row in each panel."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = untouched(client.get(edit), "page-edit-form")
    for panel, fields in rows.items():
        number = int(data[f"{panel}-TOTAL_FORMS"][0])
        data[f"{panel}-TOTAL_FORMS"] = str(number + 1)
        data |= {f"{panel}-{number}-{name}": value for name, value in fields.items()}
        data |= {f"{panel}-{number}-id": "", f"{panel}-{number}-ORDER": number + 1}
    return client.post(edit, data | more)


def draft_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_licence_and_local_content_are_added_to_a_product(client, catalogue):
    product = complete_product()
    client.force_login(editor_of(product.supplier))

    rows = {"authorisations": LICENCE, "tkdn_certificates": TKDN}
    response = add_rows(client, product, rows)

    draft = draft_of(product)
    tkdn = list(draft.tkdn_certificates.all())[-1]
    assert response.status_code == 302
    assert [row.number for row in draft.authorisations.all()][-1] == ("AKD 20903022671")
    assert (str(tkdn.tkdn), str(tkdn.bmp)) == ("57.62", "1.5")


def test_a_certificate_is_added_to_a_supplier(client, catalogue):
    product = complete_product()
    supplier = SupplierPage.objects.get(pk=product.supplier.pk)
    client.force_login(editor_of(supplier))

    response = add_rows(client, supplier, {"certificates": CPAKB})

    assert response.status_code == 302
    assert [row.number for row in draft_of(supplier).certificates.all()][-1] == (
        CPAKB["number"]
    )


def test_a_certificate_with_a_wrong_number_is_refused(client, catalogue):
    product = complete_product()
    supplier = SupplierPage.objects.get(pk=product.supplier.pk)
    client.force_login(editor_of(supplier))

    response = add_rows(client, supplier, {"certificates": CPAKB | {"number": "1234"}})

    assert response.status_code == 200
    assert "harus terdiri dari 20 digit, bukan 4 digit." in response.text
    assert SupplierPage.objects.get(pk=supplier.pk).latest_revision is None


def test_a_draft_may_leave_the_number_of_a_certificate_for_later(client, catalogue):
    product = complete_product()
    supplier = SupplierPage.objects.get(pk=product.supplier.pk)
    client.force_login(editor_of(supplier))

    response = add_rows(client, supplier, {"certificates": CPAKB | {"number": ""}})

    assert response.status_code == 302
    assert [row.number for row in draft_of(supplier).certificates.all()][-1] == ""


def test_what_was_added_goes_live_when_it_is_approved(client, catalogue):
    product = complete_product()
    client.force_login(editor_of(product.supplier))
    submit = {"action-submit": "Ajukan"}
    add_rows(client, product, {"authorisations": LICENCE}, **submit)

    page = ProductPage.objects.get(pk=product.pk)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, verifier(), "approve")

    numbers = [row.number for row in page.authorisations.all()]
    assert numbers[-1] == "AKD 20903022671"


@pytest.mark.parametrize(("share", "taken"), [("all", 0), ("some", 0), ("none", 1)])
def test_an_imported_licence_is_refused_where_production_is_stated_at_home(
    client, catalogue, share, taken
):
    product = complete_product()
    before = product.authorisations.count()
    client.force_login(editor_of(product.supplier))

    imported = LICENCE | {"number": "KEMENKES RI AKL 20903022671"}
    response = add_rows(
        client, product, {"authorisations": imported}, production_share=share
    )

    refused = "AKL adalah izin edar barang impor, sedangkan" in response.text
    assert refused is not bool(taken)
    product.refresh_from_db()
    draft = draft_of(product) if product.latest_revision else product
    assert draft.authorisations.count() == before + taken
