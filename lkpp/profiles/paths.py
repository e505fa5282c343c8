"""Dotted paths into typed records, and into answers.

``[]`` follows the name of a list, ``*`` stands for any key of a dictionary:
``pictures[].urls.*``.
"""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

LIST = "[]"
ANY_KEY = "*"


def paths_of(kind: Any, path: str = "") -> Iterator[str]:
    """The paths of all plain values in a type, in the order of its fields. Where a
    union has several models, those of the first come first."""
    members = [each for each in _alternatives(kind) if _is_container(each)]
    if not members:
        yield path
    for member in members:
        if get_origin(member) is list:
            [item] = get_args(member)
            yield from paths_of(item, path + LIST)
        elif get_origin(member) is dict:
            yield from paths_of(get_args(member)[1], _join(path, ANY_KEY))
        else:
            for name, each in member.model_fields.items():
                yield from paths_of(each.annotation, _join(path, name))


def is_path_in(kind: Any, path: str) -> bool:
    """Whether a type has a value, or values, at ``path``."""
    steps = path.split(".")
    return any(_leads_through(known, steps) for known in _steps_of(kind))


def values_in(
    answer: Any, labelled: frozenset[str] = frozenset(), path: str = ""
) -> Iterator[tuple[str, Any]]:
    """The plain values in an answer with their paths; an empty list is one.

    Items of the lists ``labelled`` have their ``name`` between the brackets, which is
    then not a value of its own.
    """
    if isinstance(answer, dict):
        for name, value in answer.items():
            yield from values_in(value, labelled, _join(path, name))
    elif isinstance(answer, list) and path in labelled:
        for item in answer:
            rest = {name: value for name, value in item.items() if name != "name"}
            yield from values_in(rest, labelled, f"{path}[{item['name']}]")
    elif isinstance(answer, list) and answer:
        for item in answer:
            yield from values_in(item, labelled, path + LIST)
    else:
        yield path + LIST if isinstance(answer, list) else path, answer


def unlabelled(path: str) -> str:
    """The path with ``[]`` in place of every label in brackets."""
    before, bracket, rest = path.partition("[")
    if not bracket:
        return path
    return before + LIST + unlabelled(rest.partition("]")[2])


@cache
def _steps_of(kind: Any) -> list[list[str]]:
    return [path.split(".") for path in paths_of(kind)]


def _leads_through(known: list[str], steps: list[str]) -> bool:
    """Whether ``known`` begins with ``steps``; a list may be meant as a whole."""
    *before, last = steps
    return (
        len(steps) <= len(known)
        and all(map(_is_step, known, before))
        and _is_step(known[len(before)].removesuffix(LIST), last.removesuffix(LIST))
    )


def _is_step(known: str, asked: str) -> bool:
    return known in (ANY_KEY, asked)


def _alternatives(kind: Any) -> tuple[Any, ...]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _alternatives(get_args(kind)[0])
    if origin in (Union, UnionType):
        return tuple(each for arg in get_args(kind) for each in _alternatives(arg))
    return (kind,)


def _is_container(kind: Any) -> bool:
    if get_origin(kind) in (list, dict):
        return True
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
