"""A document is served to those alone who may have it; typed input is read."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import translation

from core import wagtail_hooks
from core.models import CatalogueDocument
from core.wagtail_hooks import (
    only_published_documents,
    typed_input_scripts,
    typed_input_styles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def serve(rf, monkeypatch):
    """``serve(may)``: what is asked, and what the hook says to Wagtail."""
    document, visitor = CatalogueDocument(title="Lembar data"), AnonymousUser()
    request = rf.get("/dokumen/1/")
    request.user = visitor

    def serve(may):
        def asked(*arguments):
            assert arguments == (document, visitor)
            return may

        monkeypatch.setattr(wagtail_hooks, "may_download", asked)
        return only_published_documents(document, request)

    return serve


def test_who_may_have_it_is_served(serve):
    assert serve(True) is None


def test_for_others_there_is_none(serve):
    with pytest.raises(Http404):
        serve(False)


@pytest.mark.parametrize(
    ("language", "address"), [("id-id", "/isian/KIND/"), ("en", "/en/isian/KIND/")]
)
def test_the_script_asks_in_the_language_of_the_admin(language, address):
    with translation.override(language):
        scripts = typed_input_scripts()

    assert f'src="/static/core/readings.js" data-address="{address}"' in scripts
    assert 'src="/static/core/admin/calendar.js"' in scripts
    assert 'href="/static/core/admin/readings.css"' in typed_input_styles()
