from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model_string

from certificates.kinds import CertificateKind
from certificates.models import Certificate
from core.fields import NormalisedCharField
from core.findings import text
from domain.calibration.checks import points_findings, record_findings
from domain.calibration.conformity import Conformity
from domain.calibration.limits import LimitsByKey
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from domain.calibration.tables import errors_in_rows, read_points, read_standards
from domain.findings import Finding
from domain.numbers.organisations import normalise_kan_code
from products.models.fields import ReferenceStandardsField, TestPointsField


def normalise_laboratory_code(text: str) -> str:
    return normalise_kan_code(text, "calibration_laboratory")


class CalibrationResult(models.TextChoices):
    FIT = "fit", _("Laik pakai")
    UNFIT = "unfit", _("Tidak laik pakai")
    CONDITIONAL = "conditional", _("Bersyarat")


class CalibrationPurpose(models.TextChoices):
    TYPE_SAMPLE = "type_sample", _("Contoh tipe")
    FACTORY_RELEASE = "factory_release", _("Rilis pabrik")
    AFTER_SALES = "after_sales", _("Purnajual")


class CalibrationPlace(models.TextChoices):
    LABORATORY = "laboratory", _("Di laboratorium")
    CUSTOMER = "customer", _("Di tempat pemilik")
    OTHER = "other", _("Di tempat lain")


class SignatureState(models.TextChoices):
    """What was found out of the signature of a digital certificate."""

    ABSENT = "absent", _("Tanpa tanda tangan digital")
    PRESENT = "present", _("Ada tanda tangan digital, belum terbukti sah")
    VERIFIED = "verified", _("Tanda tangan digital terbukti sah")
    ALTERED = "altered", _("Diubah sesudah ditandatangani")


def _measured(label, unit_help: str = "") -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=unit_help,
    )


class CalibrationRecord(Certificate):
    """A calibration of one unit of the product, known by its serial number.

    On a maker's page it is a sample: it speaks for the model, not for the unit a
    hospital will receive. ``results`` and ``standards`` are lists in the form of
    :mod:`domain.calibration.points`; ``dcc`` is the digital certificate from which
    the record was filled, kept as it came.
    """

    number_field = "certificate_number"
    starts_field = "performed_on"
    expires_field = "due_on"
    claim_fields = (
        "certificate_number",
        "laboratory",
        "laboratory_name",
        "laboratory_code",
        "unit_serial",
        "purpose",
        "performed_on",
        "issued_on",
        "due_on",
        "result",
        "results",
        "standards",
    )
    certificate_kind = CertificateKind.CALIBRATION

    product = ParentalKey(
        "products.ProductPage",
        on_delete=models.CASCADE,
        related_name="calibration_records",
    )
    certificate_number = models.CharField(_("nomor sertifikat"), max_length=80)
    order_number = models.CharField(_("nomor order"), max_length=80, blank=True)
    laboratory = models.ForeignKey(
        "suppliers.SupplierPage",
        verbose_name=_("laboratorium dalam katalog"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"kind": "calibration_laboratory", "live": True},
    )
    laboratory_name = models.CharField(
        _("laboratorium lain"),
        max_length=200,
        blank=True,
        help_text=_("Bila laboratoriumnya belum ada dalam katalog."),
    )
    laboratory_code = NormalisedCharField(
        _("kode KAN laboratorium lain"),
        max_length=20,
        blank=True,
        normalise=normalise_laboratory_code,
        help_text=_("Misalnya LK-285-IDN, bila terakreditasi."),
    )
    unit_serial = models.CharField(_("nomor seri unit"), max_length=80)
    purpose = models.CharField(
        _("tujuan"),
        max_length=20,
        choices=CalibrationPurpose.choices,
        default=CalibrationPurpose.TYPE_SAMPLE,
    )
    received_on = models.DateField(_("tanggal terima alat"), null=True, blank=True)
    began_on = models.DateField(
        _("mulai dikalibrasi"),
        null=True,
        blank=True,
        help_text=_("Bila lebih dari sehari."),
    )
    performed_on = models.DateField(_("tanggal kalibrasi"))
    issued_on = models.DateField(_("tanggal terbit"))
    due_on = models.DateField(
        _("kalibrasi ulang"),
        help_text=_("Setahun sesudah kalibrasi (PMK 54/2015 pasal 8)."),
    )
    place = models.CharField(
        _("tempat"), max_length=12, choices=CalibrationPlace.choices, blank=True
    )
    temperature_low = _measured(_("suhu terendah (°C)"))
    temperature_high = _measured(_("suhu tertinggi (°C)"))
    humidity_low = _measured(_("kelembapan terendah (%)"))
    humidity_high = _measured(_("kelembapan tertinggi (%)"))
    mains_voltage = models.DecimalField(
        _("tegangan jala-jala (V)"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
    )
    result = models.CharField(
        _("hasil"),
        max_length=12,
        choices=CalibrationResult.choices,
        default=CalibrationResult.FIT,
    )
    results = TestPointsField(_("titik uji"), default=list, blank=True)
    standards = ReferenceStandardsField(_("alat standar"), default=list, blank=True)
    dcc = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("sertifikat digital (DCC)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    dcc_version = models.CharField(max_length=12, blank=True, editable=False)
    dcc_signature = models.CharField(
        _("tanda tangan digital"),
        max_length=10,
        choices=SignatureState.choices,
        blank=True,
        editable=False,
    )

    class Meta(Certificate.Meta):
        verbose_name = _("kalibrasi")
        verbose_name_plural = _("kalibrasi")

    def __str__(self) -> str:
        return self.certificate_number

    @property
    def laboratory_title(self) -> str:
        return self.laboratory.title if self.laboratory else self.laboratory_name

    @property
    def issuer_name(self) -> str:
        return self.laboratory_title

    @property
    def points(self) -> tuple[TestPoint, ...]:
        """The test points; what cannot be read is left out of them."""
        return read_points(self.results)[0]

    @property
    def reference_standards(self) -> tuple[ReferenceStandard, ...]:
        return read_standards(self.standards)[0]

    @property
    def limits(self) -> LimitsByKey:
        """What the device type's profile allows, by parameter."""
        device_type = self._device_type
        return device_type.limits if device_type else {}

    @property
    def _device_type(self):
        # A product that is being written may not have one yet.
        return self.product.device_type if self.product.device_type_id else None

    def fit_for_use(self, on: date | None = None) -> bool:
        """Whether the unit may be called *laik pakai* that day: found fit, not due
        again, not refused by a verifier, and no test point fails."""
        return (
            self.result == CalibrationResult.FIT
            and self.is_valid(on)
            and not self._some_point_fails
        )

    @cached_property
    def _some_point_fails(self) -> bool:
        limits = self.limits
        return any(point.computed(limits) == Conformity.FAIL for point in self.points)

    def _document_digest(self) -> str:
        digital = self.dcc.file_hash if self.dcc else ""
        return f"{super()._document_digest()} {digital}".strip()

    def clean(self):
        errors = self._clean_lists() | self._field_errors()
        if errors:
            raise ValidationError(errors)
        super().clean()

    def _field_errors(self) -> dict[str, str]:
        errors = {}
        if not self.laboratory and not self.laboratory_name:
            errors["laboratory_name"] = _("Tulis laboratorium yang mengkalibrasi.")
        if self.issued_on and self.performed_on and self.issued_on < self.performed_on:
            errors["issued_on"] = _("Tidak boleh sebelum tanggal kalibrasi.")
        return errors

    def _clean_lists(self) -> dict[str, list[str]]:
        """Bring both lists to their stored form; name row and column of each error."""
        self.__dict__.pop("_some_point_fails", None)
        errors = {}
        for name, read, dump in (
            ("results", read_points, dump_points),
            ("standards", read_standards, dump_standards),
        ):
            rows, findings = read(getattr(self, name))
            if found := errors_in_rows(findings):
                errors[name] = [text(each) for each in found]
            else:
                setattr(self, name, dump(rows))
        return errors

    def findings(self, today: date) -> list[Finding]:
        device_type = self._device_type
        return [
            *points_findings(self.points, self.limits),
            *record_findings(
                self.points,
                self.limits,
                self.result,
                self.began_on,
                self.performed_on,
                self.issued_on,
                self.received_on,
                self.due_on,
                device_type.calibration_interval_months if device_type else None,
            ),
        ]
