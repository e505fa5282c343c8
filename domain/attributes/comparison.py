"""Which of several products' values is the best."""

from collections.abc import Sequence
from decimal import Decimal

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import Entry
from domain.attributes.validation import fits
from domain.numerals import to_decimal


def compare_better(
    definition: AttributeDefinition, entries: Sequence[Entry | None]
) -> list[bool]:
    """Which of several products' entries are the best, by the buyer's direction.

    Numbers compare by value, ranges by span ("up" prefers the wider), yes or no with
    yes as the higher, and multiple choices by how many are offered. "match", no
    direction, texts and single choices mark none; nor is any marked when fewer than
    two are stated or all that are stated are equal. Several may share the best.
    """
    scores = [_score(definition, entry) for entry in entries]
    stated = [score for score in scores if score is not None]
    if definition.better not in {"up", "down"} or len(set(stated)) < 2:
        return [False] * len(scores)
    best = max(stated) if definition.better == "up" else min(stated)
    return [score == best for score in scores]


def _score(definition: AttributeDefinition, entry: Entry | None) -> Decimal | None:
    if entry is None or not fits(definition, entry):
        return None
    if definition.kind == "yes_no":
        return Decimal(entry["value"])
    if definition.kind == "choice":
        # Of a single choice there is always one, so that none is better.
        return Decimal(len(entry["value"]))
    if definition.kind not in {"number", "range"}:
        return None
    # What is still in a former canonical unit cannot be set beside the others.
    if entry.get("unit", "") != definition.unit:
        return None
    if definition.kind == "range":
        return to_decimal(entry["high"]) - to_decimal(entry["low"])
    return to_decimal(entry["value"])
