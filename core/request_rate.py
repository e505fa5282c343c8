"""How often an address may ask, counted in the cache that all processes share.

Requests are counted by the minute of the clock. Redis counts each; in a database two
of one moment may be counted as one, for it reads and writes in two steps.
"""

import logging
from time import time

from django.utils.crypto import salted_hmac

from core.client_address import household
from core.shared_cache import FAILURES, in_haste, shared_cache

logger = logging.getLogger(__name__)

MINUTE = 60


def take(name: str, per_minute: int, address: str) -> int:
    """Count a request from ``address``: 0, or the seconds until it may ask again.

    When the cache is down the request is let in.
    """
    now = int(time())
    key = f"rate:{name}:{now // MINUTE}:{_digest(address)}"
    try:
        with in_haste():
            count = _counted(key)
    except FAILURES as error:
        logger.warning("A request was not counted: %s", error)
        return 0
    return 0 if count <= per_minute else MINUTE - now % MINUTE


def _counted(key: str) -> int:
    """How many there are with this one."""
    cache = shared_cache()
    try:
        return cache.incr(key)
    except ValueError:
        # Nobody counted yet, or somebody begins at this moment.
        return 1 if cache.add(key, 1, 2 * MINUTE) else cache.incr(key)


def _digest(address: str) -> str:
    """Tells addresses apart without keeping them."""
    return salted_hmac("core.request_rate", household(address)).hexdigest()
