"""Settings of the tests: nothing is kept, nothing leaves the process."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import env

SECRET_KEY = "insecure-test-key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
LKPP_SECRET_KEY = "test-lkpp"  # noqa: S105
PUBLIC_BASE_URL = "https://katalog.example"

if not env("DATABASE_URL", default=""):
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405

CACHES["shared"] = {  # noqa: F405
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "shared",
}
API_REQUESTS_PER_MINUTE = 1_000_000
# Tests do not always read answers to their end.
STREAMS_AT_ONCE = STREAMS_PER_CLIENT = 100
# How much room the machine has says nothing about what is tested.
DISK_LEAST_FREE_MEGABYTES = 0

_TEMPORARY = Path(tempfile.gettempdir()) / "catalogue-tests"
STATIC_ROOT = _TEMPORARY / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
# Every test client would look for all static files before its first request.
WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = _TEMPORARY / "media"
SEARCH_INDEX_DIR = env.path("SEARCH_INDEX_DIR", default=str(_TEMPORARY / "index"))()
LKPP_SIGNING_KEYS = _TEMPORARY / "keys"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
