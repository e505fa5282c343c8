"""How gunicorn serves the catalogue. It finds this file where it is started; what is
said at its start goes before. docs/operations.md has the variables."""

import os

from catalog_site.worker import SPARE

PAGES = 8
"""Threads of a process that answers pages."""

worker_class = "catalog_site.worker.BoundedWorker"
threads = (
    int(os.environ.get("STREAMS_AT_ONCE", "8")) + SPARE
    if os.environ.get("SERVES") == "streams"
    else PAGES
)
