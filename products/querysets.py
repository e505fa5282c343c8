from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.query import PageQuerySet


class ProductQuerySet(PageQuerySet):
    """Products in the catalogue's own terms. Days default to today in Jakarta."""

    def with_licence_valid_on(self, on: date | None = None):
        """Products of which some licence holds on the day."""
        on = on or timezone.localdate()
        return self.filter(
            Exists(
                self._licences().filter(
                    product=OuterRef("pk"), issued_on__lte=on, expires_on__gte=on
                )
            )
        )

    def licence_expiring_within(self, days: int, on: date | None = None):
        """Products of which some licence ends within ``days`` from the day."""
        on = on or timezone.localdate()
        return self.filter(
            Exists(
                self._licences().filter(
                    product=OuterRef("pk"),
                    expires_on__range=(on, on + timedelta(days=days)),
                )
            )
        )

    def with_public_details(self):
        """Everything a product shows, in a fixed number of queries."""
        return self.select_related("device_type").prefetch_related(
            "device_type__attribute_rows",
            "variants",
            "pictures__image",
            "attachments__document",
            "authorisations__document",
            "tkdn_certificates__document",
            "certificates__document",
            "calibration_records__document",
            "calibration_records__laboratory",
        )

    def _licences(self):
        return self.model._meta.get_field("authorisations").related_model.objects.all()
