"""Which compression a reader takes."""

import pytest

from core.content_coding import preferred_coding


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, br", "br"),
        ("GZIP , BR;Q=1", "br"),
        ("gzip;q=1.0, br;q=0.8", "gzip"),
        ("gzip;q=0.8, br;q=0.8", "br"),
        ("gzip ; q = 0.9 , br ; q = 0.5", "gzip"),
        ("br;q=0", ""),
        ("br;q=0.000, gzip;q=0.001", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("*;q=0.5, gzip", "gzip"),
        ("identity", ""),
        ("identity, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("deflate, zstd", ""),
        ("br;q=viel, gzip;q=nan", ""),
        ("br;q=1.x", ""),
        ("br;q=1.5", "br"),
        ("br;q=2", ""),
        ("br;level=4", ""),
        (";q=1,,", ""),
    ],
)
def test_the_coding_that_is_liked_best_is_sent(rf, accepted, expected):
    request = rf.get("/", headers={"Accept-Encoding": accepted})

    assert preferred_coding(request, ("br", "gzip")) == expected


def test_who_asks_for_none_gets_none(rf):
    assert preferred_coding(rf.get("/"), ("br", "gzip")) == ""
