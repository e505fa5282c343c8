"""The public API as a program sees it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.problems import ProblemOut
from readmodel import indexer
from readmodel.outbox import enqueue
from search.api_schemas import SearchOut
from search.conditions import NAMES
from search.facets import FACETS
from tests.factories.products import (
    DeviceTypeFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    complete_product,
)
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    return lambda path, **parameters: client.get(f"/api/v1/{path}", parameters)


@pytest.fixture
def two_products(index):
    """A cheap lamp from West Java and a dear one from Central Java."""
    cheap = complete_product(
        title="Lampu Operasi Satu",
        parent=SupplierPageFactory(province="32", regency="32.73"),
    )
    dear = complete_product(
        title="Lampu Operasi Dua",
        device_type=cheap.device_type,
        attributes=cheap.attributes,
        parent=SupplierPageFactory(province="33", regency="33.74"),
    )
    dear.variants.update(price=90_000_000)
    indexer.drain()
    return cheap, dear


def test_a_search_answers_in_the_documented_form(get, two_products):
    cheap, dear = two_products

    answer = get("products", q="lampu operasi", sort="price").json()

    assert answer["total"] == 2
    assert (answer["page"], answer["page_size"]) == (1, 24)
    assert [hit["id"] for hit in answer["results"]] == [cheap.pk, dear.pk]
    first = answer["results"][0]
    assert first["title"] == "Lampu Operasi Satu"
    assert first["url"] == f"https://katalog.example{cheap.url}"
    assert first["device_type"] == {
        "key": cheap.device_type.key,
        "label": cheap.device_type.name_id,
    }
    assert first["supplier"] == {"id": cheap.supplier.pk, "name": cheap.supplier.title}
    assert (first["price_min"], first["price_max"]) == (1_250_000, 1_250_000)
    assert (first["tkdn"], first["bmp"]) == (57.62, 10.0)
    licence = cheap.authorisations.get()
    assert (first["licence"], first["licence_status"]) == (licence.number, "valid")
    assert first["licence_expires_on"] == licence.expires_on.isoformat()


def test_a_product_without_a_licence_has_nothing_in_its_place(get, two_products):
    cheap, _ = two_products
    cheap.authorisations.all().delete()
    cheap.save()
    indexer.drain()

    first = get("products", sort="price").json()["results"][0]

    assert first["id"] == cheap.pk
    assert (first["licence"], first["licence_status"]) == (None, None)
    assert first["licence_expires_on"] is None


def test_the_facets_have_the_documented_names(get, two_products):
    facets = get("products").json()["facets"]

    assert {facet["name"] for facet in facets} == {
        "category",
        "device_type",
        "risk_class",
        "tkdn_band",
        "tkdn_bmp_40",
        "province",
        "supplier",
        "price",
        "licence",
        "verified",
        "calibrated",
        "in_stock",
        "business_scale",
    }


def test_a_facets_own_choice_does_not_change_its_counts(get, two_products):
    answer = get("products", province="32", sort="price").json()

    facets = {facet["name"]: facet["options"] for facet in answer["facets"]}
    provinces = {
        option["value"]: (option["count"], option["selected"])
        for option in facets["province"]
        if option["count"]
    }
    assert answer["total"] == 1
    assert provinces == {"32": (1, True), "33": (1, False)}
    assert sum(option["count"] for option in facets["supplier"]) == 1


def test_values_of_a_facet_are_joined_by_or(get, two_products):
    assert get("products", province=["32", "33"]).json()["total"] == 2
    assert get("products", price="-2000000").json()["total"] == 1
    assert get("products", price="90000000-").json()["total"] == 1
    assert get("products", price="90 jt-").json()["total"] == 1
    assert get("products", province="32", price="90000000-").json()["total"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "satu"),
        ("page", "9" * 30),
        ("page_size", "101"),
        ("sort", "harga"),
        ("province", "99"),
        ("category", "99"),
        ("device_type", "tidak_ada"),
        ("device_type", "Bukan Kunci"),
        ("supplier", "4711"),
        ("supplier", "satu"),
        ("price", "murah"),
        ("price", "5-1"),
        ("lang", "fr"),
        ("q", "x" * 201),
        ("provinsi", "32"),
        ("gtin", "123"),
        ("licence_number", "AKD 1"),
        ("updated_since", "kemarin"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(get, index, name, value):
    answer = get("products", **{name: value})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["detail"] == f"Parameter tidak dapat dipakai: {name}."
    assert [(each["source"], each["name"]) for each in problem["errors"]] == [
        ("query", name)
    ]


def test_a_price_that_cannot_be_read_is_told_in_words(get, index):
    answer = get("products", price="1,500-", lang="en")

    assert answer.status_code == 422
    assert answer.json()["detail"] == "These parameters cannot be used: price."
    assert answer.json()["errors"] == [
        {
            "source": "query",
            "name": "price",
            "code": "number_ambiguous",
            "detail": "The comma in “1,500” may mean decimals. Write 1500.",
        }
    ]


def test_a_device_type_that_nobody_lists_is_no_mistake(get, two_products):
    other = DeviceTypeFactory()

    answer = get("products", device_type=other.key)

    assert answer.status_code == 200
    assert answer.json()["total"] == 0


def test_values_that_do_not_exist_are_named(get, two_products):
    cheap, _ = two_products

    answer = get("products", device_type=[cheap.device_type.key, "a", "b"])

    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert (fault["code"], fault["detail"]) == (
        "value_unknown",
        "Nilai tidak dikenal: a, b.",
    )


def test_more_values_than_are_taken_are_refused(get, index):
    answer = get("products", supplier=["1"] * 101)

    assert [each["code"] for each in answer.json()["errors"]] == ["too_many_values"]


@pytest.mark.parametrize("text", ["???", "…", "-", "🙂", "、。"])
def test_a_text_without_a_word_finds_nothing(get, two_products, text):
    answer = get("products", q=text).json()
    narrowed = get("products", q=text, province="32").json()

    assert (answer["total"], answer["results"]) == (0, [])
    assert narrowed["total"] == 0
    counts = [o["count"] for facet in answer["facets"] for o in facet["options"]]
    assert set(counts) == {0}


def test_one_product_in_full(get, two_products):
    cheap, _ = two_products

    answer = get(f"products/{cheap.pk}").json()

    assert answer["id"] == cheap.pk
    assert answer["url"] == f"https://katalog.example{cheap.url}"
    assert answer["licence"]["number"] == cheap.authorisations.get().number
    assert [v["sku"] for v in answer["variants"]] == [cheap.variants.get().sku]
    assert answer["supplier"]["url"].startswith("https://katalog.example/pemasok/")


def test_what_is_not_known_of_a_product_is_null(get, two_products):
    cheap, _ = two_products

    answer = get(f"products/{cheap.pk}").json()
    search = get("products", q="lampu").json()

    assert answer["variants"][0]["gtin"] is None
    assert answer["summary_en"] is None
    assert "" not in everything_in(answer)
    assert "" not in everything_in(search)


def everything_in(value):
    """All values that are no lists or objects."""
    if isinstance(value, dict):
        return [each for v in value.values() for each in everything_in(v)]
    if isinstance(value, list):
        return [each for v in value for each in everything_in(v)]
    return [value]


def test_an_unknown_product_is_not_found(get, index):
    answer = get("products/4711")

    assert answer.status_code == 404
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "code": "product_not_found",
        "detail": "Produk dengan nomor ini tidak ada di katalog.",
        "detail_en": "No product of the catalogue has this number.",
        "errors": [],
    }


def test_without_an_index_the_api_says_so(get, catalogue, caplog):
    answer = get("products")

    assert answer.status_code == 503
    assert answer.json()["code"] == "index_unavailable"
    assert answer["Retry-After"] == "30"
    (told,) = [each for each in caplog.records if each.name == "catalog_site.api"]
    (reason,) = told.args
    assert told.getMessage() == f"The search engine did not answer: {reason}"
    assert str(reason) and str(reason) not in answer.content.decode()


def test_labels_come_in_english_when_asked(get, two_products):
    answer = get("products", lang="en").json()

    labels = {facet["name"]: facet for facet in answer["facets"]}
    device_types = [o["label"] for o in labels["device_type"]["options"]]
    assert device_types == [two_products[0].device_type.name_en]


def test_a_search_asks_the_database_nothing(
    get, two_products, django_assert_num_queries
):
    with django_assert_num_queries(0):
        get("products", q="lampu", province="32")


def test_the_documentation_lists_every_parameter(client, index):
    document = client.get("/api/openapi.json").json()

    operation = document["paths"]["/api/v1/products"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert {"q", "province", "tkdn_bmp_40", "sort", "page", "page_size"} <= names
    assert client.get("/api/docs").status_code == 200


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("products", "200 304 400 414 422 429 503"),
        ("products/{product_id}", "200 304 400 404 414 422 429 503"),
    ],
)
def test_the_documentation_states_every_answer(client, index, path, statuses):
    document = client.get("/api/openapi.json").json()

    operation = document["paths"][f"/api/v1/{path}"]["get"]
    assert sorted(operation["responses"]) == statuses.split()


def test_a_product_is_asked_for_by_its_number(get, index):
    answer = get("products/satu")

    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert (fault["source"], fault["name"]) == ("path", "product_id")


def test_a_sku_finds_its_product(get, two_products):
    _, dear = two_products
    sku = ProductVariantFactory(product=dear, sku="HB-3M-001").sku
    dear.save()
    indexer.drain()

    for written in (sku, "hb3m001", "hb 3m 001"):
        answer = get("products", q=written).json()
        assert [hit["id"] for hit in answer["results"]] == [dear.pk]


def test_a_code_finds_the_one_product_that_has_it(get, two_products):
    cheap, dear = two_products
    number = dear.authorisations.get().number

    by_sku = get("products", sku=dear.variants.get().sku.lower()).json()
    by_licence = get("products", licence_number=number.replace(" ", "")).json()
    by_other = get("products", sku="tidak-ada").json()
    by_both = get("products", sku=dear.variants.get().sku, province="32").json()

    assert [hit["id"] for hit in by_sku["results"]] == [dear.pk]
    assert [hit["id"] for hit in by_licence["results"]] == [dear.pk]
    assert (by_other["total"], by_both["total"]) == (0, 0)


def test_a_gtin_is_found_with_and_without_the_zeros_before_it(get, two_products):
    _, dear = two_products
    dear.variants.update(gtin="4006381333931")
    dear.save()
    indexer.drain()

    for written in ("4006381333931", "04006381333931"):
        answer = get("products", gtin=written).json()
        assert [hit["id"] for hit in answer["results"]] == [dear.pk]
    assert get("products", gtin="4006381333948").json()["total"] == 0


def test_what_was_published_since_a_moment_is_found(get, two_products):
    cheap, dear = two_products
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    for page, published in ((cheap, noon - timedelta(days=2)), (dear, noon)):
        type(page).objects.filter(pk=page.pk).update(last_published_at=published)
    enqueue([cheap.pk, dear.pk])
    indexer.drain()

    since = get("products", updated_since=noon.isoformat()).json()
    later = get("products", updated_since="2026-11-30T12:00:01Z").json()
    before = get("products", updated_since="2026-11-28").json()

    assert [hit["id"] for hit in since["results"]] == [dear.pk]
    assert (later["total"], before["total"]) == (0, 2)


# Whatever is asked

_values = (
    st.text(max_size=30)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.sampled_from(
        ["", "\0", "1", "yes", "-", "5-1", "-9", "id", "price", "é" * 300]
    )
)
_names = [
    "q",
    "sort",
    "page",
    "page_size",
    "lang",
    "\0",
    *(each.name for each in FACETS),
    *NAMES,
]
_documented = {200: SearchOut, 404: ProblemOut, 422: ProblemOut}
_fuzz = settings(
    max_examples=150,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
    ],
)


@_fuzz
@given(st.dictionaries(st.sampled_from(_names), st.lists(_values, max_size=3)))
def test_no_search_leaves_the_documented_forms(get, two_products, parameters):
    answer = get("products", **parameters)

    assert answer.status_code in {200, 422}
    _documented[answer.status_code].model_validate(answer.json())


@_fuzz
@given(
    st.integers().map(str)
    | st.text(st.characters(exclude_characters="/?#", codec="utf-8"), min_size=1)
)
def test_no_product_number_leaves_the_documented_forms(get, two_products, number):
    answer = get(f"products/{quote(number, safe='')}")

    assert answer.status_code in {200, 404, 422}
    if answer.status_code != 200:
        _documented[answer.status_code].model_validate(answer.json())


def test_what_cannot_be_ordered_says_why_and_since_when(get, two_products):
    cheap, dear = two_products
    for variant in cheap.variants.all():
        row = SaleRestrictionFactory(product=cheap, sku=variant.sku, note="Rahasia.")
    enqueue([cheap.pk])
    indexer.drain()

    found = {each["id"]: each for each in get("products").json()["results"]}
    answer = get(f"products/{cheap.pk}")

    told = {"reason": "production_paused", "since": row.since_day.isoformat()}
    assert (found[cheap.pk]["restriction"], found[cheap.pk]["orderable"]) == (
        told,
        False,
    )
    assert (found[dear.pk]["restriction"], found[dear.pk]["orderable"]) == (None, True)
    assert {str(each["restriction"]) for each in answer.json()["variants"]} == {
        str(told)
    }
    assert "Rahasia" not in answer.content.decode()
