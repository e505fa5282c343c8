"""A document is served to those alone who may have it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from core import wagtail_hooks
from core.models import CatalogueDocument
from core.wagtail_hooks import only_published_documents

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
