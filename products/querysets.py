from wagtail.query import PageQuerySet

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
