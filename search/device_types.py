"""Device types, those without products too, and how much of each is listed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from products.models import DeviceType
from products.vocabulary import folded
from search.documents.types import ProductCard
from search.engines import get_engine
from search.engines.base import Count, EngineQuery, Filter, Sort
from search.indexing.mapping import PRODUCT

MOST_TYPES = 10_000
OF_A_LIST = ("key", "name_id", "name_en", "category", "sub_category")
"""What a list of types reads of each."""
SHORTEST_WORD = 3
"""Shorter words tell nothing of a device."""
TELLING_WORDS = 4
"""Words of its names by which types of other categories are near."""


@dataclass(frozen=True, slots=True)
class Listed:
    """How many products are listed: of all types together, by the key of a type and by
    the code of a category."""

    total: int
    by_type: Mapping[str, int]
    by_category: Mapping[str, int]


def listed_products() -> Listed:
    """Raises EngineUnavailable."""
    counts = (Count("device_type", size=MOST_TYPES), Count("category", size=100))
    found = get_engine().search(EngineQuery(kind=PRODUCT, counts=counts, limit=0))
    return Listed(
        found.total,
        {each.term.value: each.count for each in found.counts["device_type"]},
        {each.term.value: each.count for each in found.counts["category"]},
    )


def products_of_type(key: str, limit: int) -> tuple[int, tuple[ProductCard, ...]]:
    """How many products of the type are listed, and the newest. Raises
    EngineUnavailable."""
    query = EngineQuery(
        kind=PRODUCT,
        filters=(Filter("device_type", values=(key,)),),
        sort=Sort("published", descending=True),
        limit=limit,
    )
    found = get_engine().search(query)
    return found.total, found.hits


def nearest_types(
    device_type: DeviceType, listed: Mapping[str, int], limit: int
) -> list[DeviceType]:
    """Types of which a buyer may look at products instead: those that share words with
    this one, rare words counting most, or stand in its sub-category. Of those that are
    at least half as near as the nearest, types with products come first; of the
    others it would be a word such as "system" that has them stand beside this one."""
    words = _telling_words(device_type)
    alike = Q(category=device_type.category)
    for word in sorted(words, key=len, reverse=True)[:TELLING_WORDS]:
        alike |= Q(vocabulary__contains=f" {word}")
    found = DeviceType.objects.filter(alike).exclude(pk=device_type.pk)
    others = list(found.only(*OF_A_LIST))
    own_words = {each.pk: _telling_words(each) for each in others}
    frequency = Counter(word for each in own_words.values() for word in each)

    def nearness(other: DeviceType) -> float:
        shared = sum(1 / frequency[word] for word in words & own_words[other.pk])
        same = other.sub_category == device_type.sub_category != ""
        return shared + (0.01 if same else 0)

    near = [(nearness(each), each) for each in others]
    near = [(score, each) for score, each in near if score]
    half = max((score for score, _each in near), default=0) / 2

    def place(pair: tuple[float, DeviceType]) -> tuple[bool, bool, float, str]:
        score, each = pair
        return (score < half, not listed.get(each.key), -score, each.key)

    return [each for _score, each in sorted(near, key=place)[:limit]]


def _telling_words(device_type: DeviceType) -> set[str]:
    """Of its names alone: a synonym may name what another type is."""
    words = folded(f"{device_type.name_id} {device_type.name_en}").split()
    return {word for word in words if len(word) >= SHORTEST_WORD and word.isalpha()}


def types_named(text: str, limit: int) -> list[DeviceType]:
    """The types that ``text`` names or begins to name, the best first."""
    found = DeviceType.objects.matching(text).best_first(text)
    return list(found.only(*OF_A_LIST)[:limit])


def sums_by(
    device_types: Iterable[DeviceType], listed: Mapping[str, int], attribute: str
) -> dict[str, tuple[int, int]]:
    """How many types, and listed products of them, by this attribute of the type."""
    types: Counter[str] = Counter()
    products: Counter[str] = Counter()
    for each in device_types:
        types[getattr(each, attribute)] += 1
        products[getattr(each, attribute)] += listed.get(each.key, 0)
    return {code: (count, products[code]) for code, count in types.items()}
