"""What is forgotten of those who work with the catalogue, and after how long."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState

from core.upkeep import register_upkeep
from workspace.accounts.locks import forget_attempts
from workspace.accounts.password_reset import forget_requests
from workspace.models import ExpiryReminder

REMINDERS_KEPT = timedelta(days=365)
"""After the last day that they were about; no reminder is sent so late."""


def forget_sessions() -> int:
    """Forget sessions that ended; how many."""
    ended = Session.objects.filter(expire_date__lt=timezone.now()).count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ended


def forget_editing() -> int:
    """Forget who had which form open, and what they had typed for a preview."""
    stale = (EditingSession.objects.stale(), FormState.objects.stale())
    return sum(rows.delete()[0] for rows in stale)


def forget_reminders() -> int:
    """Forget of what suppliers were reminded long ago; how many."""
    before = timezone.localdate() - REMINDERS_KEPT
    return ExpiryReminder.objects.filter(last_day__lt=before).delete()[0]


register_upkeep("sessions", forget_sessions)
register_upkeep("open forms", forget_editing)
register_upkeep("sign-ins", forget_attempts)
register_upkeep("requests for new passwords", forget_requests)
register_upkeep("reminders", forget_reminders)
