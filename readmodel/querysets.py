"""What is asked of the read model's rows in the field's words."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ProductStateQuerySet(models.QuerySet):
    def due(self, on: date) -> "ProductStateQuerySet":
        """Products to be built again by the day ``on``: a date in them passed since
        they were built, or they were built on a day that is still to come, by a clock
        that was ahead."""
        passed = Q(rebuild_on__lte=on)
        return self.filter(passed | Q(built_on__gt=timezone.localdate()))

    def set_aside(self) -> None:
        """Have them due no more, until they are built for another reason."""
        self.update(rebuild_on=None, built_on=None)
