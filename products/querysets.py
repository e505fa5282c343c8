from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import Page
from wagtail.query import PageQuerySet

from suppliers.models import SupplierPage

EVIDENCE = (
    "authorisations__document",
    "tkdn_certificates__document",
    "certificates__document",
    "calibration_records__document",
    "calibration_records__dcc",
    "calibration_records__laboratory",
)


class ProductQuerySet(PageQuerySet):
    """Products in the catalogue's own terms."""

    def seen_by_all(self):
        """Public products of public suppliers: those that readers see."""
        own = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        suppliers = SupplierPage.objects.live().filter(path=own)
        return self.live().public().filter(Exists(suppliers))

    def with_public_details(self):
        """Everything a product shows, in a fixed number of queries."""
        return self.select_related("device_type").prefetch_related(
            "device_type__attribute_rows",
            "device_type__parameter_rows",
            "variants",
            "pictures__image",
            "attachments__document",
            *EVIDENCE,
        )

    def with_evidence(self):
        """Licences, certificates, calibrations and pictures, in a fixed number of
        queries."""
        return self.select_related("device_type").prefetch_related(
            "pictures__image__renditions", *EVIDENCE
        )
