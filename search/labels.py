"""What people read of indexed values."""

from core.language import in_language
from search.engines.base import Term


def term_label(term: Term) -> str:
    """The label of an indexed value, or the value where it has none."""
    return in_language(term, "label") or term.value
