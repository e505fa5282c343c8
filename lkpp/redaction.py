"""Keeps LKPP's key out of the logs: the v5 format puts it in the address."""

import logging
import re

ACCESS_LOGGERS = ("django.server", "gunicorn.access")
"""The loggers that write whole addresses."""

_KEY = re.compile(r"(secretkey=)[^&\s\"']*", re.IGNORECASE)


class WithoutKeys(logging.Filter):
    """Replaces the value of every ``secretkey=`` in a message by asterisks."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        redacted = _KEY.sub(r"\1***", message)
        if redacted != message:
            record.msg, record.args = redacted, ()
        return True


def redact_access_logs() -> None:
    for name in ACCESS_LOGGERS:
        logging.getLogger(name).addFilter(WithoutKeys())
