"""What an editor is shown of the certificates on a page."""

import pytest
from bs4 import BeautifulSoup

from certificates.kinds import CaseState
from products.models import ProductPage
from tests.factories.certificates import declared_licence
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url
from verification.decisions import decide

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


@pytest.fixture
def editor(supplier):
    return editor_of(supplier)


def outcomes(client, page) -> str:
    drawn = BeautifulSoup(client.get(edit_url(page)).content, "html.parser")
    return " ".join(drawn.select_one(".outcomes").text.split())


def test_editor_reads_what_became_of_the_certificates(client, supplier, editor):
    product = ProductPageFactory(parent=supplier)
    open_one, verified, refused = (
        declared_licence(product, number=f"AKD 2090202000{n}") for n in range(3)
    )
    decide(verified.pk, verifier(), CaseState.VERIFIED, "Cocok, kata Budi.")
    decide(refused.pk, verifier(), CaseState.REFUSED, "Nomor tidak ada.")
    client.force_login(editor)

    text = outcomes(client, product)

    assert f"{open_one.number}: dinyatakan, menunggu verifikator" in text
    assert f"{verified.number}: terverifikasi, " in text
    assert f"{refused.number}: ditolak, " in text
    assert "Nomor tidak ada." in text
    assert "Budi" not in text


def test_changed_certificate_is_not_the_verified_one(client, supplier, editor):
    product = ProductPageFactory(parent=supplier)
    case = declared_licence(product)
    decide(case.pk, verifier(), CaseState.VERIFIED)
    draft = ProductPage.objects.get()
    case.licence.registrar = "PT Lain"
    draft.authorisations.set([case.licence])
    draft.save_revision()
    client.force_login(editor)

    assert outcomes(client, product).endswith("belum pernah tayang, belum diperiksa")


def test_supplier_page_has_it_too(client, supplier, editor):
    client.force_login(editor)

    page = client.get(edit_url(supplier)).content.decode()

    assert "Halaman ini belum menyatakan izin atau sertifikat." in page
