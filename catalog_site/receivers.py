"""Exceptions of requests are counted."""

from typing import Any

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest

from catalog_site.metrics.counting import EXCEPTIONS, route_of


@receiver(got_request_exception)
def exception_is_counted(request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None:
        EXCEPTIONS.labels(route_of(request)).inc()
