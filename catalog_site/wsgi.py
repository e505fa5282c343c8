"""Entry point for a WSGI server."""

import os
from pathlib import Path

# Before what is imported below reads a setting.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog_site.settings.production")

from django.core.wsgi import get_wsgi_application

from catalog_site.charsets import ReadableOnly
from catalog_site.metrics.sharing import share

# Before Django imports what counts.
share(Path(__file__).resolve().parents[1])
application = ReadableOnly(get_wsgi_application())
