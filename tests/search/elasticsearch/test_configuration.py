"""What the settings say about the cluster, and how they are refused."""

import certifi
import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines.elasticsearch.configuration import (
    Configuration,
    read_configuration,
)


@pytest.fixture
def given(settings):
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9200"]
    settings.ELASTICSEARCH_INDEX = "katalog-alkes"
    settings.ELASTICSEARCH_REPLICAS = "0-1"
    return settings


def refusal(given):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_configuration(given)
    return str(refused.value)


def test_one_address_is_enough(given):
    assert read_configuration(given) == Configuration(
        urls=("http://127.0.0.1:9200",), index="katalog-alkes"
    )


def test_everything_may_be_said(given):
    authority = certifi.where()
    given.ELASTICSEARCH_URL = [" https://satu ", "https://[::1]:9201/pencarian/"]
    given.ELASTICSEARCH_API_KEY = "kunci"
    given.ELASTICSEARCH_CA = authority
    given.ELASTICSEARCH_TIMEOUT = "2.5"
    given.ELASTICSEARCH_WRITE_TIMEOUT = "120"
    given.ELASTICSEARCH_RETRIES = "0"
    given.ELASTICSEARCH_SHARDS = "3"
    given.ELASTICSEARCH_REPLICAS = "2"

    assert read_configuration(given) == Configuration(
        urls=("https://satu:443", "https://[::1]:9201/pencarian"),
        index="katalog-alkes",
        api_key="kunci",
        authority=str(authority),
        timeout=2.5,
        write_timeout=120.0,
        retries=0,
        shards=3,
        replicas="2",
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "search1:9200",
        "ftp://search1",
        "https://",
        "https://search1:port",
        "https://search1:99999",
        "http://[::1",
        "http://search 1:9200",
        "http://search<1>:9200",
    ],
)
def test_an_address_has_scheme_and_host(given, address):
    given.ELASTICSEARCH_URL = ["http://127.0.0.1:9200", address]

    assert refusal(given) == (
        f"ELASTICSEARCH_URL has {address!r}; each address is http:// or https:// with "
        "a host and perhaps a port, and addresses are separated by commas."
    )


@pytest.mark.parametrize(
    "address", ["https://elastic:rahasia@search1", "https://search1/?a=1"]
)
def test_a_password_is_not_repeated(given, address):
    given.ELASTICSEARCH_URL = [address]

    assert refusal(given) == (
        "ELASTICSEARCH_URL has more than scheme, host, port and path; the key belongs "
        "in ELASTICSEARCH_API_KEY."
    )


@pytest.mark.parametrize(
    ("addresses", "shown"),
    [
        (["elastic:rahasia@search1:9200"], "…@search1:9200"),
        (["https://elastic:raha@sia@search1:port"], "…@search1:port"),
        # A comma in the password.
        (["https://elastic:raha", "sia@search1:9200"], "…@search1:9200"),
        (["https://search2:9200", "elastic:a", "b@search1"], "…@search1"),
    ],
)
def test_a_password_of_what_is_no_address_is_not_repeated(given, addresses, shown):
    given.ELASTICSEARCH_URL = addresses

    assert refusal(given).startswith(f"ELASTICSEARCH_URL has {shown!r}; ")


@pytest.mark.parametrize("key", ["a2V5\n", " a2V5", "a2V5 a2V5", "kunci…"])
def test_a_key_that_no_header_takes_is_refused_and_not_repeated(given, key):
    given.ELASTICSEARCH_API_KEY = key

    assert refusal(given) == (
        "ELASTICSEARCH_API_KEY has a space, a line break or a letter outside ASCII; "
        "set it to `encoded` of the answer that made the key."
    )


def test_an_address_is_needed(given):
    given.ELASTICSEARCH_URL = []

    assert refusal(given) == (
        "Elasticsearch is in use, but ELASTICSEARCH_URL names no server: set it to "
        "addresses such as https://search1:9200,https://search2:9200."
    )


@pytest.mark.parametrize(
    "content", [None, "", "katalog", "-----BEGIN CERTIFICATE-----"]
)
def test_the_authority_is_a_file_with_certificates(given, tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    given.ELASTICSEARCH_CA = str(path)

    assert refusal(given).startswith(
        f"ELASTICSEARCH_CA is {str(path)!r}; that is no file with certificates. It "
    )


def test_an_authority_needs_https(given):
    given.ELASTICSEARCH_CA = certifi.where()

    assert refusal(given) == (
        "ELASTICSEARCH_CA is set, but ELASTICSEARCH_URL has no https address."
    )


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("INDEX", "Katalog", "up to 100 lower-case letters"),
        ("INDEX", "-katalog", "up to 100 lower-case letters"),
        ("INDEX", "katalog,*", "up to 100 lower-case letters"),
        ("INDEX", "", "up to 100 lower-case letters"),
        ("INDEX", "k" * 101, "up to 100 lower-case letters"),
        ("TIMEOUT", "0", "seconds, more than 0 and at most 3600"),
        ("TIMEOUT", "lima", "seconds, more than 0 and at most 3600"),
        ("TIMEOUT", "nan", "seconds, more than 0 and at most 3600"),
        ("WRITE_TIMEOUT", "3601", "seconds, more than 0 and at most 3600"),
        ("RETRIES", "-1", "a number from 0 to 20"),
        ("RETRIES", "21", "a number from 0 to 20"),
        ("RETRIES", "1.5", "a number from 0 to 20"),
        ("SHARDS", "0", "a number from 1 to 1024"),
        ("SHARDS", "tiga", "a number from 1 to 1024"),
        ("REPLICAS", "", "a number such as 1"),
        ("REPLICAS", "all", "a number such as 1"),
        ("REPLICAS", "2-1", "a number such as 1"),
        ("REPLICAS", "-1", "a number such as 1"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(given, name, value, rule):
    setattr(given, f"ELASTICSEARCH_{name}", value)

    assert refusal(given).startswith(
        f"ELASTICSEARCH_{name} is {value!r}; it may be {rule}"
    )


@pytest.mark.parametrize("value", ["0", "1", "0-1", "1-1", "0-all"])
def test_replicas_are_a_number_or_a_range(given, value):
    given.ELASTICSEARCH_REPLICAS = value

    assert read_configuration(given).replicas == value
