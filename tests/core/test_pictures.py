"""Addresses of pictures that need no query and no file."""

from urllib.parse import unquote

import pytest
from wagtail.images.utils import verify_signature

from core.pictures import SPECS, picture_urls


def test_each_use_has_an_address_of_its_own():
    urls = picture_urls(7)

    assert list(urls) == ["card", "s50", "s100", "s300", "s800"]
    assert len(set(urls.values())) == 5


@pytest.mark.parametrize("use", SPECS)
def test_the_address_is_signed_for_this_picture_and_size(use):
    _before, signature, key, spec, name = unquote(picture_urls(7)[use]).rsplit("/", 4)

    assert (key, spec, name) == ("7", SPECS[use], "gambar")
    assert verify_signature(signature.encode(), "7", spec)
    assert not verify_signature(signature.encode(), "8", spec)


@pytest.mark.django_db
def test_an_address_takes_no_query(django_assert_num_queries):
    picture_urls.cache_clear()

    with django_assert_num_queries(0):
        picture_urls(7)
