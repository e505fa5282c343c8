"""The server of the browser tests, whose threads share a database."""

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import path

from catalog_site.urls import urlpatterns as catalogue_addresses
from products.models import DeviceType

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__)]


def write(request):
    with transaction.atomic():
        time.sleep(0.01)
        with transaction.atomic():
            time.sleep(0.01)
            DeviceType.objects.filter(pk=0).update(key="")
    return HttpResponse(status=204)


urlpatterns = [path("write/", write), *catalogue_addresses]


def test_requests_that_come_together_do_not_meet_in_one_transaction(live_server):
    def ask(_number: int) -> int:
        with urllib.request.urlopen(f"{live_server.url}/write/") as answer:
            return answer.status

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(ask, range(24)))

    assert statuses == [204] * 24
