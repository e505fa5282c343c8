"""Which entries of the admin's menu editors and verifiers find there.

Wagtail offers more than they use. A feature that has an entry of its own says here
who is shown it; superusers are shown everything.
"""

from enum import Enum, auto


class Audience(Enum):
    EDITORS = auto()
    VERIFIERS = auto()


EVERYONE = (Audience.EDITORS, Audience.VERIFIERS)

_shown: dict[Audience, set[str]] = {
    # Wagtail's own entries.
    Audience.EDITORS: {"explorer", "images", "documents"},
    Audience.VERIFIERS: {"explorer", "reports"},
}


def show_in_menu(name: str, *audiences: Audience) -> None:
    """Show these the entry that is registered under ``name``."""
    for audience in audiences:
        _shown[audience].add(name)


def names_shown(audience: Audience) -> frozenset[str]:
    return frozenset(_shown[audience])
