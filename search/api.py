"""The public API: the search and the product as JSON. Needs no key."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router
from ninja.decorators import decorate_view

from core.api_numbers import WholeNumber
from core.language import LANGUAGES, in_language
from core.problems import ProblemOut, Refusal, refused_parameters
from domain.findings import error
from domain.messages import gettext_noop as _
from products.sale.reading import restriction_of_all
from search.api_answers import METHODS, public
from search.api_parameters import SearchParameters
from search.api_schemas import (
    FacetOut,
    HitOut,
    NamedOut,
    OptionOut,
    ProductOut,
    SearchOut,
    SupplierOut,
)
from search.catalogue import get_product
from search.documents.types import ProductCard
from search.known_values import told, unknown_values
from search.query import (
    InvalidParameters,
    SearchRequest,
    not_one_of,
)
from search.results import SearchResults, search_products

router = Router(tags=["Produk"])

NO_SUCH_PRODUCT = error(
    "product_not_found", _("Produk dengan nomor ini tidak ada di katalog.")
)


BEFORE_THE_API = {400: ProblemOut, 414: None}
"""Answers to a charset that cannot be read, and, by the server itself, to an address
that is too long."""
EVERYWHERE = {304: None, 429: ProblemOut, **BEFORE_THE_API}


@router.api_operation(
    METHODS,
    "/products",
    operation_id="searchProducts",
    response={200: SearchOut, (422, 503): ProblemOut, **EVERYWHERE},
    summary="Search products",
    url_name="products",
)
@decorate_view(public)
def search(request: HttpRequest, parameters: Annotated[SearchParameters, Query()]):
    """Products that match, with the facets of the search page. The count beside a
    value leaves its own facet's selection aside."""
    with translation.override(_language(request)):
        try:
            asked = SearchRequest.strict(request.GET)
        except InvalidParameters as unusable:
            raise refused_parameters(unusable.findings) from unusable
        found = search_products(asked)
        if unknown := unknown_values(found):
            raise refused_parameters(told(unknown))
        return _search_out(found)


@router.api_operation(
    METHODS,
    "/products/{product_id}",
    operation_id="getProduct",
    response={200: ProductOut, (404, 422, 503): ProblemOut, **EVERYWHERE},
    summary="Everything public about one product",
    url_name="product",
)
@decorate_view(public)
def product(request: HttpRequest, product_id: WholeNumber):
    """The product's whole document: variants, licences, certificates, calibrations,
    attributes in canonical units, pictures and files."""
    document = get_product(product_id)
    if document is None:
        raise Refusal(404, NO_SUCH_PRODUCT)
    return document


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
        url=hit["url"],
        brand=hit["brand"],
        model=hit["model"],
        summary=in_language(hit, "summary"),
        image=pictures[0]["urls"]["s800"] if pictures else None,
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
        calibrated_until=hit["calibrated_until"],
        restriction=restriction_of_all(each["restriction"] for each in hit["variants"]),
        orderable=hit["orderable"],
    )


def _named_out(named) -> NamedOut:
    return NamedOut(key=named["key"], label=in_language(named, "label"))
