"""What is answered where a view failed, in the form of the address."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from catalog_site.readiness import is_database_there
from catalog_site.refusing import V5, refusal
from core.problems import unexplained
from domain.findings import error
from domain.messages import gettext_noop as _

RETRY_AFTER = 30
"""Seconds in which a database has restarted."""

DATABASE_AWAY = error(
    "database_unavailable",
    _(
        "Basis data katalog sedang tidak dapat dihubungi. Coba lagi dalam %(seconds)s "
        "detik. Yang dikirim dengan permintaan ini belum tentu disimpan."
    ),
    seconds=RETRY_AFTER,
)


def failed(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``, called while the failure is handled: 503 where the
    database is away, which is nobody's mistake and passes."""
    failure = sys.exc_info()[1]
    lost = isinstance(failure, (OperationalError, InterfaceError))
    if lost and not is_database_there():
        retry = {"Retry-After": str(RETRY_AFTER)}
        return refusal(request, 503, DATABASE_AWAY, retry)
    if request.path.startswith(V5):
        return refusal(request, 500, unexplained(500))
    return server_error(request)
