"""Response headers of the public pages."""

import pytest
from django.http import HttpResponse

from catalog_site.middleware import POLICY, ContentSecurityPolicyMiddleware

HEADER = "Content-Security-Policy"


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", POLICY),
        ("/cari/", POLICY),
        ("/api/v1/products", POLICY),
        ("/administrasi/", POLICY),
        ("/admin/", None),
        ("/admin/login/", None),
        ("/api/docs", None),
    ],
)
def test_pages_without_scripts_of_their_own_have_the_policy(rf, path, policy):
    respond = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())

    assert respond(rf.get(path)).headers.get(HEADER) == policy


def test_a_policy_of_a_page_s_own_is_kept(rf):
    respond = ContentSecurityPolicyMiddleware(
        lambda request: HttpResponse(headers={HEADER: "default-src 'none'"})
    )

    assert respond(rf.get("/")).headers[HEADER] == "default-src 'none'"
