"""What is the same wherever the catalogue runs. Read from the environment;
``docs/operations.md`` lists every variable."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from domain.date_input import DATE_FORMAT, MOMENT_FORMAT

BASE_DIR = Path(__file__).resolve().parents[2]
PROJECT_DIR = BASE_DIR / "catalog_site"
STATE_DIR = BASE_DIR / ".state"
"""Where the embedded default keeps its database and index."""

env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PUBLIC_BASE_URL = env("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
"""Scheme and host under which the public reaches the catalogue."""
OPERATOR_NAME = env("OPERATOR_NAME", default="")
"""Who runs the catalogue, as its page about itself names them."""
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")
"""Where the public reports what is wrong."""
DEMO = False
"""Whether every page says that suppliers and products are made up."""

INSTALLED_APPS = [
    "catalog_site",
    "demo",
    "workspace",
    "procurement",
    "lkpp",
    "search",
    "readmodel",
    "verification",
    "products",
    "suppliers",
    "certificates",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "corsheaders",
    "django_countries",
    "django_filters",
    "django_htmx",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "catalog_site.probes.ProbesMiddleware",
    "catalog_site.metrics.counting.CountingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "catalog_site.compression.CompressTextsMiddleware",
    "catalog_site.problems.ProblemMiddleware",
    "catalog_site.methods.MethodsMiddleware",
    "catalog_site.long_answers.LongAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "catalog_site.admin_language.admin_in_indonesian",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "catalog_site.middleware.SecurityHeadersMiddleware",
    "catalog_site.division.DivisionMiddleware",
    "catalog_site.shedding.SheddingMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.admin_guard.AdminGuardMiddleware",
    "catalog_site.no_room.NoRoomMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "catalog_site.urls"
WSGI_APPLICATION = "catalog_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "catalog_site.context_processors.site",
            ],
            "builtins": ["core.templatetags.formats", "core.templatetags.parts"],
        },
    }
]

DATABASES = {
    "default": env.db(
        "DATABASE_URL", default=f"sqlite:///{STATE_DIR}/catalogue.sqlite3"
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets pages be read while the indexer or an editor writes; IMMEDIATE
    # makes a writer wait for its turn at BEGIN instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-16000; PRAGMA mmap_size=33554432;"
        ),
    }

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # The one that all processes share: core/shared_cache.py.
    "shared": env.cache_url("CACHE_URL", default="dbcache://shared_cache"),
}
if CACHES["shared"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["shared"]["OPTIONS"] = {"MAX_ENTRIES": 10_000}
if CACHES["shared"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    # Nobody waits longer for what only makes answers quicker.
    CACHES["shared"]["OPTIONS"] = {
        "socket_timeout": 0.25,
        "socket_connect_timeout": 0.25,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# What is locked and why: workspace/accounts/sign_in.py.
AXES_HANDLER = "workspace.accounts.sign_in.SignInLocks"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = "workspace.accounts.sign_in.failure_limit"
AXES_COOLOFF_TIME = "workspace.accounts.sign_in.lock_lasts"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "workspace.accounts.sign_in.address_of"
AXES_USERNAME_CALLABLE = "workspace.accounts.sign_in.counted_name"
AXES_LOCKOUT_CALLABLE = "workspace.accounts.sign_in.locked_response"
AXES_VERBOSE = False
WAGTAIL_PASSWORD_RESET_ENABLED = True

METRICS_TOKEN = env("METRICS_TOKEN", default="")
"""Whoever has it reads ``/metrics``; empty is none."""
METRICS_FROM_THIS_HOST = env.bool("METRICS_FROM_THIS_HOST", default=True)
"""Whether programs on this host read ``/metrics`` without it."""
DISK_LEAST_FREE_MEGABYTES = env.int("DISK_LEAST_FREE_MEGABYTES", default=500)
"""Where less room is left, the catalogue says so."""

CLIENT_ADDRESS_HEADER = env("CLIENT_ADDRESS_HEADER", default="")
"""The header in which the web server in front says from where a request came. Empty:
the address of the connection counts."""
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
"""How many servers of our own write into that header, one behind the other."""

PRIVACY_CONTACT = env("PRIVACY_CONTACT", default="")
"""E-mail address for requests about personal data, shown to everyone."""
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
"""E-mail or https addresses for who found a weakness, the preferred one first."""

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [BASE_DIR / "locale", PROJECT_DIR / "admin_locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
# Dates with the day first in either language, in forms that are not the catalogue's
# own too: see docs/adr/0018-one-layer-reads-what-people-type.md.
FORMAT_MODULE_PATH = ["catalog_site.formats"]
WAGTAIL_DATE_FORMAT = DATE_FORMAT
WAGTAIL_DATETIME_FORMAT = MOMENT_FORMAT

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "static-collected"))()
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))()
STORAGES = {
    "default": {"BACKEND": "core.storage.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A product page sends a field for every attribute, variant and certificate.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Katalog Alkes Dalam Negeri"
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "catalog_site.sign_in.SignInForm"
# "id-id" is the name under which Wagtail ships its Indonesian.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id-id", "Bahasa Indonesia"), ("en", "English")]
# Of the names that a system knows ("localtime", "Factory") browsers know not all, and
# the page on which one chooses fails over the first that they do not.
WAGTAIL_USER_TIME_ZONES = [
    "Asia/Jakarta",
    "Asia/Pontianak",
    "Asia/Makassar",
    "Asia/Jayapura",
]
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "verification.workflow.publish_verified"
# Wagtail's own search serves the editors only: it writes inside the open
# transaction (docs/adr/0003-read-model.md). Buyers are served by ``search``.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "core.CatalogueImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.upload_forms.CatalogueImageForm"
# What a browser may send at all; ``core.gate`` decides by the content.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.int("UPLOAD_MOST_MEGABYTES", default=10) * 1024**2
WAGTAILIMAGES_MAX_IMAGE_PIXELS = env.int("UPLOAD_MOST_PIXELS", default=50_000_000)
UPLOAD_LONGEST_SIDE = 4096
"""Pixels of the longer side of a kept picture; larger ones are scaled down."""
UPLOADS_INTERNAL_PREFIX = env("UPLOADS_INTERNAL_PREFIX", default="")
"""Address of nginx's internal location of ``MEDIA_ROOT``, with a slash at its end,
where nginx is to send files. Without it the application does."""
WAGTAILDOCS_DOCUMENT_MODEL = "core.CatalogueDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.upload_forms.CatalogueDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

SEARCH_ENGINE = env("SEARCH_ENGINE", default="embedded")
SEARCH_ENGINES_BESIDE = env.list("SEARCH_ENGINES_BESIDE", default=[])
"""Engines that are kept in step beside it, to move to one of them without an outage:
docs/operations.md."""
SEARCH_INDEX_DIR = env.path("SEARCH_INDEX_DIR", default=str(STATE_DIR / "index"))()

ELASTICSEARCH_URL = env.list("ELASTICSEARCH_URL", default=[])
"""Addresses of the cluster's nodes, each with scheme and port."""
ELASTICSEARCH_API_KEY = env("ELASTICSEARCH_API_KEY", default="")
ELASTICSEARCH_CA = env("ELASTICSEARCH_CA", default="")
"""PEM file of the authority that signed the cluster's certificates, unless that is one
of those that browsers trust, which the package certifi lists."""
ELASTICSEARCH_INDEX = env("ELASTICSEARCH_INDEX", default="katalog-alkes")
"""Name of the alias; indices get a time and random digits behind it."""
ELASTICSEARCH_TIMEOUT = env("ELASTICSEARCH_TIMEOUT", default="5")
"""Seconds of one attempt at a search; a request lasts twice as long at most."""
ELASTICSEARCH_WRITE_TIMEOUT = env("ELASTICSEARCH_WRITE_TIMEOUT", default="60")
"""Seconds of one attempt at a write, or at a step of a stream."""
ELASTICSEARCH_RETRIES = env("ELASTICSEARCH_RETRIES", default="4")
"""Further attempts where the trouble may pass: no connection, no answer, too busy."""
ELASTICSEARCH_SHARDS = env("ELASTICSEARCH_SHARDS", default="1")
"""Primary shards of an index that is built from now on."""
ELASTICSEARCH_REPLICAS = env("ELASTICSEARCH_REPLICAS", default="0-1")
"""Copies of each shard: a number, or a range that follows the number of nodes."""

DCC_TRUSTED_CERTIFICATES = env("DCC_TRUSTED_CERTIFICATES", default="")
"""File of PEM certificates of the authorities whose signatures of digital calibration
certificates count. Without it a signature is reported as present, never as verified."""

SERVES = env("SERVES", default="everything")
"""What this web process answers: "everything", "pages" without long exports, or
"streams", which are these alone."""
STREAM_ADDRESSES = ("/api/v1/lkpp/", "/lkpp/v5/")
"""Beginnings of the addresses that are for the process of streams."""
STREAMS_AT_ONCE = env.int("STREAMS_AT_ONCE", default=8)
"""How many answers of the export all processes together send at once."""
STREAMS_PER_CLIENT = env.int("STREAMS_PER_CLIENT", default=3)
"""How many of these one client may have."""
STREAM_SECONDS = env.int("STREAM_SECONDS", default=1800)
"""After how long an answer is cut that is not read to its end."""
SEND_SECONDS = env.int("SEND_SECONDS", default=30)
"""Within how long a reader must take the next 64 KiB, and send its whole request."""
SHED_AFTER_SECONDS = env.float("SHED_AFTER_SECONDS", default=2.0)
"""After how long a request that waited for a thread is sent away."""

API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)
"""What one address may ask of the public API in a minute."""
# Pages of every host may read what is public. Nothing is sent along that says who asks.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/(v1/products(/[^/]*)?|v1/device-types|openapi\.json)$"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]

LKPP_SECRET_KEY = env("LKPP_SECRET_KEY", default="")
"""Key of the built-in client of the feed. Without it there are only those that were
given keys of their own: ``docs/lkpp-clients.md``."""
LKPP_REQUESTS_PER_MINUTE = env.int("LKPP_REQUESTS_PER_MINUTE", default=600)
"""What the built-in client and the holders of API tokens may ask in a minute."""
LKPP_SIGNING_KEYS = env.path("LKPP_SIGNING_KEYS", default=str(STATE_DIR / "keys"))()
"""Directory of the keys that sign exports: ``manage.py lkpp_keys``."""
PPN_REDUCED_BASE = env.bool("PPN_REDUCED_BASE", default=True)
"""Whether PPN is charged on 11/12 of the price, as PMK 131/2024 has it for goods
that are not luxuries: 12 % then comes to 11 % of the price."""

# A mail server that does not answer must not hold up the daily sweep.
EMAIL_TIMEOUT = 30
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="katalog@localhost")

# The v5 feed has its key in the address, which Django would put into reports.
DEFAULT_EXCEPTION_REPORTER = "lkpp.clients.error_reports.KeylessReporter"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # One line for every task of every save, or for every sign-in, would drown the rest.
    # The client tells of every request, and of each attempt with a trace.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "elastic_transport": {"level": "ERROR"},
    },
}
