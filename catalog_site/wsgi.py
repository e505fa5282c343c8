"""Entry point for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from catalog_site.charsets import ReadableOnly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog_site.settings.production")

application = ReadableOnly(get_wsgi_application())
