"""Reminding suppliers of what runs out: one mail for each in a run, nothing twice.

A reminder is claimed in the database before the mail is sent and marked as sent
afterwards. Of one that stayed claimed nobody knows whether it reached anyone; it is
reported and not sent again, for the next threshold comes anyway.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.batches import batches
from suppliers.models import SupplierAccess, SupplierPage
from workspace.expiry.deadlines import LATEST, Deadline, due_deadlines
from workspace.models import ExpiryReminder

SENDING_TAKES = timedelta(minutes=10)
"""A claim that is older than this is not being sent at this moment."""

TEMPLATE = "workspace/mail/expiry_digest"


class NotSent(Exception):
    """A digest that could not be sent; nothing of it is marked, so it will be."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a supplier is reminded of in one mail, the most urgent first."""

    supplier: SupplierPage
    recipients: tuple[str, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def name(self) -> str:
        """The supplier's name on one line."""
        return " ".join(self.supplier.title.split())


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Reminders of one page that were claimed and, so far as is known, not sent."""

    page_title: str
    numbers: tuple[str, ...]


def due_digests(on: date, progress=lambda done, total: None) -> list[Digest]:
    """What falls due on the day ``on``, by supplier; ``recipients`` may be none."""
    by_path: dict[str, list[Deadline]] = defaultdict(list)
    for deadline in due_deadlines(on, progress):
        by_path[deadline.supplier_path].append(deadline)
    digests = []
    for paths in batches(sorted(by_path)):
        suppliers = list(SupplierPage.objects.filter(path__in=paths))
        recipients = _recipients(suppliers)
        digests += [
            Digest(each, recipients.get(each.pk, ()), _by_urgency(by_path[each.path]))
            for each in suppliers
        ]
    return sorted(digests, key=lambda digest: digest.supplier.path)


def send(digest: Digest, on: date) -> int:
    """Mail what nobody else has mailed yet of a digest; how many deadlines that is.

    Raises NotSent where the mail could not be handed over, having claimed nothing.
    """
    try:
        claimed = ExpiryReminder.objects.claim(map(_reminder, digest.deadlines))
    except IntegrityError as error:
        # A page was deleted since it was looked at.
        raise NotSent(str(error)) from error
    own = _only_claimed(digest, claimed)
    if not own.deadlines:
        return 0
    message = compose(own, on)
    try:
        sent = message.send()
    except (SMTPException, OSError, ValueError) as error:
        claimed.delete()
        raise NotSent(str(error)) from error
    if not sent:
        claimed.delete()
        raise NotSent(_("tidak ada server surel"))
    claimed.update(sent_at=timezone.now())
    return len(own.deadlines)


def compose(digest: Digest, on: date) -> EmailMultiAlternatives:
    """The mail about a digest as of the day ``on``, in the catalogue's language."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "digest": digest,
            "on": on,
            "lines": [(each, _edit_address(each)) for each in digest.deadlines],
            "site_name": settings.WAGTAIL_SITE_NAME,
        }
        message = EmailMultiAlternatives(
            subject=_subject(digest),
            body=render_to_string(f"{TEMPLATE}.txt", context),
            to=list(digest.recipients),
            headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(
            render_to_string(f"{TEMPLATE}.html", context), "text/html"
        )
    return message


def unconfirmed(on: date) -> list[Unconfirmed]:
    """What earlier runs claimed and did not mark as sent, while it still matters."""
    rows = (
        ExpiryReminder.objects.unconfirmed(SENDING_TAKES)
        .filter(last_day__gte=on - timedelta(days=LATEST))
        .order_by("page_id", "last_day", "number")
    )
    by_page: dict[str, list[str]] = defaultdict(list)
    for title, number in rows.values_list("page__title", "number"):
        by_page[title].append(number)
    return [Unconfirmed(title, tuple(numbers)) for title, numbers in by_page.items()]


def _recipients(suppliers: list[SupplierPage]) -> dict[int, tuple[str, ...]]:
    """Addresses of each supplier's active editors, each address once."""
    supplier_of_group = dict(
        SupplierAccess.objects.filter(supplier__in=suppliers).values_list(
            "group_id", "supplier_id"
        )
    )
    members = (
        get_user_model()
        .groups.through.objects.filter(
            group_id__in=supplier_of_group, user__is_active=True
        )
        .exclude(user__email="")
        .order_by("user_id")
    )
    addresses: dict[int, dict[str, str]] = defaultdict(dict)
    for group_id, address in members.values_list("group_id", "user__email"):
        own = addresses[supplier_of_group[group_id]]
        own.setdefault(address.casefold(), address)
    return {supplier: tuple(own.values()) for supplier, own in addresses.items()}


def _by_urgency(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple(
        sorted(
            deadlines,
            key=lambda each: (
                each.threshold,
                each.last_day,
                each.page_title,
                each.label,
                each.number,
            ),
        )
    )


def _reminder(deadline: Deadline) -> ExpiryReminder:
    return ExpiryReminder(
        page_id=deadline.page_id,
        kind=deadline.kind,
        number=deadline.number,
        last_day=deadline.last_day,
        threshold=deadline.threshold,
    )


def _only_claimed(digest: Digest, claimed) -> Digest:
    keys = set(
        claimed.values_list("page_id", "kind", "number", "last_day", "threshold")
    )
    own = tuple(each for each in digest.deadlines if each.key in keys)
    return replace(digest, deadlines=own)


def _subject(digest: Digest) -> str:
    return _("%(count)d masa berlaku segera atau sudah berakhir: %(supplier)s") % {
        "count": len(digest.deadlines),
        "supplier": digest.name,
    }


def _edit_address(deadline: Deadline) -> str:
    path = reverse("wagtailadmin_pages:edit", args=[deadline.page_id])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"
