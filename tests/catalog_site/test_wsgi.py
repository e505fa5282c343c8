"""What a web server loads."""

import os
import subprocess
import sys

from django.conf import settings


def test_without_settings_those_of_production_count():
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "DATABASE_URL")
    }

    ended = subprocess.run(
        [sys.executable, "-c", "import catalog_site.wsgi"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    [*_, said] = ended.stderr.splitlines()
    assert said.startswith(
        "django.core.exceptions.ImproperlyConfigured: Unsafe settings"
    )
