import gzip
import json
import logging
from datetime import UTC, datetime
from urllib.parse import urlsplit

import brotli
import pytest
from django.test import Client
from wagtail.models import APIToken

from lkpp.feed import views
from lkpp.feed.schemas import published_schemas
from lkpp.models import FeedRequest
from lkpp.profiles import PROFILES
from tests.factories.feed import feed_client
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.lkpp.ledger import remember_in_turn
from tests.lkpp.record_samples import variant_record, withdrawn_record
from tests.lkpp.schema_check import faults, validator

KEY = {"secretkey": "test-lkpp"}
BASE_URL = "https://katalog.example"
ENDPOINTS = ["all_produk", "updated_produk", "produk"]

INVALID_SECRET = {
    "code": "invalid_secret",
    "message": "Invalid secret Key",
    "data": {"status": 403},
}


@pytest.fixture
def ledger(db):
    """Two variants that can be ordered and one that left."""
    remember_in_turn(variant_record("A"), variant_record("B"), withdrawn_record("C"))


def product_entry(record):
    return PROFILES["v5"].entry(record, BASE_URL)


def ask(client, endpoint, parameters=KEY, **options):
    return client.get(f"/lkpp/v5/{endpoint}", parameters, **options)


def read(response):
    return json.loads(b"".join(response))


def skus_of(page):
    return [entry["informasi"]["no_produk_penyedia"] for entry in page["produk"]]


def bearer(token):
    return {"headers": {"Authorization": f"Bearer {token}"}}


@pytest.mark.parametrize("end", ["", "/"])
def test_all_products_are_listed(client, ledger, end):
    response = ask(client, "all_produk" + end)

    page = read(response)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert faults("list", page) == []
    assert page == {
        "total": 2,
        "current_page": 1,
        "per_page": 500,
        "total_page": 1,
        "produk": [
            product_entry(variant_record("A")),
            product_entry(variant_record("B")),
        ],
    }


@pytest.mark.parametrize("end", ["", "/"])
def test_changes_of_some_days_are_listed_with_what_left(client, ledger, end):
    days = {"start_date": "2026-11-21", "end_date": "2026-11-21"}

    page = read(ask(client, "updated_produk" + end, KEY | days))

    assert faults("list", page) == []
    assert page["total"] == 1
    assert page["produk"] == [product_entry(withdrawn_record("C"))]


def test_changes_are_those_of_today_in_jakarta_by_default(client, ledger, monkeypatch):
    late = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)
    monkeypatch.setattr("lkpp.feed.views.timezone.now", lambda: late)

    page = read(ask(client, "updated_produk"))

    assert skus_of(page) == ["A", "B"]


@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize(
    ("sku", "record"), [("A", variant_record("A")), ("C", withdrawn_record("C"))]
)
def test_one_product_is_given(client, ledger, sku, record, end):
    response = ask(client, "produk" + end, KEY | {"no_produk_penyedia": sku})

    single = read(response)
    assert response.status_code == 200
    assert faults("single", single) == []
    assert single == {"produk": product_entry(record)}


@pytest.mark.django_db
def test_an_unknown_product_is_not_found(client, ledger):
    response = ask(client, "produk", KEY | {"no_produk_penyedia": "Z"})

    assert response.status_code == 404
    assert faults("error", response.json()) == []
    assert response.json() == {
        "code": "product_not_found",
        "message": "Product Not Found!",
        "data": {"status": 404},
    }


def test_a_product_must_be_named(client, ledger):
    response = ask(client, "produk")

    assert response.status_code == 401
    assert faults("error", response.json()) == []
    assert response.json()["message"] == "Invalid Request"


@pytest.mark.parametrize(
    ("endpoint", "name", "value"),
    [
        ("all_produk", "page", "0"),
        ("all_produk", "per_page", "abc"),
        ("all_produk", "order_by", "name"),
        ("updated_produk", "sort", "random"),
        ("updated_produk", "start_date", "2026-13-01"),
        ("updated_produk", "end_date", "2000-01-01"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    client, ledger, endpoint, name, value
):
    response = ask(client, endpoint, KEY | {name: value})

    assert response.status_code == 400
    assert faults("error", response.json()) == []
    assert response.json()["data"] == {"status": 400, "parameter": name}


def test_a_larger_page_than_500_is_given_500(client, ledger):
    page = read(ask(client, "all_produk", KEY | {"per_page": "1000"}))

    assert page["per_page"] == 500
    assert page["total"] == 2


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(
    ("parameters", "options"),
    [
        ({}, {}),
        ({"secretkey": ""}, {}),
        ({"secretkey": "test-lkp"}, {}),
        ({"secretkey": "test-lkpp-"}, {}),
        ({"secretkey": "kunci-é"}, {}),
        ({}, bearer("")),
        ({}, bearer("wrong")),
        ({}, bearer("wagtail_" + "0" * 33)),
        ({}, {"headers": {"Authorization": "Basic test-lkpp"}}),
        ({}, {"headers": {"Authorization": "test-lkpp"}}),
    ],
)
def test_without_the_key_nothing_is_given(
    client, ledger, endpoint, parameters, options
):
    sku = {"no_produk_penyedia": "A"}
    response = ask(client, endpoint, parameters | sku, **options)

    assert response.status_code == 403
    assert faults("error", response.json()) == []
    assert response.json() == INVALID_SECRET


def test_the_key_is_asked_for_before_anything_else(client, ledger):
    response = ask(client, "produk", {"page": "0"})

    assert response.json() == INVALID_SECRET


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(
    ("parameters", "options"),
    [({}, {}), ({"secretkey": ""}, {}), (KEY, {}), ({}, bearer("test-lkpp"))],
)
def test_an_empty_setting_switches_the_feed_off(
    client, ledger, settings, endpoint, parameters, options
):
    settings.LKPP_SECRET_KEY = ""

    response = ask(client, endpoint, parameters, **options)

    assert response.status_code == 403
    assert response.json() == INVALID_SECRET


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER "])
def test_the_key_may_come_as_a_bearer_token(client, ledger, scheme):
    header = {"Authorization": f"{scheme} test-lkpp"}

    response = ask(client, "all_produk", {}, headers=header)

    assert response.status_code == 200


@pytest.mark.django_db
def test_an_api_token_opens_the_feed_and_notes_its_use(client, ledger):
    token, plaintext = APIToken.create_token(user=administrator(), name="LKPP")

    response = ask(client, "all_produk", {}, **bearer(plaintext))

    token.refresh_from_db()
    assert skus_of(read(response)) == ["A", "B"]
    assert token.last_used_at is not None


@pytest.mark.django_db
def test_a_revoked_token_and_one_of_a_former_user_open_nothing(client, ledger):
    revoked, revoked_text = APIToken.create_token(user=UserFactory(), name="lama")
    revoked.revoke()
    former = UserFactory(is_active=False)
    _, former_text = APIToken.create_token(user=former, name="mantan")

    for plaintext in (revoked_text, former_text):
        response = ask(client, "all_produk", {}, **bearer(plaintext))
        assert response.status_code == 403
    assert not APIToken.objects.filter(last_used_at__isnull=False).exists()


def test_a_session_alone_opens_nothing(client, ledger, catalogue):
    for user in (editor_of(SupplierPageFactory()), verifier()):
        client.force_login(user)
        response = ask(client, "all_produk", {})
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("endpoint", "status", "cached"),
    [
        ("all_produk", 200, "private, no-cache"),
        ("updated_produk", 200, "private, no-cache"),
        ("produk", 401, "private, no-store"),
    ],
)
def test_no_cache_gives_an_answer_unasked(client, ledger, endpoint, status, cached):
    response = ask(client, endpoint)
    refusal = ask(client, endpoint, {})

    assert (response.status_code, response["Cache-Control"]) == (status, cached)
    assert refusal["Cache-Control"] == "private, no-store"


def test_the_reader_that_has_the_answer_is_told_so(client, ledger):
    first = ask(client, "all_produk")
    tag = {"headers": {"If-None-Match": first["ETag"]}}

    again = ask(client, "all_produk", **tag)
    remember_in_turn(withdrawn_record("B"))
    changed = ask(client, "all_produk", **tag)

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert changed.status_code == 200
    assert skus_of(read(changed)) == ["A"]


@pytest.mark.parametrize("accepted", ["gzip", "br", "identity"])
def test_the_tag_is_known_however_the_answer_was_sent(client, ledger, accepted):
    headers = {"Accept-Encoding": accepted}
    tag = ask(client, "all_produk", headers=headers)["ETag"]

    again = ask(client, "all_produk", headers=headers | {"If-None-Match": tag})

    assert again.status_code == 304


def test_a_reader_that_asks_too_often_is_told_when_to_come(client, ledger):
    _client, key = feed_client(per_minute=1)
    ask(client, "all_produk", {}, **bearer(key))

    response = ask(client, "all_produk", {}, **bearer(key))

    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert faults("error", response.json()) == []


def test_a_request_is_entered_with_what_was_given(client, ledger):
    _client, key = feed_client()

    read(ask(client, "all_produk", {"page": "1", "secretkey": key}))

    entry = FeedRequest.objects.get()
    assert (entry.client, entry.endpoint, entry.profile) == (
        "Gudang Data",
        "v5/all_products",
        "v5",
    )
    assert (entry.status, entry.outcome) == (200, "complete")
    assert entry.parameters == {"page": "1"}


def test_a_key_for_other_parts_or_profiles_opens_nothing(client, ledger):
    _changes, changes_key = feed_client("Perubahan", scopes=["changes"])
    _v6, v6_key = feed_client("V6", profiles=["v6"])

    by_scope = ask(client, "all_produk", {}, **bearer(changes_key))
    by_profile = ask(client, "all_produk", {}, **bearer(v6_key))

    assert (by_scope.status_code, by_scope.json()["code"]) == (403, "scope_not_allowed")
    assert (by_profile.status_code, by_profile.json()["code"]) == (
        403,
        "profile_not_allowed",
    )


@pytest.mark.parametrize(
    ("charset", "status"), [("utf-16", 400), ("utf-8", 200), ("no-such", 200)]
)
def test_a_strange_charset_is_refused_or_ignored(client, ledger, charset, status):
    content_type = f"application/x-www-form-urlencoded; charset={charset}"

    response = client.generic(
        "POST", "/lkpp/v5/all_produk?secretkey=test-lkpp", b"page=1", content_type
    )

    assert response.status_code == status


def test_a_posted_form_is_read_like_an_address(ledger):
    client = Client(enforce_csrf_checks=True)
    form = KEY | {"per_page": "1", "sort": "asc"}

    response = client.post("/lkpp/v5/all_produk?per_page=2&page=2", form)

    page = read(response)
    assert response.status_code == 200
    assert (page["per_page"], page["current_page"]) == (1, 2)
    assert skus_of(page) == ["B"]


def test_a_body_that_is_no_form_is_refused(client, ledger):
    response = client.post(
        "/lkpp/v5/all_produk", b"x", content_type="multipart/form-data; boundary="
    )

    assert response.status_code == 400
    assert faults("error", response.json()) == []
    assert response.json()["code"] == "unreadable_request"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, ledger, method):
    response = getattr(client, method)("/lkpp/v5/all_produk?secretkey=test-lkpp")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"
    assert faults("error", response.json()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("all_produk?secretkey=test-lkpp", 200),
        ("all_produk?secretkey=test-lkpp&page=0", 400),
        ("produk?secretkey=test-lkpp&no_produk_penyedia=A", 200),
        ("produk?secretkey=test-lkpp&no_produk_penyedia=Z", 404),
        ("all_produk", 403),
    ],
)
def test_head_tells_what_get_would_without_reading_products(
    client, ledger, query, status
):
    response = client.head(f"/lkpp/v5/{query}")

    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert b"".join(response) == b""


@pytest.mark.parametrize("view", [views.all_products, views.updated_products])
def test_the_answer_to_head_has_no_body_of_its_own(rf, ledger, view):
    response = view(rf.head("/", KEY))

    assert response.status_code == 200
    assert b"".join(response) == b""


@pytest.mark.parametrize(
    ("accepted", "encoding", "decompress"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_an_answer_may_be_compressed(client, ledger, accepted, encoding, decompress):
    plain = ask(client, "all_produk")

    response = ask(client, "all_produk", headers={"Accept-Encoding": accepted})

    assert response["Content-Encoding"] == encoding
    assert "Accept-Encoding" in response["Vary"]
    assert json.loads(decompress(b"".join(response))) == read(plain)


def test_the_schemas_are_listed_with_their_addresses(client):
    listed = client.get("/lkpp/schema/").json()["schemas"]

    assert [each["name"] for each in listed] == sorted(published_schemas())
    for each in listed:
        assert each["url"] == f"https://katalog.example/lkpp/schema/{each['name']}"
        assert client.get(urlsplit(each["url"]).path).status_code == 200


@pytest.mark.parametrize("name", sorted(published_schemas()))
def test_schemas_are_published_to_everybody(client, name):
    response = client.get(f"/lkpp/schema/{name}")

    assert response.status_code == 200
    assert client.get(f"/lkpp/v5/schema/{name}").content == response.content
    assert response["Content-Type"] == "application/schema+json"
    assert response.content == published_schemas()[name]
    short_name = name.removeprefix("v5-").removesuffix(".schema.json")
    validator(short_name).check_schema(json.loads(response.content))
    assert json.loads(response.content)["$id"] == name


def test_an_answer_points_to_its_schema(client, ledger):
    response = ask(client, "all_produk")

    address = "https://katalog.example/lkpp/v5/schema/v5-list.schema.json"
    assert response["Link"] == f'<{address}>; rel="describedby"'


@pytest.mark.django_db
def test_every_profile_has_a_schema_and_no_other_file_is_given(client):
    assert sorted(published_schemas()) == [
        "isb.schema.json",
        "native.schema.json",
        "tokodaring.schema.json",
        "v5-entry.schema.json",
        "v5-error.schema.json",
        "v5-list.schema.json",
        "v5-single.schema.json",
        "v6.schema.json",
    ]
    response = client.get("/lkpp/schema/views.py")
    assert response.status_code == 404
    assert faults("error", response.json()) == []


def test_neither_key_nor_token_reaches_a_log(client, ledger, caplog):
    caplog.set_level(logging.DEBUG)

    ask(client, "all_produk", {"secretkey": "salah-sekali"})
    ask(client, "all_produk", {}, **bearer("token-salah"))
    ask(client, "all_produk", KEY | {"page": "0"})

    assert len(caplog.records) == 3
    for secret in ("salah-sekali", "token-salah", "test-lkpp"):
        assert secret not in caplog.text
