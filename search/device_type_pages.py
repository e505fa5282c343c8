"""Pages of the nomenclature: category, sub-category, device type.

A type's page also says that no product of it is listed, as of today: a buyer who asks
to import one has to show that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from core.addresses import DEVICE_TYPES_PATH, device_type_path, localised
from core.breadcrumbs import Crumb
from core.language import language
from domain.nomenclature import CATEGORIES, GROUPS, RISK_CLASSES, SUB_CATEGORIES
from products.models import DeviceType
from search.device_types import (
    OF_A_LIST,
    Listed,
    listed_products,
    nearest_types,
    products_of_type,
    sums_by,
    types_named,
)
from search.engines.base import EngineUnavailable
from search.query import LONGEST_QUERY
from search.views import unavailable

FOUND_SHOWN = 100
PRODUCTS_SHOWN = 8
NEAREST_SHOWN = 6

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category, group or sub-category with how much is in it."""

    code: str
    name: str
    url: str
    types: int
    products: int


@dataclass(frozen=True, slots=True)
class ListedType:
    """A type in a list."""

    name: str
    url: str
    products: int


def public_page(view: View) -> View:
    """For reading only; while there is no index nobody is told what is listed."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **given: str) -> HttpResponse:
        try:
            return view(request, **given)
        except EngineUnavailable as error:
            return unavailable(request, error, request.get_full_path())

    return answer


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """All categories and groups; the types that ``?q=`` names."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    listed = listed_products()
    sums = sums_by(_all_types(), listed.by_type, "category")
    found = types_named(text, FOUND_SHOWN) if text else []
    shelves = _shelves(GROUPS, sums)
    context = {
        "categories": [each for each in shelves if each.code in CATEGORIES],
        "groups": [each for each in shelves if each.code not in CATEGORIES],
        "types": sum(count for count, _products in sums.values()),
        "listed": listed,
        "text": text,
        "found": _in_a_list(found, listed),
        "crumbs": _crumbs(),
    }
    return _rendered(request, "index", context)


@public_page
def category(request: HttpRequest, code: str) -> HttpResponse:
    """The sub-categories of a category, and the types that stand in none."""
    types = list(DeviceType.objects.filter(category=code).only(*OF_A_LIST))
    if code not in GROUPS or not types:
        raise Http404
    listed = listed_products()
    sums = sums_by(types, listed.by_type, "sub_category")
    names = {key: name for key, name in SUB_CATEGORIES.items() if key[:2] == code}
    context = {
        "code": code,
        "name": GROUPS[code].text(language()),
        "is_category": code in CATEGORIES,
        "shelves": _shelves(names, sums),
        "types": _in_a_list([each for each in types if not each.sub_category], listed),
        "count": len(types),
        "products": sum(products for _types, products in sums.values()),
        "crumbs": _crumbs(code),
    }
    return _rendered(request, "category", context)


@public_page
def sub_category(request: HttpRequest, code: str) -> HttpResponse:
    """The types of a sub-category."""
    found = list(DeviceType.objects.filter(sub_category=code).only(*OF_A_LIST))
    if code not in SUB_CATEGORIES or not found:
        raise Http404
    listed = listed_products()
    types = _in_a_list(found, listed)
    context = {
        "code": code,
        "name": SUB_CATEGORIES[code].text(language()),
        "is_category": True,
        "types": types,
        "count": len(types),
        "products": sum(each.products for each in types),
        "crumbs": _crumbs(code[:2], code),
    }
    return _rendered(request, "category", context)


@public_page
def device_type(request: HttpRequest, key: str) -> HttpResponse:
    """What is known of a type, its newest products or that there are none, and the
    nearest types."""
    found = get_object_or_404(
        DeviceType.objects.prefetch_related("attribute_rows"), key=key
    )
    listed = listed_products()
    count, products = products_of_type(key, PRODUCTS_SHOWN)
    near = nearest_types(found, listed.by_type, NEAREST_SHOWN)
    risk_class = RISK_CLASSES.get(found.risk_class)
    context = {
        "type": found,
        "category": GROUPS[found.category].text(language()),
        "sub_category": _sub_category_name(found),
        "risk_class": risk_class.text(language()) if risk_class else "",
        "count": count,
        "listed": listed,
        "products": products,
        "near": _in_a_list(near, listed, in_order=True),
        "today": timezone.localdate(),
        "crumbs": _crumbs(found.category, found.sub_category, found.name),
    }
    return _rendered(request, "type", context)


def _rendered(
    request: HttpRequest, name: str, context: Mapping[str, object]
) -> HttpResponse:
    template = f"search/device_types/{name}.html"
    return render(request, template, {"nav": "search", **context})


def _all_types():
    """Key and category of each; thousands of whole types take ten times as long."""
    return DeviceType.objects.order_by().values_list("key", "category", named=True)


def _sub_category_name(found: DeviceType) -> str:
    name = SUB_CATEGORIES.get(found.sub_category)
    return name.text(language()) if name else ""


def _shelves(names: Mapping, sums: Mapping[str, tuple[int, int]]) -> list[Shelf]:
    """Those in which there is something."""
    return [
        Shelf(code, name.text(language()), _address(code), *sums[code])
        for code, name in names.items()
        if code in sums
    ]


def _in_a_list(types, listed: Listed, *, in_order: bool = False) -> list[ListedType]:
    """By name, unless they come in an order of their own."""
    shown = [
        ListedType(each.name, _address(each.key), listed.by_type.get(each.key, 0))
        for each in types
    ]
    return shown if in_order else sorted(shown, key=lambda each: each.name.casefold())


def _crumbs(*steps: str) -> list[Crumb]:
    """The way to a page, which has itself no address; codes stand under their names."""
    names = {code: name.text(language()) for code, name in GROUPS.items()}
    names |= {code: name.text(language()) for code, name in SUB_CATEGORIES.items()}
    crumbs = [Crumb(pgettext("daftar", "Jenis alat"), _address(""))]
    crumbs += [Crumb(names.get(step, step), _address(step)) for step in steps if step]
    return [*crumbs[:-1], Crumb(crumbs[-1].title)]


def _address(key: str) -> str:
    return localised(device_type_path(key) if key else DEVICE_TYPES_PATH)
