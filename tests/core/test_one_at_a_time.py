"""Requests about a page go one after another."""

from threading import Event, Thread

import pytest
from django.db import connection
from django.http import HttpResponse
from django.views import View
from wagtail.models import Page

from core.one_at_a_time import OneAtATime, page_held
from tests.factories.suppliers import SupplierPageFactory


class Renaming(OneAtATime, View):
    """Gives the page a title, and fails where the title says so."""

    def get(self, request, page_id):
        return HttpResponse(str(connection.in_atomic_block))

    def post(self, request, page_id):
        Page.objects.filter(pk=page_id).update(title=request.POST["title"])
        if request.POST["title"] == "gagal":
            raise RuntimeError
        return HttpResponse()


@pytest.mark.django_db
def test_what_is_sent_happens_wholly_or_not_at_all(rf, catalogue):
    view = Renaming.as_view()
    page = SupplierPageFactory(title="Lama")

    with pytest.raises(RuntimeError):
        view(rf.post("/", {"title": "gagal"}), page_id=page.pk)
    after_failure = Page.objects.get(pk=page.pk).title
    view(rf.post("/", {"title": "Baru"}), page_id=page.pk)

    assert after_failure == "Lama"
    assert Page.objects.get(pk=page.pk).title == "Baru"
    assert view.view_class is Renaming


@pytest.mark.django_db(transaction=True)
def test_what_only_reads_holds_nothing(rf, catalogue):
    page = SupplierPageFactory()

    response = Renaming.as_view()(rf.get("/"), page_id=page.pk)

    assert response.content == b"False"


@pytest.mark.django_db(transaction=True)
def test_a_page_is_held_by_one(catalogue):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time, and in memory one thread.")
    page = SupplierPageFactory()
    holding, seen = Event(), []

    def hold_too():
        holding.wait()
        with page_held(page.pk):
            seen.append(Page.objects.get(pk=page.pk).title)
        connection.close()

    second = Thread(target=hold_too)
    second.start()
    with page_held(page.pk):
        holding.set()
        second.join(timeout=0.5)
        waited = second.is_alive()
        Page.objects.filter(pk=page.pk).update(title="Sesudahnya")
    second.join()

    assert waited
    assert seen == ["Sesudahnya"]
