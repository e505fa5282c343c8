"""Entry point for a WSGI server."""

import os

# Before what is imported below reads a setting.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog_site.settings.production")

from django.conf import settings

from catalog_site.metrics.sharing import share

# Before Django imports what counts. Settings that do not hold are told here, not by
# whichever library reads one first.
share(settings.BASE_DIR)

from django.core.wsgi import get_wsgi_application  # noqa: E402

from catalog_site.charsets import ReadableOnly  # noqa: E402

application = ReadableOnly(get_wsgi_application())
