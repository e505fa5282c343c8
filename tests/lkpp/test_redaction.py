import logging

import pytest

from lkpp.redaction import ACCESS_LOGGERS, WithoutKeys


def redacted(message, *args):
    record = logging.LogRecord("test", logging.INFO, "", 0, message, args, None)
    assert WithoutKeys().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '"GET /lkpp/v5/produk?secretkey=rahasia&page=2 HTTP/1.1" 200 17',
            '"GET /lkpp/v5/produk?secretkey=***&page=2 HTTP/1.1" 200 17',
        ),
        ("/produk?page=2&SecretKey=a%20b", "/produk?page=2&SecretKey=***"),
        ("/cari/?q=100%25+lampu", "/cari/?q=100%25+lampu"),
    ],
)
def test_the_key_is_blotted_out_of_an_address(line, expected):
    assert redacted("%s", line) == expected


def test_arguments_by_name_are_redacted_too():
    atoms = {"r": "GET /lkpp/v5/produk?secretkey=rahasia HTTP/1.1", "s": "200"}

    line = redacted("%(r)s %(s)s", atoms)

    assert line == "GET /lkpp/v5/produk?secretkey=*** HTTP/1.1 200"


@pytest.mark.parametrize("name", ACCESS_LOGGERS)
def test_every_access_log_is_redacted(name):
    filters = logging.getLogger(name).filters

    assert [type(each) for each in filters].count(WithoutKeys) == 1
