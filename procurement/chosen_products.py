"""Which products a comparison is asked for, and which of them it can be made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from search.catalogue import get_products
from search.documents.types import Named, ProductDocument

MOST = 5
"""Products side by side: more are read neither on screen nor on paper."""

_MOST_ASKED = 50


@dataclass(frozen=True, slots=True)
class DeviceTypeGroup:
    """Chosen products of one device type, and the comparison of them alone."""

    device_type: Named
    products: tuple[ProductDocument, ...]

    @property
    def query_string(self) -> str:
        return query_string(self.products)


@dataclass(frozen=True, slots=True)
class ChosenProducts:
    """``products`` are compared: at most five, all of the first one's device type.

    ``surplus`` are those beyond five, ``others`` those of other device types, and
    ``gone`` the numbers of products that are not in the catalogue.
    """

    products: tuple[ProductDocument, ...]
    surplus: tuple[ProductDocument, ...]
    others: tuple[DeviceTypeGroup, ...]
    gone: tuple[int, ...]

    @property
    def can_be_compared(self) -> bool:
        return len(self.products) > 1

    @property
    def query_string(self) -> str:
        return query_string(self.products)

    def without(self, product: ProductDocument) -> str:
        """The query string of the comparison without ``product``."""
        return query_string(each for each in self.products if each is not product)

    def plus(self, product: ProductDocument) -> str:
        """The query string of the comparison with one more product."""
        return query_string((*self.products, product))


def query_string(products: Iterable[ProductDocument]) -> str:
    return urlencode([("p", product["id"]) for product in products])


def asked_ids(parameters: QueryDict) -> tuple[int, ...]:
    """The product numbers in ``p``, each once; what is no number is left out."""
    values = (value.strip() for value in parameters.getlist("p"))
    numbers = (
        int(value)
        for value in values
        if value.isascii() and value.isdigit() and len(value) < 19
    )
    return tuple(dict.fromkeys(numbers))[:_MOST_ASKED]


def choose_products(product_ids: Sequence[int]) -> ChosenProducts:
    """Sort the asked products out. Raises EngineUnavailable."""
    found = get_products(product_ids)
    known = {product["id"] for product in found}
    groups = _by_device_type(found)
    alike = groups[0].products if groups else ()
    return ChosenProducts(
        products=alike[:MOST],
        surplus=alike[MOST:],
        others=tuple(groups[1:]),
        gone=tuple(number for number in product_ids if number not in known),
    )


def _by_device_type(products: Iterable[ProductDocument]) -> list[DeviceTypeGroup]:
    groups: dict[str, list[ProductDocument]] = {}
    for product in products:
        groups.setdefault(product["device_type"]["key"], []).append(product)
    return [
        DeviceTypeGroup(alike[0]["device_type"], tuple(alike))
        for alike in groups.values()
    ]
