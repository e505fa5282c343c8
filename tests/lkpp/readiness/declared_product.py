"""A product and its supplier in memory, as readiness is assessed of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.findings import text
from core.models import CatalogueImage
from lkpp.readiness.assessment import Readiness, assess
from products.models import (
    MarketingAuthorisation,
    ProductPage,
    ProductPicture,
    ProductVariant,
    TkdnCertificate,
)
from suppliers.models import SupplierCertificate, SupplierPage

TODAY = date(2026, 11, 24)
A_DOCUMENT = 7


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@dataclass
class DeclaredProduct:
    """A product and its supplier in memory, that lack nothing until changed."""

    page: ProductPage
    supplier: SupplierPage

    @property
    def licence(self) -> MarketingAuthorisation:
        return self.page.authorisations.all()[0]

    @property
    def tkdn(self) -> TkdnCertificate:
        return self.page.tkdn_certificates.all()[0]

    @property
    def variant(self) -> ProductVariant:
        return self.page.variants.all()[0]

    @property
    def cpakb(self) -> SupplierCertificate:
        return self.supplier.certificates.all()[0]

    def assess(self) -> Readiness:
        return assess(self.page, self.supplier, self.page.eligibility(TODAY))

    def codes(self) -> list[str]:
        """The rules that are broken, each of which can be told in words."""
        return [finding.code for finding in self.assess().everything if text(finding)]


def licence(number: str = "AKD20902020001", **fields) -> MarketingAuthorisation:
    row = MarketingAuthorisation(
        **{
            "number": number,
            "risk_class": "B",
            "issued_on": day(-700),
            "expires_on": day(700),
            "document_id": A_DOCUMENT,
        }
        | fields
    )
    row.case = None
    return row


def tkdn(**fields) -> TkdnCertificate:
    row = TkdnCertificate(
        **{
            "number": "8110/SJ-IND.8/TKDN/11/2025",
            "tkdn": Decimal("57.62"),
            "issued_on": date(2025, 11, 20),
            "tkdn_expires_on": day(700),
        }
        | fields
    )
    row.case = None
    return row


def cpakb(**fields) -> SupplierCertificate:
    row = SupplierCertificate(
        **{
            "kind": "cpakb",
            "number": "91201069002750000001",
            "issued_on": day(-900),
            "expires_on": day(900),
            "document_id": A_DOCUMENT,
        }
        | fields
    )
    row.case = None
    return row


def variant(sku: str = "UJI-1", **fields) -> ProductVariant:
    return ProductVariant(
        **{"sku": sku, "price": 1_250_000, "kfa_code": "83000001"} | fields
    )


def picture(width: int = 800, height: int = 600) -> ProductPicture:
    return ProductPicture(image=CatalogueImage(width=width, height=height))
