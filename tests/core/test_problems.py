"""Errors of the API as RFC 9457 has them."""

import json

import pytest

from core.problems import (
    Fault,
    ProblemOut,
    language_of,
    problem,
    refused_parameters,
    unexplained,
)
from domain.findings import error


def test_a_problem_has_the_form_that_is_documented():
    fault = Fault("query", "page", "number_outside", "Tulis bilangan 1 sampai 9.")

    response = problem(422, error("doubtful", "100 % salah"), [fault], language="en")

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Language"] == "en"
    body = json.loads(response.content)
    assert body == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "doubtful",
        "detail": "100 % salah",
        "detail_en": "100 % salah",
        "errors": [
            {
                "source": "query",
                "name": "page",
                "code": "number_outside",
                "detail": "Tulis bilangan 1 sampai 9.",
            }
        ],
    }
    ProblemOut.model_validate(body)


@pytest.mark.parametrize(
    ("language", "detail"),
    [
        ("id", "Tidak ada apa pun di alamat ini."),
        ("en", "There is nothing at this address."),
    ],
)
def test_a_problem_is_told_in_the_language_asked_for_and_in_english(language, detail):
    body = json.loads(problem(404, unexplained(404), language=language).content)

    assert body["detail"] == detail
    assert body["detail_en"] == "There is nothing at this address."


def test_a_refusal_names_each_parameter_once():
    findings = [
        error("one", "Satu").at("page"),
        error("two", "Dua").at("page"),
        error("three", "Tiga").at("sort"),
    ]

    refusal = refused_parameters(findings)

    assert refusal.status == 422
    assert refusal.finding.code == "invalid_parameters"
    assert refusal.finding.parameters == {"names": "page, sort"}
    assert refusal.faults("id") == [
        Fault("query", "page", "one", "Satu"),
        Fault("query", "page", "two", "Dua"),
        Fault("query", "sort", "three", "Tiga"),
    ]


def test_what_is_wrong_with_a_parameter_is_told_in_the_language_asked_for():
    refusal = refused_parameters(
        [error("parameter_unknown", "Parameter ini tidak dikenal.").at("foo")]
    )

    assert [refusal.faults(language)[0].detail for language in ("id", "en")] == [
        "Parameter ini tidak dikenal.",
        "This parameter is unknown.",
    ]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (403, "forbidden"),
        (404, "not_found"),
        (405, "method_not_allowed"),
        (400, "bad_request"),
        (418, "bad_request"),
        (500, "server_error"),
        (502, "server_error"),
    ],
)
def test_every_status_has_a_reason(status, code):
    assert unexplained(status).code == code


@pytest.mark.parametrize(
    ("query", "language"), [("", "id"), ("lang=en", "en"), ("lang=fr", "id")]
)
def test_the_language_is_that_asked_for(rf, query, language):
    assert language_of(rf.get(f"/api/?{query}")) == language
