"""Every address that the project answers, and ways to call each with somebody's ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

CONVERTED = re.compile(r"<(?:[\w]+:)?(\w+)>")
CAPTURED = re.compile(r"\((?:\?P<(?P<name>\w+)>|(?!\?))(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Address:
    """``name`` is that of the resolver, with namespaces; the route where it has none.
    ``values`` are the names of what it takes, numbers where they have none."""

    name: str
    route: str
    values: tuple[str, ...]

    def path(self, values: Mapping[str, object]) -> str:
        """The address with these values in their places."""
        left = iter(self.values)

        def put(match: re.Match) -> str:
            return str(values[next(left)])

        return f"/{_plain(self.route, put)}"


def every_address() -> list[Address]:
    """Each once; Indonesian stands for both languages."""
    return list(_walk(get_resolver(), "", ()))


def _walk(
    resolver: URLResolver, route: str, namespaces: Sequence[str]
) -> Iterator[Address]:
    for each in resolver.url_patterns:
        own = "" if isinstance(each.pattern, LocalePrefixPattern) else _marked(each)
        if isinstance(each, URLPattern):
            name = ":".join([*namespaces, each.name]) if each.name else None
            whole = f"{route}{own}"
            yield Address(name or _shown(whole), whole, tuple(_names(whole)))
        else:
            inner = [*namespaces, each.namespace] if each.namespace else namespaces
            yield from _walk(each, f"{route}{own}", inner)


def _marked(each: URLPattern | URLResolver) -> str:
    """The pattern, regular expressions told from routes by a mark around them."""
    text = str(each.pattern)
    return text if isinstance(each.pattern, RoutePattern) else f"\0{text}\0"


def _shown(route: str) -> str:
    """As Django's resolver names the route: what is joined begins without a mark."""
    return re.sub("(?<=.)\0\\^", "", route).replace("\0", "")


def _parts(route: str) -> Iterator[tuple[bool, str]]:
    for number, part in enumerate(route.split("\0")):
        yield number % 2 == 1, part


def _names(route: str) -> Iterator[str]:
    number = 0
    for is_expression, part in _parts(route):
        for match in (CAPTURED if is_expression else CONVERTED).finditer(part):
            name = match.group(1)
            if name is None:
                name, number = str(number), number + 1
            yield name


def _plain(route: str, put) -> str:
    text = ""
    for is_expression, part in _parts(route):
        if is_expression:
            part = CAPTURED.sub(put, part)
            part = re.sub(r"\.\*|\[\^/\]\*", "x", part)
            text += part.replace("/?$", "").strip("^$").replace("\\", "")
        else:
            text += CONVERTED.sub(put, part)
    return text


@dataclass(frozen=True, slots=True)
class Things:
    """What the values of an address may name, of one supplier: by the name of the
    address and of the value, or of the value alone."""

    by_name: Mapping[object, Sequence[object]]

    def of(self, address: Address, value: str) -> Sequence[object]:
        """Raises KeyError where nobody said yet what the value names."""
        namespace = address.name.rpartition(":")[0]
        for key in ((address.name, value), (namespace, value), value):
            if key in self.by_name:
                return self.by_name[key]
        raise KeyError(f"{address.name}: what is {value!r} of a supplier?")


def calls(address: Address, theirs: Things, mine: Things) -> Iterator[dict]:
    """Values that name something of another in at least one place: every one of it,
    and mixed with one's own where there are several places."""
    if not address.values:
        yield {}
        return
    foreign = [theirs.of(address, value) for value in address.values]
    own = [mine.of(address, value)[:1] for value in address.values]
    longest = max(map(len, foreign))
    for turn in range(longest):
        yield {
            value: things[turn % len(things)]
            for value, things in zip(address.values, foreign, strict=True)
        }
    for whose in product((True, False), repeat=len(address.values)):
        if all(whose) or not any(whose):
            continue
        yield {
            value: (foreign if is_theirs else own)[place][0]
            for place, (value, is_theirs) in enumerate(
                zip(address.values, whose, strict=True)
            )
        }
