"""The short address of a product or supplier: verification, label and QR code."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates.public_registers import INFOALKES
from verification.public import qr_code
from verification.public.codes import Mistyped, code_of, key_of
from verification.public.labels import FORMATS, asked_format
from verification.public.short_address import short_address
from verification.public.verification_page import (
    find_gone,
    find_page,
    label_context,
    verification_context,
)

SVG = "image/svg+xml"
PNG = "image/png"
current = cache_control(no_cache=True)
"""What is said of today is asked for anew."""
lasting = cache_control(public=True, max_age=86_400)


def reads_code(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Give a view the primary key that the address's code means."""

    @wraps(view)
    def read(request: HttpRequest, code: str) -> HttpResponse:
        try:
            key = key_of(code)
        except Mistyped:
            return _mistyped(request)
        return view(request, key)

    return read


@require_safe
@current
@reads_code
def verification(request: HttpRequest, key: int) -> HttpResponse:
    """What is declared and what is verified, today."""
    if request.resolver_match.kwargs["code"] != code_of(key):
        return _to_page(key)
    page = find_page(key)
    if page is None:
        return _not_listed(request, key)
    context = verification_context(page, request)
    return render(request, "verification/public/page.html", context)


@require_safe
@current
@reads_code
def label(request: HttpRequest, key: int) -> HttpResponse:
    """A label to print, or a sheet of them."""
    page = find_page(key)
    if page is None:
        return _not_listed(request, key)
    context = label_context(page) | {
        "format": asked_format(request.GET),
        "formats": FORMATS,
    }
    return render(request, "verification/public/label.html", context)


@require_safe
@reads_code
def as_scanned(request: HttpRequest, key: int) -> HttpResponse:
    """From the spelling of QR codes, and of people, to the one spelling there is."""
    return _to_page(key)


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """To the page of a code that was typed into the form, or the form."""
    typed = request.GET.get("kode", "").strip()
    if not typed:
        return render(request, "verification/public/look_up.html")
    # Whole addresses are typed as well.
    try:
        key = key_of(typed.rstrip("/").rpartition("/")[2])
    except Mistyped:
        return _mistyped(request)
    return redirect("verification:page", code_of(key))


@require_safe
@lasting
@reads_code
def qr_svg(request: HttpRequest, key: int) -> HttpResponse:
    """Asks the database nothing: whether a page has the code does not show in it."""
    address = short_address(key)
    title = _("Kode QR ke %(address)s") % {"address": address.text}
    return HttpResponse(qr_code.svg(address.scanned, title), content_type=SVG)


@require_safe
@lasting
@reads_code
def qr_png(request: HttpRequest, key: int) -> HttpResponse:
    address = short_address(key)
    response = HttpResponse(qr_code.png(address.scanned), content_type=PNG)
    response["Content-Disposition"] = f'inline; filename="qr-{address.code}.png"'
    return response


def _to_page(key: int) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(
        reverse("verification:page", args=(code_of(key),))
    )


def _not_listed(request: HttpRequest, key: int) -> HttpResponse:
    """410 where a public page had the code; else it is as if mistyped."""
    gone = find_gone(key)
    if gone is None:
        return _mistyped(request)
    context = {"gone": gone, "register": INFOALKES}
    return render(request, "verification/public/gone.html", context, status=410)


def _mistyped(request: HttpRequest) -> HttpResponse:
    return render(request, "verification/public/mistyped.html", status=404)
