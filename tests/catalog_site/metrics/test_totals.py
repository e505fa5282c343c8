"""Requests in sums, as administrators see them."""

import pytest

from catalog_site.metrics.totals import totals
from catalog_site.worker import WAITED

pytestmark = pytest.mark.django_db


def test_totals_tell_faults_of_ours_and_too_many_apart(client, settings, index):
    settings.API_REQUESTS_PER_MINUTE = 1
    before = totals()

    statuses = [client.get("/api/v1/products").status_code for _ in range(3)]

    since = totals()
    assert statuses.count(429) >= 1
    assert since.requests - before.requests == 3
    assert since.limited - before.limited == statuses.count(429)
    assert since.failed == before.failed


def test_what_is_sent_away_under_load_is_counted_and_probes_are_not(
    client, index, asked_at_once
):
    before = totals()
    waited = {WAITED: 60.0}

    statuses = [
        client.get(path, **waited).status_code
        for path in ("/tentang/", "/healthz", "/readyz")
    ]

    since = totals()
    assert statuses == [503, 200, 200]
    assert since.shed - before.shed == 1
    assert since.failed - before.failed == 1
