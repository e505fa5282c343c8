"""Addresses of pictures that need no query and no file yet.

:mod:`core.serving` draws a rendition when it is first asked for. The address is
signed with SECRET_KEY, so the index has to be rebuilt after that key changes.
"""

from functools import lru_cache
from typing import TypedDict

from django.urls import reverse
from wagtail.images.utils import generate_signature

SPECS = {
    "card": "max-480x480|format-webp|bgcolor-fff",
    "s50": "max-50x50|format-jpeg|bgcolor-fff",
    "s100": "max-100x100|format-jpeg|bgcolor-fff",
    "s300": "max-300x300|format-jpeg|bgcolor-fff",
    "s800": "max-800x800|format-jpeg|bgcolor-fff",
}
"""Rendition by use: result cards, and the four sizes of LKPP's product feed."""


class PictureUrls(TypedDict):
    card: str
    s50: str
    s100: str
    s300: str
    s800: str


@lru_cache(maxsize=4096)
def picture_urls(image_id: int) -> PictureUrls:
    """The addresses of an image's renditions, without host."""
    return PictureUrls(
        card=rendition_url(image_id, SPECS["card"]),
        s50=rendition_url(image_id, SPECS["s50"]),
        s100=rendition_url(image_id, SPECS["s100"]),
        s300=rendition_url(image_id, SPECS["s300"]),
        s800=rendition_url(image_id, SPECS["s800"]),
    )


def rendition_url(image_id: int, spec: str) -> str:
    """The signed address of a picture as ``spec`` has it, without host."""
    signature = generate_signature(image_id, spec)
    return reverse("wagtailimages_serve", args=(signature, image_id, spec)) + "gambar"
