"""What an engine has counted, while it is put together."""

from dataclasses import dataclass, field

from search.engines.base import TermCount


@dataclass(slots=True)
class Counts:
    """What was counted, by field."""

    terms: dict[str, tuple[TermCount, ...]] = field(default_factory=dict)
    ranges: dict[str, tuple[int, ...]] = field(default_factory=dict)
