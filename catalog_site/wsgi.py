"""Entry point for a WSGI server."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from catalog_site.charsets import ReadableOnly
from catalog_site.metrics.sharing import share

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog_site.settings.production")

# Before Django imports what counts.
share(Path(__file__).resolve().parents[1])
application = ReadableOnly(get_wsgi_application())
