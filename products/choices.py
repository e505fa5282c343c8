"""Choices for forms, from the nomenclature and from LKPP's product form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from domain import nomenclature
from domain.sale import Authority, RestrictionKind, RestrictionReason


class RiskClass(models.TextChoices):
    """Risk class of a device (PMK 62/2017). Stored, never derived from a number:
    the class digit 2 of a licence stands for both B and C."""

    A = "A", _("A – rendah")
    B = "B", _("B – rendah sampai sedang")
    C = "C", _("C – sedang sampai tinggi")
    D = "D", _("D – tinggi")


class LicenceGroup(models.TextChoices):
    """Product groups of the ministry's register."""

    ENR = "ENR", _("Elektromedik non-radiasi")
    ER = "ER", _("Elektromedik radiasi")
    NES = "NES", _("Non-elektromedik steril")
    NENS = "NENS", _("Non-elektromedik non-steril")
    ID = "ID", _("Diagnostik in vitro")


class Translation(models.TextChoices):
    """Which of a device type's names is a translation that nobody has reviewed."""

    ID = "id", _("nama Indonesia")
    EN = "en", _("nama Inggris")
    BOTH = "both", _("kedua nama")


class DomesticShare(models.TextChoices):
    """Answer to each of the three questions of the self-declaration of domestic
    products (PDN) on e-Katalog v6: place of production, labour, raw material."""

    ALL = "all", _("Seluruhnya Indonesia")
    SOME = "some", _("Sebagian Indonesia")
    NONE = "none", _("Tidak ada yang dari Indonesia")


RESTRICTION_KINDS = {
    RestrictionKind.UNORDERABLE: _("Ditampilkan, tetapi tidak dapat dipesan"),
    RestrictionKind.WITHDRAWN: _("Ditarik dari penjualan, tidak ditampilkan"),
}
RESTRICTION_REASONS = {
    RestrictionReason.PRODUCTION_PAUSED: _("produksi berhenti sementara"),
    RestrictionReason.DISCONTINUED: _("tidak diproduksi lagi"),
    RestrictionReason.PRICE_UNDER_REVISION: _("harga sedang diperbarui"),
    RestrictionReason.DATA_UNDER_CORRECTION: _("data produk sedang diperbaiki"),
    RestrictionReason.EVIDENCE_UNDER_REVIEW: _("izin atau sertifikat sedang diperiksa"),
    RestrictionReason.RECALLED: _("ditarik karena keamanan atau mutu"),
    RestrictionReason.AUTHORITY_ORDER: _("atas perintah pihak berwenang"),
    RestrictionReason.OTHER: _("alasan lain"),
}
AUTHORITIES = {
    Authority.MAKER: _("pemasok produk"),
    Authority.VERIFIER: _("verifikator"),
}


def authority_choices() -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in AUTHORITIES.items()]


def restriction_kind_choices() -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in RESTRICTION_KINDS.items()]


def restriction_reason_choices() -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in RESTRICTION_REASONS.items()]


def category_choices() -> list[tuple[str, str]]:
    """Categories of the licence, and the register's groups beside them."""
    return [(code, f"{code} {name.id}") for code, name in nomenclature.GROUPS.items()]


def sub_category_choices() -> list[tuple[str, str]]:
    return [
        (code, f"{code} {name.id}")
        for code, name in nomenclature.SUB_CATEGORIES.items()
    ]


def unit_choices() -> list[tuple[str, str]]:
    return [(unit, unit) for unit in nomenclature.LKPP_UNITS]
