"""How large an uploaded file may be."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Bounds:
    """``most_bytes`` of the file that comes; ``most_pixels`` it may have, width times
    height; ``longest_side`` in pixels of what is kept: larger ones are scaled down."""

    most_bytes: int
    most_pixels: int
    longest_side: int


def picture_bounds() -> Bounds:
    return Bounds(
        most_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
        longest_side=settings.UPLOAD_LONGEST_SIDE,
    )


def document_bounds() -> Bounds:
    return Bounds(
        most_bytes=settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
        most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
        longest_side=settings.UPLOAD_LONGEST_SIDE,
    )
