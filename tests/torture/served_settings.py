"""Settings of a site that the tests start: the cache is shared by its processes."""

from catalog_site.settings.test import *  # noqa: F403
from catalog_site.settings.test import env

CACHES["shared"] = {  # noqa: F405
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
}
STREAMS_AT_ONCE = env.int("STREAMS_AT_ONCE")
STREAMS_PER_CLIENT = env.int("STREAMS_PER_CLIENT")
