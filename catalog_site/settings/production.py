"""Settings of a public server. Refuses to start when something is unsafe."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, DEBUG, LKPP_SECRET_KEY, SECRET_KEY, env

_INSECURE = ("insecure", "demo", "changeme", "secret")


def _refuse_unsafe() -> None:
    """Raise ImproperlyConfigured naming every variable that is unsafe."""
    faults = []
    if DEBUG:
        faults.append("DEBUG must be off")
    if len(SECRET_KEY) < 50 or SECRET_KEY.startswith(_INSECURE):
        faults.append("SECRET_KEY must be set to at least 50 random characters")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        faults.append("ALLOWED_HOSTS must name the hosts, without a wildcard")
    if LKPP_SECRET_KEY and (
        len(LKPP_SECRET_KEY) < 24 or LKPP_SECRET_KEY.startswith(_INSECURE)
    ):
        faults.append("LKPP_SECRET_KEY must have at least 24 random characters")
    if not env("PUBLIC_BASE_URL", default="").startswith("https://"):
        faults.append("PUBLIC_BASE_URL must be the https address of the catalogue")
    if faults:
        raise ImproperlyConfigured("Unsafe settings: " + "; ".join(faults) + ".")


_refuse_unsafe()

STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Wagtail shows previews in a frame of its own site.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]
