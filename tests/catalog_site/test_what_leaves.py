"""What everyone may read of a product, field by field.

A field that is not in the list has not been decided: ask "may everyone know this?",
and write here in which answers it may stand (docs/privacy.md, ADR 21).
"""

import pytest

from products.models import ProductPage
from readmodel import indexer
from suppliers.models import SupplierPage
from tests.catalog_site.marked_product import (
    answers,
    build_marked_product,
    markers,
    text_fields,
)
from verification.decisions import decide

pytestmark = pytest.mark.django_db

LEAVES = {
    "products.MarketingAuthorisation": {
        "verification_url": "page verification",
        "number": "page verification lists api dcc lkpp",
        "registrar": "page verification api lkpp",
        "factory": "page verification api lkpp",
        "scope": "page verification",
    },
    "products.CalibrationRecord": {
        "verification_url": "page verification",
        "certificate_number": "page verification api dcc",
        "order_number": "dcc",
        "laboratory_name": "page verification api dcc",
        "unit_serial": "page verification api dcc",
        "results": "page dcc",
        "standards": "page dcc",
    },
    "products.ProductCertificate": {
        "verification_url": "page verification",
        "number": "page verification api lkpp",
        "issuer": "page verification api lkpp",
        "holder": "page verification",
        "scope": "page verification api",
        "standard": "page verification api lkpp",
    },
    "products.DeviceType": {
        "name_id": "page supplier verification lists api lkpp",
        "name_en": "page supplier api",
        "synonyms": "api",
        "aspak_codes": "api",
        "emdn_code": "api dcc",
        "kfa_template_code": "",
        "calibration_method": "api",
    },
    "products.DeviceAttribute": {
        "label_id": "page api lkpp",
        "label_en": "page api",
    },
    "products.CalibrationParameter": {
        "name_id": "",
        "name_en": "",
        "tolerance_text": "",
    },
    "products.ProductPicture": {
        "caption": "page api lkpp",
    },
    "products.SaleRestriction": {
        "note": "",
    },
    "products.SaleRestrictionEntry": {
        "product_title": "",
        "note": "",
        "by_name": "",
    },
    "products.TkdnCertificate": {
        "verification_url": "page verification",
        "number": "page verification api lkpp",
        "holder": "page verification api lkpp",
        "plant": "page verification",
        "kbli_code": "page verification",
        "hs_code": "page verification api lkpp",
        "type_name": "page verification api lkpp",
        "specification": "page verification lkpp",
        "brand": "page verification api lkpp",
        "report_number": "page verification",
    },
    "products.ProductPage": {
        "name_en": "page supplier api",
        "brand": "page verification api lkpp",
        "model_name": "page verification api dcc lkpp",
        "summary": "page api lkpp",
        "summary_en": "page api",
        "description": "page api lkpp",
        "description_en": "page api",
        "attributes": "page api lkpp",
        "kbki_code": "page api lkpp",
        "hs_code": "page api lkpp",
    },
    "products.ProductVariant": {
        "label_en": "page api",
        "sku": "page api lkpp",
        "label": "page api lkpp",
        "gtin": "page api lkpp",
        "kfa_code": "page api lkpp",
    },
    "suppliers.Accreditation": {
        "verification_url": "page verification",
        "number": "page supplier verification",
        "scope": "page supplier verification",
    },
    "suppliers.SupplierCertificate": {
        "verification_url": "page verification",
        "number": "page supplier verification api lkpp",
        "issuer": "page supplier verification api lkpp",
        "holder": "page supplier verification",
        "scope": "page supplier verification api",
    },
    "suppliers.SupplierContact": {
        "name": "supplier",
        "role": "supplier",
        "phone": "supplier",
        "email": "supplier",
    },
    "suppliers.Plant": {
        "name": "supplier",
        "address": "supplier",
    },
    "suppliers.SupplierPage": {
        "legal_name": "page supplier verification api dcc lkpp",
        "nib": "supplier lkpp",
        "npwp": "lkpp",
        "kbli_codes": "supplier lkpp",
        "address": "supplier lkpp",
        "postal_code": "supplier",
        "website": "supplier",
        "summary": "supplier",
        "summary_en": "supplier",
        "text": "supplier",
        "text_en": "supplier",
    },
    "certificates.VerificationCase": {
        "number": "",
        "claims": "",
        "reason": "",
    },
    "certificates.EvidenceEntry": {
        "number": "verification",
        "supplier_name": "",
        "page_title": "",
        "row": "",
        "author_name": "",
        "by_name": "",
        "before": "",
        "after": "",
        "reason": "",
    },
    "core.CatalogueDocument": {
        "title": "page supplier verification api lkpp",
    },
    "core.CatalogueImage": {
        "title": "",
        "description": "page supplier verification lists api lkpp",
    },
    "lkpp.LkppListing": {
        "source": "",
    },
    "lkpp.LkppListingChange": {
        "sku": "",
        "by_name": "",
        "source": "",
        "before": "",
        "after": "",
    },
    "auth.User": {
        "username": "",
        "first_name": "verification",
        "last_name": "verification",
        "email": "",
    },
    "wagtailcore.Page": {
        "title": "page supplier verification lists api dcc lkpp",
        "draft_title": "",
        "seo_title": "",
        "search_description": "",
    },
    "wagtailcore.PageLogEntry": {
        "label": "",
        "data": "",
    },
    "wagtailcore.Comment": {
        "text": "",
        "contentpath": "",
        "position": "",
    },
    "wagtailcore.CommentReply": {
        "text": "",
    },
}
"""By model and field the kinds of answers that have its text: pages of the product and
the supplier, pages under the short address, lists (home, search, comparison), the API,
all profiles of LKPP's record, digital certificates, the sitemap."""


def expected() -> dict[str, set[str]]:
    return {
        f"{model}.{field}": set(kinds.split())
        for model, fields in LEAVES.items()
        for field, kinds in fields.items()
    }


def test_each_text_stands_where_it_was_decided_and_nowhere_else(client, index):
    marked = build_marked_product()

    told = answers(client, marked)

    found = {
        name: {kind for kind, text in told.items() if marker in text}
        for name, marker in markers().items()
    }
    assert found == expected()


def test_of_all_people_only_the_verifier_who_decided_is_named(client, index):
    marked = build_marked_product()

    told = "".join(answers(client, marked).values())

    name = markers()["auth.User.first_name"]
    # The editor who declared, who decided, who is at it now, an administrator.
    assert [f"{name}{letter}" in told for letter in "abcd"] == [
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("state", ["refused", "frozen", "revoked", "replaced"])
def test_why_something_is_not_valid_is_told_by_every_answer_alike(client, index, state):
    marked = build_marked_product()
    case = marked.product.certificates.get().case
    checker = type(case).objects.get(pk=case.pk).decided_by
    decide(case.pk, checker, state, "Ditarik penerbitnya.")
    indexer.drain()

    told = answers(client, marked)

    assert {kind for kind, text in told.items() if "Ditarik penerbitnya." in text} == {
        "page",
        "verification",
        "api",
    }


def test_what_was_drafted_stands_nowhere(client, index):
    marked = build_marked_product()
    for page in (ProductPage.objects.get(), SupplierPage.objects.first()):
        for _name, field in text_fields():
            if isinstance(page, field.model) and field.name != "attributes":
                setattr(page, field.name, _drafted(field))
        page.save_revision(clean=False)
    indexer.drain()

    told = answers(client, marked)

    assert {kind for kind, text in told.items() if "konsepmk" in text} == set()


def _drafted(field) -> object:
    return ["konsepmk"] if field.get_internal_type() == "JSONField" else "konsepmk"
