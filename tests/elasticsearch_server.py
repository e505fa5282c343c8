"""The real server that tests marked ``elasticsearch`` talk to."""

import os

import pytest


def server_urls() -> list[str]:
    """Where its nodes answer. Without one the test fails: it is never left out."""
    urls = os.environ.get("ELASTICSEARCH_URL", "")
    if not urls:
        pytest.fail(
            "No Elasticsearch to test with: run this under "
            "scripts/with-elasticsearch, as make test does.",
            pytrace=False,
        )
    return urls.split(",")
