"""Reading the feed as LKPP does."""

import json

from tests.lkpp.schema_check import faults


def pull(client, endpoint, **parameters):
    response = client.get(
        f"/lkpp/v5/{endpoint}", {"secretkey": "test-lkpp"} | parameters
    )
    return response.status_code, json.loads(b"".join(response))


def pull_pages(client, endpoint, **parameters):
    """SKU and flag of every entry on all pages, in order."""
    found, number, last = [], 1, 1
    while number <= last:
        _, page = pull(client, endpoint, page=number, **parameters)
        assert faults("list", page) == []
        found += [
            (it["informasi"]["no_produk_penyedia"], it["informasi"]["produk_aktif"])
            for it in page["produk"]
        ]
        number, last = number + 1, page["total_page"]
    return found
