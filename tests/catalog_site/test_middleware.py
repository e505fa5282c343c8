"""Response headers: what pages may load, and what browsers may do for them."""

import pytest
from django.http import HttpResponse

from catalog_site.middleware import (
    ADMIN_POLICY,
    DOCUMENTATION_POLICY,
    PERMISSIONS,
    POLICY,
    SecurityHeadersMiddleware,
)

CSP = "Content-Security-Policy"


def headers_of(rf, path, **own):
    respond = SecurityHeadersMiddleware(lambda request: HttpResponse(headers=own))
    return respond(rf.get(path)).headers


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", POLICY),
        ("/cari/", POLICY),
        ("/api/v1/products", POLICY),
        ("/administrasi/", POLICY),
        ("/admin/", ADMIN_POLICY),
        ("/admin/login/", ADMIN_POLICY),
        ("/api/docs", DOCUMENTATION_POLICY),
    ],
)
def test_every_address_has_a_policy(rf, path, policy):
    assert headers_of(rf, path)[CSP] == policy


@pytest.mark.parametrize("policy", [POLICY, ADMIN_POLICY, DOCUMENTATION_POLICY])
def test_no_policy_lets_others_in(policy):
    for directive in (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ):
        assert directive in policy.split("; ")
    assert "http" not in policy
    assert "unsafe-eval" not in policy


def test_public_pages_have_nothing_inline():
    assert "unsafe" not in POLICY


def test_the_documentation_has_no_inline_script():
    assert "script-src" not in DOCUMENTATION_POLICY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (CSP, "default-src 'none'"),
        ("Permissions-Policy", "camera=(self)"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ],
)
def test_a_page_s_own_header_is_kept(rf, name, value):
    assert headers_of(rf, "/", **{name: value})[name] == value


def test_devices_are_nobody_s(rf):
    assert headers_of(rf, "/")["Permissions-Policy"] == PERMISSIONS
    assert "geolocation=()" in PERMISSIONS.split(", ")
    assert "camera=()" in PERMISSIONS.split(", ")


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", "same-origin"),
        ("/admin/", "same-origin"),
        ("/gambar/abc/1/original/", "cross-origin"),
        ("/media/images/a.webp", "cross-origin"),
        ("/dokumen/1/a.pdf", "cross-origin"),
        ("/v/016JH/qr.svg", "cross-origin"),
    ],
)
def test_pictures_and_files_may_be_shown_elsewhere(rf, path, policy):
    assert headers_of(rf, path)["Cross-Origin-Resource-Policy"] == policy


@pytest.mark.django_db
def test_pages_are_kept_apart_from_those_that_opened_them(client, catalogue):
    headers = client.get("/").headers

    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
