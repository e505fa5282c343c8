"""The comparison page and its download. Products come from the index alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.language import in_language
from procurement.chosen_products import MOST, ChosenProducts, asked_ids, choose_products
from procurement.comparison import Comparison, compare_products
from procurement.spreadsheet import XLSX, comparison_workbook
from search.catalogue import similar_products
from search.documents.types import ProductCard, ProductDocument
from search.engines.base import EngineUnavailable
from search.preference import preferences_of
from search.views import unavailable

ONLY_DIFFERENCES = "beda"
SUGGESTED = 6


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to five products of one device type side by side."""
    try:
        chosen = choose_products(asked_ids(request.GET))
        suggested = _suggested(chosen)
    except EngineUnavailable as error:
        return unavailable(request, error, request.get_full_path())
    only_differences = request.GET.get(ONLY_DIFFERENCES) == "1"
    whole = _compared(chosen)
    context = {
        "chosen": chosen,
        "comparison": whole.only_differences() if only_differences else whole,
        "equal_count": whole.equal_count,
        "only_differences": only_differences,
        "columns": [(product, chosen.without(product)) for product in chosen.products],
        "suggested": [(product, chosen.plus(product)) for product in suggested],
        "gone_text": ", ".join(map(str, chosen.gone)),
        "shown": [_remembered(product) for product in chosen.products],
        "most": MOST,
        "today": timezone.localdate(),
        "nav": "compare",
    }
    return render(request, "procurement/comparison.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The comparison as a spreadsheet; back to its page when there is none to make."""
    try:
        chosen = choose_products(asked_ids(request.GET))
    except EngineUnavailable as error:
        return unavailable(request, error, request.get_full_path())
    address = _address(chosen)
    if not chosen.can_be_compared:
        return HttpResponseRedirect(address)
    comparison = _compared(chosen)
    content = comparison_workbook(
        comparison,
        title=_title(comparison),
        source=f"{settings.PUBLIC_BASE_URL}{address}",
        on=timezone.localdate(),
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(comparison)}"'
    return response


def _compared(chosen: ChosenProducts) -> Comparison:
    return compare_products(chosen.products, preferences_of(chosen.products))


def _address(chosen: ChosenProducts) -> str:
    path = reverse("procurement:compare")
    return f"{path}?{chosen.query_string}" if chosen.products else path


def _suggested(chosen: ChosenProducts) -> list[ProductCard]:
    """Like products to add, while there is little to compare."""
    if not chosen.products or chosen.can_be_compared:
        return []
    first = chosen.products[0]
    return [
        product
        for product in similar_products(first["id"], 2 * SUGGESTED)
        if product["device_type"]["key"] == first["device_type"]["key"]
    ][:SUGGESTED]


def _remembered(product: ProductDocument) -> dict[str, str]:
    """The product as the reader's browser remembers it (compare.js)."""
    return {
        "id": str(product["id"]),
        "type": product["device_type"]["key"],
        "title": in_language(product, "title"),
    }


def _title(comparison: Comparison) -> str:
    device_type = comparison.products[0]["device_type"]
    return _("Perbandingan %(device_type)s") % {
        "device_type": in_language(device_type, "label")
    }


def _file_name(comparison: Comparison) -> str:
    return f"{slugify(_title(comparison))}-{timezone.localdate().isoformat()}.xlsx"
