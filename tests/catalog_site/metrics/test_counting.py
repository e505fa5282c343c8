"""What is counted of requests, and under which names."""

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory

from catalog_site.metrics.counting import (
    DURATION,
    REQUESTS,
    counted,
    route_of,
)
from catalog_site.metrics.totals import totals
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


def value(metric, **labels) -> float:
    name = metric.describe()[0].name
    suffix = "_count" if metric is DURATION else "_total"
    return counted().get_sample_value(f"{name}{suffix}", labels) or 0.0


@pytest.fixture
def more(index):
    """``more(metric, **labels)``: by how much it has grown since the first time."""
    before = {}

    def grown(metric, **labels):
        key = (metric, *sorted(labels.items()))
        now = value(metric, **labels)
        return now - before.setdefault(key, now)

    return grown


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/robots.txt", "robots.txt", "200"),
        ("/tentang/", "tentang/", "200"),
        ("/en/tentang/", "en/tentang/", "200"),
        ("/api/v1/products/999999", "api/v1/products/<product_id>", "404"),
        ("/api/no/such/thing", "^api/", "404"),
        ("/admin/login/", "admin/", "200"),
        ("/admin/no/such/thing/", "admin/", "302"),
        ("/static/no-such-file.css", "static/", "404"),
        (
            "/dokumen/9/x.pdf",
            "dokumen/<int:document_id>/<path:document_filename>",
            "404",
        ),
    ],
)
def test_an_address_is_counted_by_its_pattern(client, more, path, route, status):
    labels = {"method": "GET", "route": route, "status": status}
    more(REQUESTS, **labels)
    more(DURATION, route=route)

    assert client.get(path).status_code == int(status)

    assert more(REQUESTS, **labels) == 1
    assert more(DURATION, route=route) == 1


def test_strangers_make_no_new_series(client):
    made = []
    for number in range(5):
        client.get(f"/no-such-page-{number}/")
        client.get(f"/en/halaman-{number}/?q={number}")
        client.get(f"/no-such-file-{number}.txt")
        client.generic(f"METHOD{number}", "/tentang/")
        client.get(f"/admin/{number}/")
        made.append(series())

    assert made == [made[0]] * 5
    labels = {
        (name, label)
        for metric in counted().collect()
        for sample in metric.samples
        for name, label in sample.labels.items()
    }
    assert not [label for _name, label in labels if "no-such-page" in label]
    assert ("method", "other") in labels


def series() -> int:
    return sum(len(metric.samples) for metric in counted().collect())


def test_probes_are_not_counted(client, index, asked_at_once):
    before = totals().requests

    client.get("/healthz")
    client.get("/readyz")
    client.get("/metrics")

    assert totals().requests == before


def test_a_request_that_was_never_led_anywhere_has_no_pattern():
    request = RequestFactory().get("/whatever/")
    static = RequestFactory().get(f"{django_settings.STATIC_URL}site.css")

    assert (route_of(request), route_of(static)) == ("none", "static/")


def test_administrators_pages_are_one_series(client, more):
    client.force_login(administrator())
    labels = {"method": "GET", "route": "admin/", "status": "200"}
    more(REQUESTS, **labels)

    client.get("/admin/kunci-masuk/")
    client.get("/admin/reports/site-history/")

    assert more(REQUESTS, **labels) == 2
