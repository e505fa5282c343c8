from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, WorkflowState
from wagtail.search import index

from certificates.travelling import OriginalPage
from core.fields import NormalisedCharField
from core.findings import text
from core.language import in_language
from core.pages import RegisteredContext
from domain import regions
from domain.attributes.validation import validate_values
from domain.eligibility import Eligibility, evaluate
from domain.numbers.product_codes import normalise_kbki, normalise_tariff_code
from domain.sale import RestrictionKind, in_force
from products.choices import DomesticShare
from products.models.authorisation import MarketingAuthorisation
from products.models.sale_restriction import SaleRestriction
from products.models.tkdn import TkdnCertificate
from products.models.variant import ProductVariant
from products.permissions import ProductPermissionTester
from products.querysets import ProductQuerySet
from suppliers.models import SupplierPage

DESCRIPTION_FEATURES = ["h3", "bold", "italic", "ul", "ol"]


class ProductPage(RegisteredContext, OriginalPage, Page):
    """A device as its maker offers it. Its parent page is the supplier.

    ``attributes`` holds what the maker states of the device type's attributes, in
    the form that :func:`domain.attributes.validation.validate_values` defines.
    """

    device_type = models.ForeignKey(
        "products.DeviceType",
        verbose_name=_("jenis alat"),
        on_delete=models.PROTECT,
        related_name="products",
    )
    name_en = models.CharField(_("nama (Inggris)"), max_length=250, blank=True)
    brand = models.CharField(_("merek"), max_length=100)
    model_name = models.CharField(
        _("tipe/model"), max_length=100, validators=[MinLengthValidator(1)]
    )
    summary = models.CharField(
        _("ringkasan"),
        max_length=250,
        help_text=_("Satu kalimat yang dibaca pembeli dalam hasil pencarian."),
    )
    summary_en = models.CharField(_("ringkasan (Inggris)"), max_length=250, blank=True)
    description = RichTextField(_("uraian"), blank=True, features=DESCRIPTION_FEATURES)
    description_en = RichTextField(
        _("uraian (Inggris)"), blank=True, features=DESCRIPTION_FEATURES
    )
    attributes = models.JSONField(_("spesifikasi"), default=dict, blank=True)
    warranty_months = models.PositiveSmallIntegerField(
        _("garansi (bulan)"), null=True, blank=True
    )
    country_of_origin = CountryField(_("negara asal"), default="ID")
    production_share = models.CharField(
        _("lokasi produksi"), max_length=4, choices=DomesticShare.choices, blank=True
    )
    labour_share = models.CharField(
        _("tenaga kerja"), max_length=4, choices=DomesticShare.choices, blank=True
    )
    material_share = models.CharField(
        _("bahan baku"), max_length=4, choices=DomesticShare.choices, blank=True
    )
    kbki_code = NormalisedCharField(
        _("kode KBKI"),
        max_length=14,
        blank=True,
        normalise=normalise_kbki,
        help_text=_("5, 7 atau 10 angka; alat kesehatan berawalan 4815."),
    )
    hs_code = NormalisedCharField(
        _("kode HS"),
        max_length=12,
        blank=True,
        normalise=normalise_tariff_code,
        help_text=_(
            "8 angka, seperti pada sertifikat TKDN. 6 angka disimpan dengan catatan."
        ),
    )
    weight_grams = models.PositiveIntegerField(
        _("berat kirim (gram)"), null=True, blank=True
    )
    length_mm = models.PositiveIntegerField(
        _("panjang kemasan (mm)"), null=True, blank=True
    )
    width_mm = models.PositiveIntegerField(
        _("lebar kemasan (mm)"), null=True, blank=True
    )
    height_mm = models.PositiveIntegerField(
        _("tinggi kemasan (mm)"), null=True, blank=True
    )
    regions_served = models.JSONField(
        _("wilayah layanan"),
        default=list,
        blank=True,
        help_text=_("Kosong berarti seluruh Indonesia."),
    )

    demands_required_attributes: bool | None = None
    """Whether required attributes must be stated; None: as soon as it is live."""

    belongs_to_the_original = (
        "variants",
        "production_share",
        "labour_share",
        "material_share",
    )
    """SKU, GTIN and KFA code name one product; the statement of domestic production
    is made for one."""

    parent_page_types = ["suppliers.SupplierPage"]
    subpage_types = []
    template = "products/product.html"
    objects = PageManager.from_queryset(ProductQuerySet)()
    search_fields = [
        *Page.search_fields,
        index.SearchField("brand"),
        index.SearchField("model_name"),
        index.AutocompleteField("brand"),
        index.FilterField("device_type_id"),
    ]

    class Meta:
        verbose_name = _("produk")
        verbose_name_plural = _("produk")

    @property
    def is_placed(self) -> bool:
        """Whether it stands below a supplier: one that is being added is nowhere
        yet."""
        return bool(self.path)

    @cached_property
    def supplier(self) -> SupplierPage:
        return SupplierPage.objects.get(path=self.supplier_path)

    @property
    def supplier_path(self) -> str:
        return self.path[: -self.steplen]

    @cached_property
    def restrictions(self) -> Mapping[str, SaleRestriction]:
        """What is in force over its variants, by SKU; over those of its draft, too."""
        if self.pk is None:
            return {}
        by_sku = attrgetter("sku")
        standing = sorted(self.sale_restrictions.all(), key=by_sku)
        return {sku: in_force(found) for sku, found in groupby(standing, key=by_sku)}

    @property
    def shown_variants(self) -> list[ProductVariant]:
        """Those that buyers are shown."""
        return [
            variant
            for variant in self.variants.all()
            if not self.is_withdrawn(variant.sku)
        ]

    @property
    def is_withdrawn_wholly(self) -> bool:
        """Whether it has variants, and buyers are shown none of them."""
        return bool(self.variants.all()) and not self.shown_variants

    def is_withdrawn(self, sku: str) -> bool:
        found = self.restrictions.get(sku)
        return found is not None and found.kind == RestrictionKind.WITHDRAWN

    @property
    def status_string(self) -> str:
        """Wagtail's, which does not tell what was returned from other drafts."""
        state = self.current_workflow_state
        if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
            return super().status_string
        return _("tayang + dikembalikan") if self.live else _("dikembalikan")

    def clean(self):
        super().clean()
        self.clean_statements()

    def clean_statements(self):
        """Check what the maker states, apart from the page's place in the tree.

        A draft may still lack required attributes; what is live, or is submitted,
        may not. Raises ValidationError.
        """
        errors = {}
        if found := self._attribute_errors():
            errors["attributes"] = found
        if not isinstance(self.regions_served, list) or not all(
            isinstance(code, str) and regions.is_province(code)
            for code in self.regions_served
        ):
            errors["regions_served"] = _("Ada kode provinsi yang tidak dikenal.")
        if errors:
            raise ValidationError(errors)

    def _attribute_errors(self) -> list[str]:
        """What is wrong with the attribute values, and keeps only those that are not.

        An error of an attribute that the device type has is led by its label.
        """
        if not self.device_type_id:
            return []
        definitions = self.device_type.definitions
        self.attributes, errors = validate_values(definitions, self.attributes)
        demanded = self.demands_required_attributes
        if demanded is None:
            demanded = self.live
        labels = {each.key: in_language(each, "label") for each in definitions}
        return [
            f"{labels.get(key, key)}: {text(error)}".removeprefix(": ")
            for key, found in errors.items()
            for error in found
            if demanded or error.code != "required"
        ]

    def eligibility(
        self, on: date
    ) -> Eligibility[MarketingAuthorisation, TkdnCertificate]:
        """What its licences and TKDN certificates amount to on the day ``on``, drafts
        in preview included. Asks the database only for what was not fetched."""
        return evaluate(self.authorisations.all(), self.tkdn_certificates.all(), on)

    def permissions_for_user(self, user) -> ProductPermissionTester:
        return ProductPermissionTester(user, self)
