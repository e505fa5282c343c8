"""Questions about those who read the export."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


class FeedKeyQuerySet(models.QuerySet):
    def usable(self):
        """Neither revoked nor expired; the client may still be revoked."""
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None)

    def newest_first(self):
        return self.order_by("-pk")

    def end_by(self, moment: datetime) -> int:
        """Have usable keys end at ``moment`` unless they end earlier; how many."""
        later = Q(expires_at=None) | Q(expires_at__gt=moment)
        return self.usable().filter(later).update(expires_at=moment)

    def revoke(self) -> int:
        """Have keys open nothing from now on; how many did until now."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


class FeedRequestQuerySet(models.QuerySet):
    def today(self):
        """Since midnight in Jakarta."""
        now = timezone.localtime()
        return self.filter(
            at__gte=now.replace(hour=0, minute=0, second=0, microsecond=0)
        )

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def with_revisions(self):
        """Those that handed out at least one record."""
        return self.filter(last_revision__isnull=False)

    def older_than(self, age: timedelta):
        return self.filter(at__lt=timezone.now() - age)
