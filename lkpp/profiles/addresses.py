"""Which of a picture's addresses readers outside need.

The neutral record has a picture's addresses by size: ``s300`` is the one whose longer
side has 300 pixels. A name without a number is a size for our own pages.
"""

from functools import cache


def sized(urls: dict[str, str], size: str) -> str:
    """The picture in a size, or else in the nearest there is."""
    if (address := urls.get(size)) is not None:
        return address
    wanted = _pixels(size)
    return urls[min(urls, key=lambda each: abs(_pixels(each) - wanted))]


def largest(urls: dict[str, str], limit: int) -> str:
    """The largest picture within ``limit`` pixels, or the smallest there is."""
    within = [size for size in urls if _pixels(size) <= limit]
    return urls[max(within, key=_pixels) if within else min(urls, key=_pixels)]


@cache
def _pixels(size: str) -> int:
    return int("".join(filter(str.isdecimal, size)) or 0)
