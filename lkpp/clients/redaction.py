"""Keeps keys out of logs and reports: the v5 format puts one in the address."""

import logging
import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, quote_plus

from django.conf import settings

ACCESS_LOGGERS = ("django.server", "gunicorn.access")
"""The loggers that write whole addresses."""
ERROR_LOGGERS = ("django.request", "gunicorn.error", "lkpp")
"""The loggers that may write what a failing request carried."""

SHORTEST_KEY = 8
"""A configured key that is shorter may be a word of ordinary text."""

_QUOTE = r"""(?P<quote>["']|&\#x27;|&\#39;|&quot;)"""
_BETWEEN = r"""(?:["'\]\[(:=,\s]|&\#x27;|&\#39;|&quot;|</?(?:td|pre)[^>]*>)*"""
_RULES = [
    # In quotes, as in a dictionary or in the tables of Django's reports.
    (
        re.compile(rf"(secretkey{_BETWEEN}){_QUOTE}.+?(?P=quote)", re.I | re.X),
        r"\1\g<quote>***\g<quote>",
    ),
    (re.compile(r"(secretkey(?:=|%3D))[^&\s\"'<>]*", re.I), r"\1***"),
    (re.compile(r"(authorization\b.{0,30}?bearer\s+)[^\s\"'<>&,]+", re.I), r"\1***"),
    (re.compile(r"(alkes_[0-9a-f]{12})_[0-9a-f]+", re.I), r"\1_***"),
    (re.compile(r"wagtail_[0-9A-Za-z]{12,}"), "wagtail_***"),
]


def without_keys(text: str) -> str:
    """The text with every key in it replaced by asterisks."""
    for rule, replacement in _RULES:
        text = rule.sub(replacement, text)
    key = settings.LKPP_SECRET_KEY
    if len(key) >= SHORTEST_KEY:
        text = _ways_to_write(key).sub("***", text)
    return text


@lru_cache(maxsize=1)
def _ways_to_write(key: str) -> re.Pattern:
    ways = {key, quote(key), quote_plus(key), quote(key, safe=""), escape(key)}
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


class WithoutKeys(logging.Filter):
    """Replaces every key in a message, and in the traceback with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # The handler reports a message that does not fit its arguments.
            return True
        redacted = without_keys(message)
        if redacted != message:
            record.msg, record.args = redacted, ()
        if record.exc_info:
            trace = record.exc_text or _FORMATTER.formatException(record.exc_info)
            record.exc_text = without_keys(trace)
        return True


_FORMATTER = logging.Formatter()
_FILTER = WithoutKeys()


def redact_logs() -> None:
    """Filter what may carry a key: some loggers, and every handler there is, since a
    logger's filter is not asked about messages of those below it."""
    for name in (*ACCESS_LOGGERS, *ERROR_LOGGERS):
        logging.getLogger(name).addFilter(_FILTER)
    for name in ("", "django", "django.server"):
        for handler in logging.getLogger(name).handlers:
            handler.addFilter(_FILTER)
