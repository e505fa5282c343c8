from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from certificates.travelling import OriginalPage
from core.fields import NormalisedCharField
from core.findings import message
from core.pages import RegisteredContext
from domain.findings import InvalidInput
from domain.numbers.organisations import normalise_kbli, normalise_nib, normalise_npwp
from suppliers.choices import province_choices, regency_choices
from suppliers.models.places import PlacedMixin
from suppliers.permissions import SupplierPermissionTester


class SupplierKind(models.TextChoices):
    MANUFACTURER = "manufacturer", _("Produsen")
    CALIBRATION_LABORATORY = "calibration_laboratory", _("Laboratorium kalibrasi")
    TESTING_LABORATORY = "testing_laboratory", _("Laboratorium pengujian")
    CERTIFICATION_BODY = "certification_body", _("Lembaga sertifikasi")
    CONSULTANT = "consultant", _("Konsultan")


class BusinessScale(models.TextChoices):
    """Scale of a business as LKPP asks for it."""

    MICRO = "mikro", _("Usaha mikro")
    SMALL = "kecil", _("Usaha kecil")
    MEDIUM = "menengah", _("Usaha menengah")
    LARGE = "besar", _("Usaha besar")


class SupplierPage(RegisteredContext, OriginalPage, PlacedMixin, Page):
    """A company or institute that makes, tests, calibrates, certifies or advises.

    The page's title is the name it goes by; ``legal_name`` the registered one.
    """

    kind = models.CharField(
        _("jenis pemasok"),
        max_length=30,
        choices=SupplierKind.choices,
        default=SupplierKind.MANUFACTURER,
    )
    legal_name = models.CharField(
        _("nama badan usaha"),
        max_length=200,
        help_text=_("Sesuai akta, misalnya PT Contoh Alkes Indonesia."),
    )
    nib = NormalisedCharField(
        _("NIB"),
        max_length=30,
        blank=True,
        normalise=normalise_nib,
        help_text=_("Nomor Induk Berusaha, 13 angka, dari OSS."),
    )
    npwp = NormalisedCharField(
        _("NPWP"),
        max_length=30,
        blank=True,
        normalise=normalise_npwp,
        help_text=_("15 atau 16 angka."),
    )
    business_scale = models.CharField(
        _("skala usaha"), max_length=10, choices=BusinessScale.choices, blank=True
    )
    kbli_codes = models.JSONField(
        _("kode KBLI"),
        default=list,
        blank=True,
        help_text=_("Kode lima angka dari izin usaha, dipisah koma."),
    )
    address = models.TextField(_("alamat"), max_length=500, blank=True)
    province = models.CharField(
        _("provinsi"),
        max_length=2,
        choices=province_choices,
        blank=True,
    )
    regency = models.CharField(
        _("kabupaten/kota"),
        max_length=5,
        blank=True,
        choices=regency_choices,
    )
    postal_code = models.CharField(
        _("kode pos"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", _("Kode pos terdiri dari 5 angka."))],
    )
    founded = models.PositiveSmallIntegerField(
        _("tahun berdiri"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1850), MaxValueValidator(2100)],
    )
    employees = models.PositiveIntegerField(_("jumlah karyawan"), null=True, blank=True)
    website = models.URLField(_("situs web"), blank=True)
    logo = models.ForeignKey(
        "core.CatalogueImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    summary = models.CharField(_("ringkasan"), max_length=250, blank=True)
    summary_en = models.CharField(_("ringkasan (Inggris)"), max_length=250, blank=True)
    text = RichTextField(
        _("tentang"), blank=True, features=["h3", "bold", "italic", "ul", "ol"]
    )
    text_en = RichTextField(
        _("tentang (Inggris)"),
        blank=True,
        features=["h3", "bold", "italic", "ul", "ol"],
    )

    belongs_to_the_original = ("nib", "npwp", "contacts", "plants")
    """What a company is known by to the authorities, and its people and places."""

    parent_page_types = ["suppliers.CatalogueIndexPage"]
    subpage_types = ["products.ProductPage"]
    template = "suppliers/supplier.html"

    class Meta:
        verbose_name = _("pemasok")
        verbose_name_plural = _("pemasok")

    @property
    def supplier_path(self) -> str:
        """Where in the tree the supplier is, as with its products."""
        return self.path

    @property
    def is_laboratory(self) -> bool:
        return self.kind in {
            SupplierKind.CALIBRATION_LABORATORY,
            SupplierKind.TESTING_LABORATORY,
        }

    def clean(self):
        super().clean()
        try:
            self.kbli_codes = [normalise_kbli(c) for c in self.kbli_codes]
        except InvalidInput as error:
            raise ValidationError({"kbli_codes": message(error)}) from error

    def permissions_for_user(self, user) -> SupplierPermissionTester:
        return SupplierPermissionTester(user, self)
