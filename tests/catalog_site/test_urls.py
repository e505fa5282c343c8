"""Uploaded pictures are served by Django only where no other server does."""

from importlib import reload

import pytest
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

from catalog_site import urls


@pytest.fixture
def resolve(settings):
    """``resolve(path, serve_media)``: the address, with the addresses made anew."""

    def resolve(path, serve_media):
        settings.SERVE_MEDIA = serve_media
        reload(urls)
        return URLResolver(RegexPattern(r"^/"), urls.urlpatterns).resolve(path)

    yield resolve
    settings.SERVE_MEDIA = True
    reload(urls)


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("/media/images/lampu.jpg", "images/lampu.jpg"),
        ("/media/original_images/lampu.jpg", "original_images/lampu.jpg"),
    ],
)
def test_pictures_are_served(resolve, settings, path, served):
    match = resolve(path, True)

    assert match.kwargs == {"path": served, "document_root": settings.MEDIA_ROOT}


@pytest.mark.parametrize(
    ("path", "serve_media"),
    [("/media/images/lampu.jpg", False), ("/media/documents/izin.pdf", True)],
)
def test_nothing_else_of_the_uploads_is(resolve, path, serve_media):
    with pytest.raises(Resolver404):
        match = resolve(path, serve_media)
        # Wagtail asks its pages for whatever is left.
        if match.url_name == "wagtail_serve":
            raise Resolver404
