"""The language of the admin."""

import pytest
from django.http import HttpResponse
from django.utils import translation

from catalog_site.admin_language import admin_in_indonesian


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/admin/", "id-id"),
        ("/admin/pages/7/edit/", "id-id"),
        ("/", "en"),
        ("/en/pemasok/", "en"),
        ("/administrasi/", "en"),
    ],
)
def test_only_the_admin_is_turned_to_wagtail_s_indonesian(rf, path, language):
    respond = admin_in_indonesian(
        lambda request: HttpResponse(translation.get_language())
    )

    with translation.override("en"):
        assert respond(rf.get(path)).content.decode() == language
        assert translation.get_language() == "en"
