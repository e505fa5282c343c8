import json

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Length, Substr
from django.db.models.lookups import IContains
from wagtail.models import Page
from wagtail.query import PageQuerySet

from domain.sale import RestrictionKind
from products.vocabulary import beginnings
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
        return self.live().public().filter(Exists(suppliers)).not_withdrawn()

    def not_withdrawn(self):
        """Those of which some variant is for sale, or which have none yet."""
        variants = self._rows_of("variants").filter(product=OuterRef("pk"))
        withdrawn = self._rows_of("sale_restrictions").filter(
            product=OuterRef("product"),
            sku=OuterRef("sku"),
            kind=RestrictionKind.WITHDRAWN,
        )
        shown = variants.exclude(Exists(withdrawn))
        return self.filter(Exists(shown) | ~Exists(variants))

    def _rows_of(self, relation: str) -> QuerySet:
        return self.model._meta.get_field(relation).related_model.objects.all()

    def with_public_details(self):
        """Everything a product shows, in a fixed number of queries."""
        return self.select_related("device_type").prefetch_related(
            "device_type__attribute_rows",
            "device_type__parameter_rows",
            "variants",
            "sale_restrictions",
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


class DeviceTypeQuerySet(QuerySet):
    """Device types: those with attributes are described, others only named."""

    def described(self, is_described: bool = True):
        return self.filter(self._has("attribute_rows", is_described))

    def with_products(self):
        """Those that a product has, drafts included."""
        return self.filter(self._has("products", True))

    def matching(self, text: str):
        """Those of whose words some begin like each word of ``text``: of names,
        synonyms and codes. None where there is no word in it."""
        found = self
        words = beginnings(text)
        for beginning in words:
            found = found.filter(vocabulary__contains=beginning)
        return found if words else self.none()

    def best_first(self, text: str):
        """Ordered by how near a name comes to ``text``, then by name: it is the name,
        or another word for it; a name begins so; a name has it somewhere."""
        # PostgreSQL takes no text with this character.
        plain = " ".join(text.replace("\0", " ").split())
        starts = Q(name_id__istartswith=plain) | Q(name_en__istartswith=plain)
        exact = Q(name_id__iexact=plain) | Q(name_en__iexact=plain)
        names_it = Q(name_id__icontains=plain) | Q(name_en__icontains=plain)
        called_so = IContains(Cast("synonyms", TextField()), json.dumps(plain))
        rank = Case(
            When(exact, then=Value(0)),
            When(called_so, then=Value(1)),
            When(starts, then=Value(2)),
            When(names_it, then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        )
        return self.order_by(rank, "name_id", "pk")

    def _has(self, relation: str, wanted: bool) -> Exists | Q:
        rows = self.model._meta.get_field(relation).related_model
        found = Exists(rows.objects.order_by().filter(device_type=OuterRef("pk")))
        return found if wanted else ~found
