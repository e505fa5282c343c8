"""Settings of a public server. Refuses to start when something is unsafe."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import (
    ALLOWED_HOSTS,
    DEBUG,
    LKPP_SECRET_KEY,
    METRICS_TOKEN,
    SECRET_KEY,
    SECURITY_CONTACT,
    SEND_SECONDS,
    SERVES,
    STREAM_SECONDS,
    STREAMS_AT_ONCE,
    STREAMS_PER_CLIENT,
    TRUSTED_PROXIES,
    env,
)

_INSECURE = ("insecure", "demo", "changeme", "secret")
_MAIL_SERVERS = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
_EMAIL_URL = env("EMAIL_URL", default="")


def _is_address(contact: str) -> bool:
    return "@" in contact and ":" not in contact


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
    if METRICS_TOKEN and (
        len(METRICS_TOKEN) < 24 or METRICS_TOKEN.startswith(_INSECURE)
    ):
        faults.append("METRICS_TOKEN must have at least 24 random characters")
    if not env("PUBLIC_BASE_URL", default="").startswith("https://"):
        faults.append("PUBLIC_BASE_URL must be the https address of the catalogue")
    if _EMAIL_URL and _EMAIL_URL.partition("://")[0] not in _MAIL_SERVERS:
        # Consoles and files keep what is for the reader of a mail alone.
        faults.append("EMAIL_URL must be a mail server, or be left out")
    if TRUSTED_PROXIES < 1:
        faults.append("TRUSTED_PROXIES must be at least 1")
    if not all(
        each.startswith(("https:", "mailto:")) or _is_address(each)
        for each in SECURITY_CONTACT
    ):
        faults.append("SECURITY_CONTACT must be e-mail or https addresses")
    if SERVES not in ("everything", "pages", "streams"):
        faults.append("SERVES must be everything, pages or streams")
    if min(STREAMS_AT_ONCE, STREAMS_PER_CLIENT, STREAM_SECONDS, SEND_SECONDS) < 1:
        faults.append(
            "STREAMS_AT_ONCE, STREAMS_PER_CLIENT, STREAM_SECONDS and SEND_SECONDS must "
            "be at least 1"
        )
    if faults:
        raise ImproperlyConfigured("Unsafe settings: " + "; ".join(faults) + ".")


_refuse_unsafe()

STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whether other names below the host have https, and whether browsers may learn of it
# before they ask, which cannot be taken back for months, is the operator's to say.
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Wagtail shows previews in a frame of its own site.
X_FRAME_OPTIONS = "SAMEORIGIN"
# W005 and W021 ask for HSTS of subdomains and preloading.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
# The web server in front is there, as it ends https; a direct connection has no header.
CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="X-Forwarded-For")
if not _EMAIL_URL:
    EMAIL_BACKEND = "core.no_mail.NoMailServer"
    WAGTAIL_PASSWORD_RESET_ENABLED = False
