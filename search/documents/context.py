"""What documents depend on besides their products."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a document depends on besides its page.

    ``root_path`` is the tree path of the site's home page, which addresses leave
    out; ``ppn_base`` the share of a price that PPN is charged on.
    """

    on: date
    root_path: str
    ppn_base: Fraction


def public_path(url_path: str, context: BuildContext) -> str:
    """The address of a page, without host and language."""
    return "/" + url_path[len(context.root_path) :]
