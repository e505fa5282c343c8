"""The pages that explain the catalogue: help for buyers, and about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.public_registers import PUBLIC_REGISTERS
from certificates.reading import (
    Reading,
    read_calibrated,
    read_licence_briefly,
    read_local_content,
    read_validity,
)
from core.breadcrumbs import Crumb
from domain.validity import EXPIRING_WITHIN, Status
from search.catalogue import example_search
from suppliers.directory import listed_suppliers


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": [Crumb(_("Bantuan"))],
        "example": example_search(),
        "expiring_days": EXPIRING_WITHIN.days,
        "legend": legend(),
        "registers": PUBLIC_REGISTERS,
        "nav": "help",
    }
    return render(request, "catalog_site/help.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    registers = dict.fromkeys(PUBLIC_REGISTERS.values())
    context = {
        "crumbs": [Crumb(_("Tentang katalog"))],
        "registers": list(registers),
        "suppliers": listed_suppliers().count(),
    }
    return render(request, "catalog_site/about.html", context)


def legend() -> list[tuple[Reading, str]]:
    """What badges look like, made as all badges are, and what each means."""
    today = timezone.localdate()
    far, soon = today + 3 * EXPIRING_WITHIN, today + EXPIRING_WITHIN / 3
    return [
        (
            read_licence_briefly(Status.VALID, far, True),
            _("Izinnya berlaku, dan verifikator mencocokkannya dengan registernya."),
        ),
        (
            read_licence_briefly(Status.VALID, far, False),
            _(
                "Pemasok menyatakannya dan tanggalnya belum lewat; belum ada yang "
                "mencocokkannya."
            ),
        ),
        (
            read_licence_briefly(Status.EXPIRING, soon, True),
            _(
                "Masih berlaku dan terverifikasi, tetapi segera berakhir: tanyakan "
                "perpanjangannya sebelum membeli."
            ),
        ),
        (
            read_validity(Status.EXPIRED, today - EXPIRING_WITHIN / 3),
            _(
                "Tidak berlaku lagi. Yang belum mulai, ditolak, dibekukan, dicabut, "
                "atau digantikan ditandai dengan cara yang sama."
            ),
        ),
        (
            read_local_content(42.5, 10, far, brief=True),
            _("TKDN dan BMP dari sertifikat yang berlaku hari ini."),
        ),
        (
            read_calibrated(far, brief=True),
            _("Sebuah unit contoh dinyatakan laik pakai sampai hari itu."),
        ),
    ]
