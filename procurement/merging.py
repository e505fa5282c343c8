"""Joining lists that are parts of one order."""

from collections.abc import Iterable, Sequence


def merged(lists: Iterable[Sequence[str]]) -> list[str]:
    """All names, each once, such that every list's order is kept where possible.

    A product states some attributes of its device type, in the type's order; the
    products together show the order of more of them. A name that is new goes right
    after the one it follows, or before the first that is known already.
    """
    result: list[str] = []
    for names in sorted(lists, key=len, reverse=True):
        known = (result.index(name) for name in names if name in result)
        position = next(known, len(result))
        for name in names:
            if name in result:
                position = max(position, result.index(name) + 1)
            else:
                result.insert(position, name)
                position += 1
    return result
