from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way to a page; the page itself has no ``url``."""

    title: str
    url: str = ""
