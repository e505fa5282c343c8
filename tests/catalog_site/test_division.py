"""Pages and streams, each by a process of its own."""

import json
import logging

import pytest
from django.urls import reverse

from catalog_site.division import is_served_here
from lkpp.choices import ProfileName

PAGES = [
    "/",
    "/en/",
    "/admin/",
    "/api/v1/products",
    "/dokumen/1/a.pdf",
    "/lkpp/schema/",
]
STREAMS = [
    "/api/v1/lkpp/snapshot",
    "/api/v1/lkpp/changes",
    "/api/v1/lkpp/state",
    "/lkpp/v5/all_produk",
    "/lkpp/v5/updated_produk/",
    "/lkpp/v5/produk",
]


@pytest.mark.parametrize("path", PAGES + STREAMS)
def test_one_process_serves_everything_by_default(settings, path):
    assert settings.SERVES == "everything"
    assert is_served_here(path)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_not_for_the_process_of_streams(settings, path):
    settings.SERVES = "pages"
    assert is_served_here(path)

    settings.SERVES = "streams"
    assert not is_served_here(path)


@pytest.mark.parametrize("path", STREAMS)
def test_streams_are_for_their_process_alone(settings, path):
    settings.SERVES = "streams"
    assert is_served_here(path)

    settings.SERVES = "pages"
    assert not is_served_here(path)


def test_who_is_sent_to_the_wrong_process_is_told_and_so_is_the_log(
    client, settings, caplog
):
    settings.SERVES = "pages"

    problem = client.get("/api/v1/lkpp/snapshot")
    v5 = client.get("/lkpp/v5/produk?secretkey=test-lkpp")
    settings.SERVES = "streams"
    page = client.get("/")

    assert [each.status_code for each in (problem, v5, page)] == [421] * 3
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["code"] == "misdirected_request"
    assert json.loads(v5.content)["code"] == "misdirected_request"
    assert "proses yang lain" in page.content.decode()
    told = [each for each in caplog.records if each.name == "catalog_site.division"]
    assert [(each.levelno, each.getMessage()) for each in told] == [
        (logging.ERROR, "A process of pages was sent '/api/v1/lkpp/snapshot'"),
        (logging.ERROR, "A process of pages was sent '/lkpp/v5/produk'"),
        (logging.ERROR, "A process of streams was sent '/'"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("serves", ["pages", "streams"])
def test_every_process_tells_whether_it_is_well(client, settings, serves):
    settings.SERVES = serves

    assert client.get("/healthz").status_code == 200


def test_the_addresses_of_streams_are_those_of_the_feed(settings):
    named = ("lkpp_v5_all", "lkpp_v5_updated", "lkpp_v5_product")

    assert ProfileName.V5 == "v5"
    assert all(reverse(name).startswith(settings.STREAM_ADDRESSES) for name in named)
    assert not reverse("lkpp_schema_list").startswith(settings.STREAM_ADDRESSES)
