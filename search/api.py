"""The public API: the search and the product as JSON. Needs no key."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field, create_model

from core.addresses import absolute
from core.api_numbers import WholeNumber
from core.language import LANGUAGES, in_language
from core.problems import ProblemOut, Refusal, refused_parameters
from domain.findings import error
from domain.messages import gettext_noop as _
from search.catalogue import get_product
from search.documents.types import ProductCard
from search.facets import FACETS
from search.query import (
    DEFAULT_PAGE_SIZE,
    LARGEST_PAGE_SIZE,
    SORTS,
    InvalidParameters,
    SearchRequest,
    not_one_of,
)
from search.results import SearchResults, search_products

router = Router(tags=["Produk"])

NO_SUCH_PRODUCT = error(
    "product_not_found", _("Produk dengan nomor ini tidak ada di katalog.")
)


class NamedOut(Schema):
    key: str
    label: str


class SupplierOut(Schema):
    id: int
    name: str


class HitOut(Schema):
    """A product in a result list. Prices are whole rupiah before PPN, of the cheapest
    and the dearest variant; ``tkdn`` and ``bmp`` percentages that are valid today."""

    id: int
    title: str
    url: str
    brand: str
    model: str
    summary: str
    image: str | None
    device_type: NamedOut
    category: NamedOut
    supplier: SupplierOut
    province: str
    risk_class: str
    price_min: int | None
    price_max: int | None
    stock: int
    tkdn: float | None
    bmp: float | None
    tkdn_bmp: float | None
    licence: str | None
    licence_status: str | None
    licence_expires_on: str | None
    calibrated_until: str | None
    orderable: bool


class OptionOut(Schema):
    value: str
    label: str
    count: int
    selected: bool


class FacetOut(Schema):
    name: str
    label: str
    options: list[OptionOut]


class SearchOut(Schema):
    total: int
    page: int
    page_size: int
    results: list[HitOut]
    facets: list[FacetOut]


BEFORE_THE_API = {(400, 414): None}
"""Answers of the server itself: to a charset that cannot be read, and to an address
that is too long."""


def _facet_parameter(facet) -> tuple[Any, Any]:
    description = f"{facet.label}. May be repeated; values are joined by “or”."
    if facet.numeric:
        description += " A range `low-high`; either end may be left out."
    if facet.options:
        description += f" Values: {', '.join(facet.options)}."
    return list[str], Field(default=[], description=description)


SearchParameters = create_model(
    "SearchParameters",
    __base__=Schema,
    q=(str, Field(default="", description="Words, a model, SKU or licence number.")),
    **{facet.name: _facet_parameter(facet) for facet in FACETS},
    sort=(
        str,
        Field(default="relevance", description=f"One of {', '.join(SORTS)}."),
    ),
    page=(int, Field(default=1, description="Pages count from 1.")),
    page_size=(
        int,
        Field(default=DEFAULT_PAGE_SIZE, description=f"At most {LARGEST_PAGE_SIZE}."),
    ),
    lang=(str, Field(default="id", description="Language of labels: id or en.")),
)


@router.get(
    "/products",
    operation_id="searchProducts",
    response={200: SearchOut, (422, 503): ProblemOut, **BEFORE_THE_API},
    summary="Search products",
    url_name="products",
)
def search(request: HttpRequest, parameters: Annotated[SearchParameters, Query()]):
    """Products that match, with the facets of the search page. The count beside a
    value leaves its own facet's selection aside."""
    with translation.override(_language(request)):
        try:
            asked = SearchRequest.strict(request.GET)
        except InvalidParameters as unusable:
            raise refused_parameters(unusable.findings) from unusable
        return _search_out(search_products(asked))


@router.get(
    "/products/{product_id}",
    operation_id="getProduct",
    response={200: dict, (404, 422, 503): ProblemOut, **BEFORE_THE_API},
    summary="Everything public about one product",
    url_name="product",
)
def product(request: HttpRequest, product_id: WholeNumber):
    """The product's whole document: variants, licences, certificates, calibrations,
    attributes in canonical units, pictures and files. Addresses are absolute."""
    document = get_product(product_id)
    if document is None:
        raise Refusal(404, NO_SUCH_PRODUCT)
    return absolute_addresses(document)


def absolute_addresses(value: Any) -> Any:
    """``value`` with the host before every address in it."""
    if isinstance(value, dict):
        return {key: _absolute_field(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [absolute_addresses(each) for each in value]
    return value


def _absolute_field(key: str, value: Any) -> Any:
    if key == "urls":
        return {use: absolute(url) for use, url in value.items()}
    if key == "url" or key.endswith("_url"):
        return absolute(value)
    return absolute_addresses(value)


def _language(request: HttpRequest) -> str:
    language = request.GET.get("lang", "id")
    if language not in LANGUAGES:
        raise refused_parameters([not_one_of(LANGUAGES).at("lang")])
    return language


def _search_out(results: SearchResults) -> SearchOut:
    return SearchOut(
        total=results.total,
        page=results.request.page,
        page_size=results.request.page_size,
        results=[_hit_out(hit) for hit in results.hits],
        facets=[
            FacetOut(
                name=facet.name,
                label=str(facet.label),
                options=[
                    OptionOut(
                        value=option.value,
                        label=str(option.label),
                        count=option.count,
                        selected=option.selected,
                    )
                    for option in facet.options
                ],
            )
            for facet in results.facets
        ],
    )


def _hit_out(hit: ProductCard) -> HitOut:
    licence = hit["licence"] or {}
    pictures = hit["pictures"]
    return HitOut(
        id=hit["id"],
        title=in_language(hit, "title"),
        url=absolute(hit["url"]),
        brand=hit["brand"],
        model=hit["model"],
        summary=in_language(hit, "summary"),
        image=absolute(pictures[0]["urls"]["s800"]) if pictures else None,
        device_type=_named_out(hit["device_type"]),
        category=_named_out(hit["category"]),
        supplier=SupplierOut(id=hit["supplier"]["id"], name=hit["supplier"]["name"]),
        province=hit["supplier"]["province"],
        risk_class=hit["risk_class"],
        price_min=hit["price_min"],
        price_max=hit["price_max"],
        stock=hit["stock"],
        tkdn=hit["tkdn"],
        bmp=hit["bmp"],
        tkdn_bmp=hit["tkdn_bmp"],
        licence=licence.get("number"),
        licence_status=licence.get("status"),
        licence_expires_on=licence.get("expires_on"),
        calibrated_until=hit["calibrated_until"] or None,
        orderable=hit["orderable"],
    )


def _named_out(named) -> NamedOut:
    return NamedOut(key=named["key"], label=in_language(named, "label"))
