"""What is exported of each variant: the sections of its neutral record.

Made together with the product's document, from the same page, and kept by the ledger
(:mod:`readmodel.ledger`). See :mod:`lkpp.records.neutral_record` for what each
field means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from pydantic import TypeAdapter

from certificates.outcome import outcome_of
from core.rich_text import plain_text
from domain import nomenclature
from domain.eligibility import Eligibility, LocalContent
from domain.numbers.licences import letters_of
from domain.prices import REDUCED_BASE, taxable_base
from domain.validity import VALID_STATUSES
from lkpp.models import LkppListing
from lkpp.names import export_name
from lkpp.readiness.assessment import Readiness
from lkpp.readiness.explanation import explanation
from lkpp.records.addresses import quoted
from lkpp.records.neutral_record import (
    Assigned,
    Attachment,
    Listing,
    Picture,
    Price,
    SpecificationItem,
    Strict,
)
from products.models import ProductPage
from products.models.variant import ProductVariant
from search.documents.context import BuildContext
from search.documents.types import ProductDocument
from search.documents.values import document_url
from suppliers.models import SupplierPage


class Sections(Strict):
    """The content of a variant that is exported."""

    name: str
    listing: Listing
    specification: list[SpecificationItem]
    pictures: list[Picture]
    price: Price
    attachments: list[Attachment]


_SECTIONS = TypeAdapter(Sections)


@dataclass(frozen=True, slots=True)
class Exported:
    """What of a product is exported: sections by SKU, and for each variant that is
    not ready a sentence that says why."""

    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    blocked: dict[str, str] = field(default_factory=dict)


def exported_variants(
    page: ProductPage,
    supplier: SupplierPage,
    eligibility: Eligibility,
    document: ProductDocument,
    readiness: Readiness,
    reported: Mapping[str, LkppListing],
    context: BuildContext,
) -> Exported:
    """What is exported of ``page``. Raises pydantic's ValidationError, a ValueError,
    where it does not fit the record."""
    # Readers are given it in Indonesian, whatever language the indexer is run in.
    with override("id"):
        blocked = {
            variant.sku: explanation(variant.blockers)
            for variant in readiness.variants
            if not variant.is_ready
        }
    writer = _Writer(page, supplier, eligibility, document, reported, context)
    sections = {
        variant.sku: writer.sections(variant)
        for variant in page.variants.all()
        if variant.sku not in blocked
    }
    for content in sections.values():
        _SECTIONS.validate_python(content)
    return Exported(sections, blocked)


class _Writer:
    """Writes the sections of a product's variants; what they share is made once."""

    def __init__(
        self,
        page: ProductPage,
        supplier: SupplierPage,
        eligibility: Eligibility,
        document: ProductDocument,
        reported: Mapping[str, LkppListing],
        context: BuildContext,
    ) -> None:
        self.page = page
        self.supplier = supplier
        self.document = document
        self.reported = reported
        self.context = context
        self.eligibility = eligibility
        self.content = eligibility.local_content

    def sections(self, variant: ProductVariant) -> dict[str, Any]:
        return {
            "name": export_name(self.page.title, variant.label),
            "listing": self._shared_listing | self._own_listing(variant),
            "specification": self._specification(variant),
            "pictures": self.document["pictures"],
            "price": self._price(variant),
            "attachments": self._attachments,
        }

    def _own_listing(self, variant: ProductVariant) -> dict[str, Any]:
        restriction = self._restriction(variant)
        return {
            "variant": variant.label or None,
            # What is withdrawn is in no record.
            "shown": True,
            "purchasable": restriction is None,
            "restriction": restriction,
            "unit": variant.unit,
            "stock": variant.stock,
            "minimum_order": variant.minimum_order,
            "valid_until": self.eligibility.orderable_until(variant).isoformat(),
            "kfa_code": variant.kfa_code or None,
            "gtin": variant.gtin or None,
            "lkpp": _assigned(self.reported.get(variant.sku)),
        }

    def _restriction(self, variant: ProductVariant) -> dict[str, str] | None:
        found = self.page.restrictions.get(variant.sku)
        if found is None:
            return None
        return {"reason": found.reason, "since": found.since_day.isoformat()}

    @cached_property
    def _shared_listing(self) -> dict[str, Any]:
        page, document = self.page, self.document
        return {
            "device_type": _coded(
                document["device_type"]["key"], document["device_type"]["label_id"]
            ),
            "category": _labelled(document["category"]),
            # The third level of LKPP's tree must be named.
            "sub_category": _labelled(document["sub_category"] or document["category"]),
            "title": page.title,
            "brand": page.brand,
            "model": page.model_name,
            "summary": page.summary or None,
            "description": plain_text(page.description) or None,
            "domestic": document["domestic"],
            "country_of_origin": str(page.country_of_origin),
            "maker": _maker(self.supplier, document),
            "licence": self._licence(),
            "local_content": _local_content(self.content, document),
            "certificates": list(_certificates(document)),
            "declaration": {
                "production": page.production_share or None,
                "labour": page.labour_share or None,
                "material": page.material_share or None,
            },
            "calibration": {
                "required": document["calibration_required"],
                "until": document["calibrated_until"] or None,
            },
            "kbki_code": page.kbki_code or None,
            "hs_code": page.hs_code or None,
            "warranty_months": page.warranty_months,
            "weight_grams": page.weight_grams,
            "length_mm": page.length_mm,
            "width_mm": page.width_mm,
            "height_mm": page.height_mm,
            "regions_served": list(page.regions_served),
            "url": quoted(document["url"]),
        }

    def _licence(self) -> dict[str, Any]:
        stated = self.document["licence"]
        group = stated["licence_group"]
        name = nomenclature.LICENCE_GROUPS.get(group)
        return {
            "number": stated["number"],
            "display": stated["display"],
            "kind": letters_of(stated["number"]),
            "risk_class": stated["risk_class"],
            "group": _coded(group, name.id) if name else None,
            "registrar": stated["registrar"] or None,
            "factory": stated["factory"] or None,
            "issued_on": stated["issued_on"],
            "expires_on": stated["expires_on"],
            "verification": stated["verification"]["state"],
        }

    def _specification(self, variant: ProductVariant) -> list[dict[str, str]]:
        page, document, licence = self.page, self.document, self.document["licence"]
        facts = [
            ("Estimasi Berat Pengiriman", _kilograms(page.weight_grams)),
            ("Model/Tipe", page.model_name),
            ("Varian", variant.label),
            ("Nomor Izin Edar (NIE)", licence["display"]),
            ("Masa Berlaku NIE", licence["expires_on"]),
            ("Pabrik", licence["factory"]),
            ("Kode KFA", variant.kfa_code),
            ("Garansi", _months(page.warranty_months)),
        ]
        stated = [{"label": name, "text": text} for name, text in facts if text]
        return stated + [
            {"label": each["label_id"], "text": each["text_id"]}
            for each in document["attributes"]
        ]

    def _price(self, variant: ProductVariant) -> dict[str, Any]:
        base = self.context.ppn_base
        stated = next(
            each for each in self.document["variants"] if each["sku"] == variant.sku
        )
        return {
            "before_ppn": variant.price,
            "ppn_percent": variant.ppn_percent,
            "reduced_base": base == REDUCED_BASE,
            "taxable": taxable_base(variant.price, base),
            "with_ppn": stated["price_with_ppn"],
        }

    @cached_property
    def _attachments(self) -> list[dict[str, str]]:
        document = self.document
        files = [
            ("licence", "Nomor Izin Edar (NIE)", document["licence"]["document_url"]),
            ("tkdn", "Sertifikat TKDN", self._tkdn_url),
            *(
                (each["kind"], CERTIFICATE_NAMES.get(each["kind"], each["kind"]), url)
                for each in document["certificates"]
                if (url := each["document_url"]) and each["status"] in VALID_STATUSES
            ),
            *(
                (each["kind"], each["title"], each["url"])
                for each in document["attachments"]
            ),
        ]
        return [
            {"kind": kind, "label": label, "url": quoted(url)}
            for kind, label, url in files
            if url
        ]

    @property
    def _tkdn_url(self) -> str:
        """Of the leading certificate: one that lapsed may have the same number."""
        content = self.content
        return document_url(content.certificate.document) if content else ""


CERTIFICATE_NAMES = {
    "cpakb": (
        "Sertifikat Cara Pembuatan Alat Kesehatan yang Baik Yang Masih Berlaku (CPAKB)"
    ),
    "cdakb": (
        "Sertifikat Cara Distribusi Alat Kesehatan Yang Baik Yang Masih Berlaku (CDAKB)"
    ),
    "iso_13485": "ISO 13485",
    "sni": "SPPT SNI",
    "test_report": "Laporan uji produk",
    "halal": "Sertifikat halal",
    "trademark": "Sertifikat merek",
    "other": "Sertifikat",
}
"""Labels of attachments, the first two as LKPP's form for devices has them."""


def _assigned(listing: LkppListing | None) -> dict[str, Any]:
    if listing is None:
        return dict.fromkeys(Assigned.model_fields)
    return {
        "kd_produk": listing.kd_produk,
        "v6_id": str(listing.v6_id) if listing.v6_id else None,
        "category_id": str(listing.category_id) if listing.category_id else None,
        "shown": listing.shown,
        "purchasable": listing.purchasable,
        "told_on": timezone.localdate(listing.reported_at).isoformat(),
    }


def _maker(supplier: SupplierPage, document: ProductDocument) -> dict[str, Any]:
    summary = document["supplier"]
    return {
        "id": supplier.pk,
        "name": supplier.title,
        "legal_name": supplier.legal_name,
        "nib": supplier.nib or None,
        "npwp": supplier.npwp or None,
        "business_scale": supplier.business_scale or None,
        "kbli_codes": list(supplier.kbli_codes),
        "province": supplier.province or None,
        "province_name": summary["province_name"] or None,
        "regency": supplier.regency or None,
        "regency_name": summary["regency_name"] or None,
        "address": " ".join(supplier.address.split()) or None,
    }


def _local_content(
    content: LocalContent | None, document: ProductDocument
) -> dict[str, Any] | None:
    if content is None:
        return None
    certificate = content.certificate
    return {
        "number": certificate.number,
        "method": certificate.method,
        "holder": certificate.holder or None,
        "self_declared": certificate.self_declared,
        "tkdn": _percentage(certificate.tkdn),
        "bmp": None if content.bmp is None else _percentage(content.bmp),
        "total": _percentage(content.total),
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.tkdn_expires_on.isoformat(),
        "bmp_expires_on": _day(certificate.bmp_expires_on) if content.bmp else None,
        "brand": certificate.brand or None,
        "type_name": certificate.type_name or None,
        "specification": certificate.specification or None,
        "hs_code": certificate.hs_code or None,
        "verification": outcome_of(certificate.case).state.value,
    }


def _certificates(document: ProductDocument) -> Iterator[dict[str, Any]]:
    for each in document["certificates"]:
        if each["status"] in VALID_STATUSES:
            yield {
                "of": each["of"],
                "kind": each["kind"],
                "number": each["number"],
                "issuer": each["issuer"] or None,
                "standard": each["standard"] or None,
                "expires_on": each["expires_on"] or None,
                "verification": each["verification"]["state"],
            }


def _coded(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name}


def _labelled(named: dict[str, str]) -> dict[str, str]:
    return _coded(named["key"], named["label_id"])


def _percentage(value: Decimal) -> str:
    return f"{value:.2f}"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _months(count: int | None) -> str:
    return f"{count} bulan" if count else ""


def _kilograms(grams: int | None) -> str:
    return f"{grams / 1000:g} Kg" if grams else ""
