"""Failed sign-ins."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.utils import timezone


def attempt(name="ani", address="203.0.113.7", failures=5, ago=timedelta()):
    row = AccessAttempt.objects.create(
        username=name, ip_address=address, failures_since_start=failures
    )
    AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - ago)
    row.refresh_from_db()
    return row
