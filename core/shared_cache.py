"""The cache that all processes share. When it is down, answers are slower or less is
counted, and nothing else: whoever uses it expects ``FAILURES``.

The default cache is each process's own: Wagtail looks into it for every address of a
page, which must not cost a query.
"""

from contextlib import AbstractContextManager, nullcontext

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router
from django.utils import timezone
from redis import RedisError

from core.lock_timeout import lock_timeout

SHARED = "shared"
FAILURES = (DatabaseError, RedisError)
LOCK_TIMEOUT = 100
"""Milliseconds to wait for the database."""


def shared_cache() -> BaseCache:
    return caches[SHARED]


def in_haste() -> AbstractContextManager[None]:
    """What is asked of the cache inside fails rather than wait for another writer."""
    if isinstance(shared_cache(), DatabaseCache):
        return lock_timeout(LOCK_TIMEOUT)
    return nullcontext()


def forget_expired() -> int:
    """Forget what nobody will be given any more; how many entries. Redis does so by
    itself."""
    cache = shared_cache()
    if not isinstance(cache, DatabaseCache):
        return 0
    connection = connections[router.db_for_write(cache.cache_model_class)]
    table = connection.ops.quote_name(settings.CACHES[SHARED]["LOCATION"])
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        # The name is that of the settings.
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
        return int(cursor.rowcount)
