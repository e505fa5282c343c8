"""What the settings say about the cluster."""

import math
import re
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

# An index gets a time and random digits behind its name, and may have 255 bytes.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_NAME_RULE = (
    "up to 100 lower-case letters, digits, hyphens and underscores, and begins with a "
    "letter or digit"
)
# What a header of HTTP takes. A client tells a key that does not fit along with it.
_KEY = re.compile(r"[!-~]*")
# A name, or an address of IPv4 or IPv6.
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+(?:%[\w.-]+)?")
_REPLICAS = re.compile(r"[0-9]{1,2}(?:-(?:[0-9]{1,2}|all))?")
_REPLICAS_RULE = "a number such as 1, or a range such as 0-1 or 0-all"
_MOST_SHARDS = 1024
_MOST_RETRIES = 20
_LONGEST = 3600


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
        urls=tuple(_urls(settings.ELASTICSEARCH_URL)),
        index=_text("ELASTICSEARCH_INDEX", settings, _NAME, _NAME_RULE),
        api_key=_api_key(settings),
        authority=settings.ELASTICSEARCH_CA,
        timeout=_seconds("ELASTICSEARCH_TIMEOUT", settings),
        write_timeout=_seconds("ELASTICSEARCH_WRITE_TIMEOUT", settings),
        retries=_count("ELASTICSEARCH_RETRIES", settings, 0, _MOST_RETRIES),
        shards=_count("ELASTICSEARCH_SHARDS", settings, 1, _MOST_SHARDS),
        replicas=_replicas(settings),
    )
    if not given.urls:
        raise ImproperlyConfigured(
            "Elasticsearch is in use, but ELASTICSEARCH_URL names no server: "
            "set it to addresses such as https://search1:9200,https://search2:9200."
        )
    if given.authority and not _has_certificates(given.authority):
        raise ImproperlyConfigured(
            f"ELASTICSEARCH_CA is {given.authority!r}; that is no file with "
            "certificates. It names the PEM file of the authority that signed the "
            "cluster's certificates."
        )
    if given.authority and not any(_is_secure(url) for url in given.urls):
        raise ImproperlyConfigured(
            "ELASTICSEARCH_CA is set, but ELASTICSEARCH_URL has no https address."
        )
    return given


def _has_certificates(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except OSError:  # An SSLError is one too.
        return False
    return True


def _refused(name: str, value: Any, rule: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {str(value)!r}; it may be {rule}.")


def _text(name: str, settings: Any, pattern: re.Pattern[str], rule: str) -> str:
    value = str(getattr(settings, name))
    if not pattern.fullmatch(value):
        raise _refused(name, value, rule)
    return value


def _api_key(settings: Any) -> str:
    """The key, which no refusal repeats."""
    key = str(settings.ELASTICSEARCH_API_KEY)
    if not _KEY.fullmatch(key):
        raise ImproperlyConfigured(
            "ELASTICSEARCH_API_KEY has a space, a line break or a letter outside "
            "ASCII; set it to `encoded` of the answer that made the key."
        )
    return key


def _replicas(settings: Any) -> str:
    value = _text("ELASTICSEARCH_REPLICAS", settings, _REPLICAS, _REPLICAS_RULE)
    least, _, most = value.partition("-")
    if most.isdigit() and int(least) > int(most):
        raise _refused("ELASTICSEARCH_REPLICAS", value, _REPLICAS_RULE)
    return value


def _seconds(name: str, settings: Any) -> float:
    value = getattr(settings, name)
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    # Not a number is neither.
    if not 0 < seconds <= _LONGEST:
        raise _refused(name, value, f"seconds, more than 0 and at most {_LONGEST}")
    return seconds


def _count(name: str, settings: Any, least: int, most: int) -> int:
    value = getattr(settings, name)
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise _refused(name, value, f"a number from {least} to {most}")
    return number


def _without_password(given: str) -> str:
    """An address without what stands before its host, which may be a secret."""
    _secret, at, rest = given.rpartition("@")
    return f"…{at}{rest}" if at else given


def _is_secure(url: str) -> bool:
    return urlsplit(url).scheme == "https"


def _urls(given: Sequence[str]) -> Iterator[str]:
    together = ",".join(given)
    for each in given:
        # A comma in a password has split the address before its end.
        shown = _without_password(together) if "@" in together else each
        yield _url(each, shown)


def _url(given: str, shown: str) -> str:
    """An address with its port. What is refused is told as it may be shown."""
    try:
        parts = urlsplit(given.strip())
        host = parts.hostname or ""
        complete = parts.scheme in {"http", "https"} and _HOST.fullmatch(host)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme or "http"]
    except (ValueError, KeyError):
        complete = False
    if not complete:
        raise ImproperlyConfigured(
            f"ELASTICSEARCH_URL has {shown!r}; each address is "
            "http:// or https:// with a host and perhaps a port, and addresses are "
            "separated by commas."
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "ELASTICSEARCH_URL has more than scheme, host, port and path; the key "
            "belongs in ELASTICSEARCH_API_KEY."
        )
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{port}{parts.path.rstrip('/')}"
