"""A product on which every text field of every model has a text of its own.

``build_marked_product()`` publishes it; ``markers()`` gives the text of each field,
``answers(client, marked)`` what everyone may read, by kind of answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.test import Client
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    PageLogEntry,
)

from certificates import recording
from certificates.cases import attach_cases
from certificates.kinds import CaseState
from certificates.models import EvidenceEntry, VerificationCase
from core.models import CatalogueDocument, CatalogueImage
from lkpp.models import LkppListing, LkppListingChange, ReadinessSummary
from lkpp.profiles import PROFILES
from products.models import ProductPage, SaleRestriction, SaleRestrictionEntry
from readmodel import indexer
from readmodel.models import VariantState
from suppliers.models import SupplierPage
from tests.factories.products import (
    CalibrationRecordFactory,
    DeviceAttributeFactory,
    ProductAttachmentFactory,
    ProductCertificateFactory,
    days_from_today,
    ready_product,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    CatalogueDocumentFactory,
    PlantFactory,
    SupplierContactFactory,
)
from tests.factories.users import administrator, editor_of, verifier
from verification.decisions import claim, decide
from verification.public.codes import code_of

APPS = ("products", "suppliers", "certificates")
"""All models of these, and those below."""
FURTHER = (
    CatalogueDocument,
    CatalogueImage,
    LkppListing,
    LkppListingChange,
    ReadinessSummary,
    get_user_model(),
    Page,
    PageLogEntry,
    Comment,
    CommentReply,
)
NO_TEXT = {
    "core.CatalogueDocument.file_hash": "a digest",
    "core.CatalogueImage.file_hash": "a digest",
    "core.CatalogueDocument.file": "random, see tests/core/test_uploads.py",
    "core.CatalogueImage.file": "random, see tests/core/test_uploads.py",
    "auth.User.password": "a digest",
    "wagtailcore.Page.path": "a place in the tree",
    "wagtailcore.Page.url_path": "made of slugs",
    "wagtailcore.Page.slug": "an address",
    "wagtailcore.Page.content_type": "a model",
    "certificates.VerificationCase.fingerprint": "a digest",
    "certificates.EvidenceEntry.fingerprint": "a digest",
    "certificates.EvidenceEntry.action": "a code",
    "products.CalibrationRecord.dcc_version": "a number of a standard",
    "products.CalibrationRecord.laboratory_code": "a number, of the laboratory here",
    "products.DeviceAttribute.unit": "a unit of measurement",
    "products.DeviceAttribute.key": "a name in the code",
    "products.DeviceAttribute.choices": "codes with labels of the catalogue",
    "products.CalibrationParameter.key": "a name in the code",
    "products.CalibrationParameter.unit": "a unit of measurement",
    "products.DeviceType.key": "a name in the code",
    "products.DeviceType.lkpp_unit": "a code",
    "products.DeviceType.vocabulary": "words of its other fields, to find it by",
    "products.SaleRestriction.sku": "the variant's own",
    "products.SaleRestrictionEntry.sku": "the variant's own",
    "products.ProductPage.country_of_origin": "a code",
    "products.ProductPage.regions_served": "codes of provinces",
    "lkpp.LkppListing.sku": "the variant's own",
    "lkpp.ReadinessSummary.state": "a code",
    "lkpp.ReadinessSummary.blockers": "codes of findings",
    "lkpp.ReadinessSummary.warnings": "codes of findings",
    "wagtailcore.PageLogEntry.action": "a code",
}
"""Fields whose values are not texts that anybody wrote, and why."""
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
FORMS = {
    "products.MarketingAuthorisation.number": "20902029887",
    "products.TkdnCertificate.number": "7770/SJ-IND.8/TKDN/9/2025",
    "products.TkdnCertificate.hs_code": "90189097",
    "products.TkdnCertificate.kbli_code": "26601",
    "products.ProductPage.kbki_code": "4815000284",
    "products.ProductPage.hs_code": "90189099",
    "products.ProductVariant.gtin": "8991234567893",
    "products.ProductVariant.kfa_code": "83770001",
    "suppliers.SupplierPage.nib": "9120106900277",
    "suppliers.SupplierPage.npwp": "0123456789012345",
    "suppliers.SupplierPage.postal_code": "40987",
    "suppliers.SupplierPage.website": "https://mk.example/webmk",
    "suppliers.SupplierCertificate.number": "81201069002770009876",
    "suppliers.SupplierContact.phone": "022 9988776",
    "suppliers.SupplierContact.email": "kontakmk@surel.example",
    "auth.User.email": "akunmk@surel.example",
}
"""Values of fields that take numbers and addresses only."""


@dataclass(frozen=True, slots=True)
class Marked:
    product: ProductPage
    supplier: SupplierPage


def marked_models() -> list[type[models.Model]]:
    own = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [*own, *FURTHER]


def text_fields() -> Iterator[tuple[str, models.Field]]:
    """Name and field of whatever holds a text that is not one of a few codes."""
    for model in marked_models():
        for field in model._meta.local_fields:
            is_text = isinstance(field, TEXTS)
            name = f"{model._meta.app_label}.{model.__name__}.{field.name}"
            if is_text and not field.choices and name not in NO_TEXT:
                yield name, field


def markers() -> dict[str, str]:
    """The text by which each field is known, by name of the field."""
    return {
        name: FORMS.get(name, f"mk{number:03d}x")
        for number, (name, _field) in enumerate(text_fields())
    }


def build_marked_product() -> Marked:
    """Published, decided upon in every way, offered to LKPP, and indexed."""
    product = _all_rows()
    supplier = product.supplier
    _mark(_models_of_pages())
    product = ProductPage.objects.get(pk=product.pk)
    supplier = SupplierPage.objects.get(pk=supplier.pk)
    people = _people(supplier)
    recording.record_published([product, supplier], author=people[0])
    _decide(product, supplier, people)
    _mark((VerificationCase,))
    _add_log(product, supplier)
    _what_lkpp_told(product)
    _what_verifiers_withheld(product)
    _what_editors_said(product, people[0])
    _mark_people(people)
    indexer.drain()
    return Marked(product, supplier)


def _all_rows() -> ProductPage:
    """A product with one row of everything."""
    product = ready_product(hs_code="90189099")
    supplier = product.supplier
    DeviceAttributeFactory(device_type=product.device_type, key="note", kind="text")
    ProductCertificateFactory(product=product, document=CatalogueDocumentFactory())
    CalibrationRecordFactory(
        product=product,
        laboratory=None,
        laboratory_name="Lab",
        document=CatalogueDocumentFactory(),
    )
    ProductAttachmentFactory(product=product)
    product.device_type.parameter_rows.create(
        key="suhu", name_id="Suhu", name_en="Temperature", unit="K"
    )
    PlantFactory(supplier=supplier)
    SupplierContactFactory(supplier=supplier)
    AccreditationFactory(supplier=supplier, expires_on=days_from_today(90))
    return product


def _models_of_pages() -> tuple[type[models.Model], ...]:
    later = {VerificationCase, EvidenceEntry, LkppListing, LkppListingChange}
    later |= {ReadinessSummary, get_user_model(), PageLogEntry}
    later |= {Comment, CommentReply, SaleRestriction, SaleRestrictionEntry}
    return tuple(each for each in marked_models() if each not in later)


def _mark(wanted: tuple[type[models.Model], ...]) -> None:
    """Write the markers past all checks, as an import or an old row would have it."""
    known = markers()
    for name, field in text_fields():
        if field.model in wanted:
            value = _value(name, field, known[name])
            rows = field.model._base_manager.all()
            if field.model is Page:
                rows = rows.filter(pk__in=[*_keys(ProductPage), *_keys(SupplierPage)])
            rows.update(**{field.name: value})


def _keys(model: type[models.Model]) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def _value(name: str, field: models.Field, marker: str) -> object:
    special = {
        "products.MarketingAuthorisation.number": f"AKD {marker}",
        "products.ProductPage.attributes": {"note": {"value": marker}},
        "products.CalibrationRecord.results": [{"name": marker, "mean": "1"}],
        "products.CalibrationRecord.standards": [{"name": marker}],
        "certificates.VerificationCase.claims": {"number": marker},
    }
    if name in special:
        return special[name]
    return [marker] if isinstance(field, models.JSONField) else marker


def _people(supplier: SupplierPage) -> tuple:
    return editor_of(supplier), verifier(), verifier(), administrator()


def _decide(product: ProductPage, supplier: SupplierPage, people: tuple) -> None:
    """A case in every state; the last is only being looked at."""
    _editor, checker, other, _admin = people
    attach_cases([product, supplier])
    rows = [
        product.authorisations.get(),
        product.tkdn_certificates.get(),
        product.certificates.get(),
        supplier.certificates.get(),
    ]
    for row in rows:
        decide(row.case.pk, checker, CaseState.VERIFIED, "Cocok.")
    claim(product.calibration_records.get().case.pk, other)


def _add_log(product: ProductPage, supplier: SupplierPage) -> None:
    """Rows of the log cannot be changed, so one is added with all markers."""
    own = _own_values(EvidenceEntry)
    before, after = ({"reason": own.pop(name)} for name in ("before", "after"))
    EvidenceEntry(
        action="declared",
        kind="licence",
        supplier_id=supplier.pk,
        page_id=product.pk,
        fingerprint=product.authorisations.get().fingerprint,
        before=before,
        after=after,
        **own,
    ).save()


def _own_values(model: type[models.Model]) -> dict[str, str]:
    known = markers()
    return {
        field.name: known[name] for name, field in text_fields() if field.model is model
    }


def _what_lkpp_told(product: ProductPage) -> None:
    sku = product.variants.get().sku
    LkppListing.objects.create(
        sku=sku, kd_produk=76_000_001, **_own_values(LkppListing)
    )
    own = _own_values(LkppListingChange)
    LkppListingChange(
        **own | {name: [own[name]] for name in ("before", "after")}
    ).save()


def _what_verifiers_withheld(product: ProductPage) -> None:
    """A variant that may not be ordered, and what the log keeps of it."""
    restriction = {
        "sku": product.variants.get().sku,
        "authority": "verifier",
        "kind": "unorderable",
        "reason": "recalled",
    }
    SaleRestriction.objects.create(
        product=product, **restriction, **_own_values(SaleRestriction)
    )
    SaleRestrictionEntry(
        action="set",
        supplier_id=product.supplier.pk,
        product_id=product.pk,
        **restriction,
        **_own_values(SaleRestrictionEntry),
    ).save()


def _what_editors_said(product: ProductPage, editor) -> None:
    comment = Comment.objects.create(page=product, user=editor, **_own_values(Comment))
    CommentReply.objects.create(
        comment=comment, user=editor, **_own_values(CommentReply)
    )
    own = _own_values(PageLogEntry)
    PageLogEntry.objects.log_action(
        product, "wagtail.edit", user=editor, data={"note": own["data"]}
    )
    PageLogEntry.objects.filter(page_id=product.pk).update(label=own["label"])


def _mark_people(people: tuple) -> None:
    """Names of the verifier are public; those of others are told apart by their
    letters."""
    own = _own_values(get_user_model())
    users = get_user_model().objects
    for letter, person in zip("abcd", people, strict=True):
        named = {name: f"{value}{letter}" for name, value in own.items()}
        users.filter(pk=person.pk).update(**named)


def answers(client: Client, marked: Marked) -> dict[str, str]:
    """What everyone reads, by kind: pages in both languages are one kind."""
    product, supplier = marked.product.pk, marked.supplier.pk
    page = ProductPage.objects.get(pk=product).url
    maker = SupplierPage.objects.get(pk=supplier).url
    codes = code_of(product), code_of(supplier)
    record = marked.product.calibration_records.get().pk
    addresses = {
        "page": (page, f"/en{page}"),
        "supplier": (maker, f"/en{maker}", "/pemasok/"),
        "verification": tuple(
            f"/v/{code}{kind}" for code in codes for kind in ("", "/label")
        ),
        "lists": ("/", "/cari/", f"/bandingkan/?id={product}"),
        "api": (
            f"/api/v1/products/{product}",
            "/api/v1/products",
            "/api/v1/device-types",
        ),
        "dcc": (f"/kalibrasi/{record}/dcc.xml",),
        "sitemap": ("/sitemap-halaman.xml",),
    }
    told = {
        kind: "\n".join(_read(client, path) for path in paths)
        for kind, paths in addresses.items()
    }
    return told | {"lkpp": _records()}


def _read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def _records() -> str:
    """The record in every profile."""
    rows = [
        orjson.loads(row.record) for row in VariantState.objects.filter(active=True)
    ]
    assert len(rows) == 1
    return "\n".join(
        orjson.dumps(profile.render(rows[0], "https://katalog.example")).decode()
        for profile in PROFILES.values()
    )
