"""What the feed answers when it cannot answer."""

from datetime import date

import pytest
from django.utils.translation import override

from lkpp import errors

BOTH = {
    errors.missing_key: (401, "Send a key: Authorization: Bearer KEY."),
    errors.key_revoked: (403, "This key was revoked."),
    errors.key_expired: (403, "This key has expired."),
    errors.method_not_allowed: (405, "Use the method GET, HEAD or POST."),
    errors.schema_not_found: (404, "There is no such schema."),
}


@pytest.mark.parametrize("refusal", BOTH, ids=lambda each: each.__name__)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_refusal_is_in_both_languages_whatever_the_readers_is(refusal, language):
    status, english = BOTH[refusal]

    with override(language):
        error = refusal()
        body = error.body()

    assert (error.status, body["data"]) == (status, {"status": status})
    assert body["message_en"] == english
    assert body["message"] == error.message != english


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (errors.invalid_secret, ("invalid_secret", "Invalid secret Key", 403)),
        (errors.product_not_found, ("product_not_found", "Product Not Found!", 404)),
        (errors.invalid_request, ("invalid_request", "Invalid Request", 401)),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_the_format_dictates_is_said_letter_by_letter(refusal, expected):
    code, message, status = expected

    with override("id"):
        assert refusal().body() == {
            "code": code,
            "message": message,
            "data": {"status": status},
        }


def test_a_parameter_that_cannot_be_used_is_named():
    body = errors.days_reversed("end_date", date(2026, 11, 24)).body()

    assert body == {
        "code": "invalid_parameter",
        "message": "Parameter end_date harus sama dengan atau sesudah start_date "
        "(2026-11-24).",
        "message_en": "Parameter end_date must be the same as or after start_date "
        "(2026-11-24).",
        "data": {"status": 400, "parameter": "end_date"},
    }


def test_values_that_may_be_chosen_are_listed_in_both_languages():
    error = errors.none_of("sort", ("desc", "asc"))

    assert error.parameter == "sort"
    assert error.body()["message"] == "Parameter sort harus desc atau asc."
    assert error.body()["message_en"] == "Parameter sort must be desc or asc."


def test_who_asks_too_often_is_given_the_seconds():
    error = errors.too_many_requests(7)

    assert error.headers == {"Retry-After": "7"}
    assert error.message == "Terlalu banyak permintaan. Coba lagi dalam 7 detik."
