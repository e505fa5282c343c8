#!/usr/bin/env python
"""Run a management command of the catalogue."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "catalog_site.settings.demo")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
