"""What the settings say about the cluster."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# An index of a rebuild has a time and a chance behind its name, and Elasticsearch
# takes 255 bytes.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_REPLICAS = re.compile(r"[0-9]{1,2}|[0-9]{1,2}-([0-9]{1,2}|all)")
_MOST_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class Configuration:
    """Where the cluster is, how long it may take, and how its indices are cut.

    ``timeout`` is that of one attempt at a search, ``write_timeout`` that of one
    attempt at a write or a step of a stream, both in seconds. ``replicas`` is a
    number, or a range such as ``0-1`` that follows the number of nodes.
    """

    urls: tuple[str, ...]
    index: str
    api_key: str = ""
    authority: str = ""
    timeout: float = 5.0
    write_timeout: float = 60.0
    retries: int = 4
    shards: int = 1
    replicas: str = "0-1"


def read_configuration(settings: Any) -> Configuration:
    """The configuration in Django's settings.

    Raises ImproperlyConfigured naming the setting and what it may be.
    """
    given = Configuration(
        urls=tuple(map(_url, settings.ELASTICSEARCH_URL)),
        index=_checked("ELASTICSEARCH_INDEX", settings, _is_name, _NAME_RULE),
        api_key=settings.ELASTICSEARCH_API_KEY,
        authority=settings.ELASTICSEARCH_CA,
        timeout=_checked("ELASTICSEARCH_TIMEOUT", settings, _is_time, _TIME_RULE),
        write_timeout=_checked(
            "ELASTICSEARCH_WRITE_TIMEOUT", settings, _is_time, _TIME_RULE
        ),
        retries=_checked(
            "ELASTICSEARCH_RETRIES", settings, range(21).__contains__, "0 to 20"
        ),
        shards=_checked(
            "ELASTICSEARCH_SHARDS",
            settings,
            range(1, _MOST_SHARDS + 1).__contains__,
            f"1 to {_MOST_SHARDS}",
        ),
        replicas=_checked(
            "ELASTICSEARCH_REPLICAS",
            settings,
            _is_replicas,
            "a number such as 1, or a range such as 0-1 or 0-all",
        ),
    )
    if not given.urls:
        raise ImproperlyConfigured(
            "SEARCH_ENGINE is elasticsearch, but ELASTICSEARCH_URL names no server: "
            "set it to addresses such as https://search1:9200,https://search2:9200."
        )
    if given.authority and not Path(given.authority).is_file():
        raise ImproperlyConfigured(
            f"ELASTICSEARCH_CA is {given.authority!r}; that is no file. It names the "
            "PEM file of the authority that signed the cluster's certificates."
        )
    if given.authority and not any(_is_secure(url) for url in given.urls):
        raise ImproperlyConfigured(
            "ELASTICSEARCH_CA is set, but ELASTICSEARCH_URL has no https address."
        )
    return given


_NAME_RULE = (
    "up to 100 lower-case letters, digits, hyphens and underscores, beginning with "
    "a letter or digit"
)
_TIME_RULE = "seconds, more than 0 and at most 3600"


def _checked(name: str, settings: Any, fits: Callable[[Any], bool], rule: str) -> Any:
    value = getattr(settings, name)
    if not fits(value):
        raise ImproperlyConfigured(f"{name} is {value!r}; it may be {rule}.")
    return value


def _is_name(value: str) -> bool:
    return bool(_NAME.fullmatch(value))


def _is_time(value: float) -> bool:
    return math.isfinite(value) and 0 < value <= 3600


def _is_replicas(value: str) -> bool:
    if not _REPLICAS.fullmatch(value):
        return False
    least, _, most = value.partition("-")
    return not most or most == "all" or int(least) <= int(most)


def _is_secure(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _url(given: str) -> str:
    try:
        parts = urlsplit(given.strip())
        complete = parts.scheme in {"http", "https"} and parts.hostname
        port = parts.port or {"http": 80, "https": 443}[parts.scheme or "http"]
    except (ValueError, KeyError):
        complete = False
    if not complete:
        raise ImproperlyConfigured(
            f"ELASTICSEARCH_URL has {given!r}; each address is http:// or https:// "
            "with a host and perhaps a port, and addresses are separated by commas."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL has more than scheme, host, port and path; the key "
            "belongs in ELASTICSEARCH_API_KEY."
        )
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"
