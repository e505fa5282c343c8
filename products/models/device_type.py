from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from core.findings import text
from core.language import in_language
from domain import nomenclature, units
from domain.attributes.definitions import AttributeDefinition, Choice
from domain.calibration.limits import Limit, LimitKind, limit_error
from products.choices import (
    LicenceGroup,
    RiskClass,
    Translation,
    category_choices,
    sub_category_choices,
)
from products.querysets import DeviceTypeQuerySet
from products.vocabulary import vocabulary_of


class DeviceType(index.Indexed, ClusterableModel):
    """A kind of device that products can be compared within.

    Its attributes say what a product of this type must or may state; a type that has
    none is only named. See docs/adr/0037-nomenclature.md.
    """

    key = models.SlugField(
        _("kunci"),
        max_length=60,
        unique=True,
        help_text=_("Nama tetap untuk alamat dan API, misalnya infant_incubator."),
    )
    name_id = models.CharField(_("nama (Indonesia)"), max_length=120)
    name_en = models.CharField(_("nama (Inggris)"), max_length=120)
    synonyms = models.JSONField(
        _("sinonim"),
        default=list,
        blank=True,
        help_text=_("Nama lain yang dipakai orang untuk alat ini."),
    )
    translation = models.CharField(
        _("terjemahan yang belum ditinjau"),
        max_length=4,
        choices=Translation.choices,
        blank=True,
        help_text=_("Kosongkan setelah nama itu ditinjau."),
    )
    category = models.CharField(
        _("kategori"),
        max_length=2,
        choices=category_choices,
        help_text=_("Mulai 17: kelompok ASPAK di luar kategori izin edar."),
    )
    sub_category = models.CharField(
        _("subkategori"), max_length=4, choices=sub_category_choices, blank=True
    )
    licence_group = models.CharField(
        _("kelompok"), max_length=4, choices=LicenceGroup.choices, blank=True
    )
    risk_class = models.CharField(
        _("kelas risiko lazim"), max_length=1, choices=RiskClass.choices, blank=True
    )
    aspak_codes = models.JSONField(
        _("kode ASPAK"),
        default=list,
        blank=True,
        help_text=_("Kode pada daftar alat ASPAK; satu jenis dapat punya beberapa."),
    )
    emdn_code = models.CharField(_("kode EMDN"), max_length=20, blank=True)
    kfa_template_code = models.CharField(
        _("kode templat KFA"), max_length=8, blank=True
    )
    calibration_required = models.BooleanField(_("wajib kalibrasi"), default=False)
    calibration_method = models.CharField(
        _("metode kerja kalibrasi"),
        max_length=40,
        blank=True,
        help_text=_("Kode metode Kementerian Kesehatan, misalnya MK 009-18."),
    )
    calibration_interval_months = models.PositiveSmallIntegerField(
        _("jangka kalibrasi (bulan)"),
        default=12,
        help_text=_("Sekurangnya setahun sekali (PMK 54/2015 pasal 8)."),
    )
    lkpp_unit = models.CharField(_("satuan lazim"), max_length=30, default="Unit")
    vocabulary = models.TextField(editable=False, blank=True, default="")
    """Words of names, synonyms and codes (:mod:`products.vocabulary`), made whenever
    the type is saved; empty for one that was not since there are vocabularies."""

    objects = DeviceTypeQuerySet.as_manager()
    search_fields = [
        index.SearchField("name_id"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_id"),
    ]

    class Meta:
        ordering = ["name_id"]
        verbose_name = _("jenis alat")
        verbose_name_plural = _("jenis alat")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return in_language(self, "name")

    @cached_property
    def definitions(self) -> tuple[AttributeDefinition, ...]:
        """The attributes in the order in which they are shown."""
        return tuple(row.definition for row in self.attribute_rows.all())

    @cached_property
    def calibration_parameters(self) -> tuple["CalibrationParameter", ...]:
        return tuple(self.parameter_rows.all())

    @cached_property
    def limits(self) -> dict[str, Limit]:
        """What a calibration may find, by the parameter's key."""
        return {row.key: row.limit for row in self.calibration_parameters}

    @property
    def licence_category(self) -> str:
        """The category that a licence's number has; "" where the type stands in a group
        of the register that is none."""
        return self.category if self.category in nomenclature.CATEGORIES else ""

    @property
    def is_described(self) -> bool:
        """Whether it has attributes."""
        return bool(self.definitions)

    def learn_words(self) -> None:
        """Make the vocabulary anew: for who writes many types at once."""
        names = (self.name_id, self.name_en, *map(str, self.synonyms))
        codes = (self.key, *map(str, self.aspak_codes), self.emdn_code)
        self.vocabulary = vocabulary_of((*names, *codes))

    def save(self, *args, **kwargs):
        self.learn_words()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.sub_category and self.sub_category[:2] != self.category:
            raise ValidationError(
                {"sub_category": _("Subkategori ini bukan bagian dari kategorinya.")}
            )
        if self.lkpp_unit not in nomenclature.LKPP_UNITS:
            raise ValidationError(
                {"lkpp_unit": _("Satuan ini tidak ada dalam daftar LKPP.")}
            )


class AttributeKind(models.TextChoices):
    NUMBER = "number", _("Angka")
    RANGE = "range", _("Rentang")
    CHOICE = "choice", _("Pilihan")
    YES_NO = "yes_no", _("Ya/tidak")
    TEXT = "text", _("Teks")


class BetterDirection(models.TextChoices):
    """Which way a buyer prefers a value; a comparison marks the best by it."""

    NONE = "", _("Tidak ada")
    UP = "up", _("Makin besar makin baik")
    DOWN = "down", _("Makin kecil makin baik")
    MATCH = "match", _("Harus sesuai kebutuhan")


class DeviceAttribute(Orderable):
    """One property that products of a device type state."""

    device_type = ParentalKey(
        DeviceType, on_delete=models.CASCADE, related_name="attribute_rows"
    )
    key = models.SlugField(_("kunci"), max_length=60)
    label_id = models.CharField(_("label (Indonesia)"), max_length=120)
    label_en = models.CharField(_("label (Inggris)"), max_length=120)
    kind = models.CharField(_("jenis nilai"), max_length=10, choices=AttributeKind)
    unit = models.CharField(
        _("satuan baku"),
        max_length=30,
        blank=True,
        help_text=_("Nilai disimpan dalam satuan ini, misalnya mm, kPa atau lx."),
    )
    better = models.CharField(
        _("arah lebih baik"), max_length=5, choices=BetterDirection, blank=True
    )
    required = models.BooleanField(_("wajib diisi"), default=False)
    facet = models.BooleanField(_("dapat disaring"), default=False)
    multiple = models.BooleanField(_("boleh lebih dari satu pilihan"), default=False)
    choices = models.JSONField(
        _("pilihan"),
        default=list,
        blank=True,
        help_text=_('Daftar {"value", "label_id", "label_en"}.'),
    )
    typical_low = models.FloatField(_("lazimnya mulai"), null=True, blank=True)
    typical_high = models.FloatField(_("lazimnya sampai"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("atribut")
        verbose_name_plural = _("atribut")
        constraints = [
            models.UniqueConstraint(
                fields=["device_type", "key"], name="device_attribute_key_unique"
            )
        ]

    def __str__(self) -> str:
        return self.label_id

    @property
    def definition(self) -> AttributeDefinition:
        return AttributeDefinition(
            key=self.key,
            label_id=self.label_id,
            label_en=self.label_en,
            kind=self.kind,
            unit=self.unit,
            better=self.better,
            required=self.required,
            facet=self.facet,
            choices=tuple(Choice(**choice) for choice in self.choices),
            multiple=self.multiple,
            low=self.typical_low,
            high=self.typical_high,
        )

    def clean(self):
        super().clean()
        errors = {}
        if self.unit and not units.is_known(self.unit):
            errors["unit"] = _("Satuan ini tidak dikenal.")
        if self.kind == AttributeKind.CHOICE and not self.choices:
            errors["choices"] = _("Tulis sedikitnya satu pilihan.")
        if not isinstance(self.choices, list) or any(
            not isinstance(choice, dict)
            or set(choice) != {"value", "label_id", "label_en"}
            for choice in self.choices
        ):
            errors["choices"] = _(
                'Tiap pilihan berbentuk {"value": …, "label_id": …, "label_en": …}.'
            )
        if errors:
            raise ValidationError(errors)


LIMIT_KINDS = [
    (LimitKind.ABSOLUTE_RANGE, _("Rentang nilai terukur")),
    (LimitKind.PLUS_MINUS, _("± dalam satuan")),
    (LimitKind.PERCENT, _("± persen dari setelan")),
    (LimitKind.MINIMUM, _("Paling sedikit")),
    (LimitKind.MAXIMUM, _("Paling banyak")),
    (LimitKind.YES_NO, _("Ya/tidak")),
    (LimitKind.RATIO, _("± persen dari perbandingan")),
]


def _bound(label) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=18, decimal_places=6, null=True, blank=True
    )


class CalibrationParameter(Orderable):
    """What is measured when a device of this type is calibrated, and the limits.

    Seeded from laboratories' worksheets: acceptance limits of laboratories, not law.
    ``tolerance_text`` is the limit as they word it.
    """

    device_type = ParentalKey(
        DeviceType, on_delete=models.CASCADE, related_name="parameter_rows"
    )
    key = models.SlugField(_("kunci"), max_length=60)
    name_id = models.CharField(_("parameter (Indonesia)"), max_length=120)
    name_en = models.CharField(_("parameter (Inggris)"), max_length=120)
    unit = models.CharField(_("satuan"), max_length=30, blank=True)
    limit_kind = models.CharField(_("jenis batas"), max_length=12, choices=LIMIT_KINDS)
    low = _bound(_("batas bawah"))
    high = _bound(_("batas atas"))
    tolerance = _bound(_("toleransi (±)"))
    tolerance_text = models.CharField(
        _("toleransi seperti tertulis"), max_length=200, blank=True
    )

    class Meta(Orderable.Meta):
        verbose_name = _("parameter kalibrasi")
        verbose_name_plural = _("parameter kalibrasi")
        constraints = [
            models.UniqueConstraint(
                fields=["device_type", "key"], name="calibration_parameter_key_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return in_language(self, "name")

    @property
    def limit(self) -> Limit:
        return Limit(
            LimitKind(self.limit_kind),
            _plain_decimal(self.low),
            _plain_decimal(self.high),
            _plain_decimal(self.tolerance),
            self.unit,
        )

    def clean(self):
        super().clean()
        if self.unit and not units.is_known(self.unit):
            raise ValidationError({"unit": _("Satuan ini tidak dikenal.")})
        if self.limit_kind and (finding := limit_error(self.limit)):
            raise ValidationError(text(finding))


def _plain_decimal(value: Decimal | None) -> Decimal | None:
    """Without the zeros that the database pads with."""
    return None if value is None else Decimal(f"{value:f}").normalize() + 0
