"""The catalogue on one machine, out of the box: ``make demo``."""

from .base import *  # noqa: F403
from .base import STATE_DIR, env

STATIC_ROOT = STATE_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Static files are served from where they lie: nothing to collect first.
WHITENOISE_USE_FINDERS = True

SECRET_KEY = env("SECRET_KEY", default="insecure-demo-key-never-for-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
LKPP_SECRET_KEY = env("LKPP_SECRET_KEY", default="demo-lkpp")
DEMO = True
LOGGING["root"]["level"] = env("LOG_LEVEL", default="WARNING")  # noqa: F405
