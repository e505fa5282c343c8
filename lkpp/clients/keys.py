"""Clients and their keys: made, rotated, revoked.

A key's text is ``alkes_<prefix>_<secret>``: twelve hexadecimal digits by which it is
found, and 64 that stand for 256 random bits. Only their SHA-256 is kept. A slow hash
is for what people make up; nobody guesses 256 bits.
"""

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from lkpp.choices import Scope
from lkpp.models import FeedClient, FeedKey

KEY_FORM = re.compile(r"alkes_(?P<prefix>[0-9a-f]{12})_(?P<secret>[0-9a-f]{64})")

OVERLAP_DAYS = 7
"""For how long the keys before go on when a client is given a new one."""
LONGEST_OVERLAP = 90
LONGEST_LIFE = 3650
"""Days for which a key may be valid at most, unless it has no end."""

EXAMPLES = {
    Scope.CHANGES: "/api/v1/lkpp/changes?after=0&limit=10",
    Scope.V5: "/lkpp/v5/all_produk?per_page=10",
    Scope.SNAPSHOT: "/api/v1/lkpp/snapshot",
}
"""A small request for each part of the export, the best to try first."""


class CannotChange(Exception):
    """A client or key that is not in the state for it; the text says why."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made, and its text: the only time that it is known."""

    key: FeedKey
    text: str = field(repr=False)


def digest_of(text: str) -> str:
    """What is kept of a key's text."""
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def make_client(
    name: str, *, expires_days: int | None = None, by=None, **fields
) -> tuple[FeedClient, NewKey]:
    """A client with its first key. ``fields`` are those of :class:`FeedClient`.

    Raises ValidationError.
    """
    client = FeedClient(name=name.strip(), created_by=by, **fields)
    client.full_clean()
    client.save()
    log(client, "lkpp.reader.make", user=by)
    return client, _make_key(client, expires_days, by)


@transaction.atomic
def rotate_key(
    client: FeedClient,
    *,
    overlap_days: int = OVERLAP_DAYS,
    expires_days: int | None = None,
    by=None,
) -> NewKey:
    """A new key; those before end after ``overlap_days``, or earlier if they would.

    Raises CannotChange for a revoked client, ValidationError for a number of days
    that is out of bounds.
    """
    _check_days(overlap_days, 0, LONGEST_OVERLAP)
    client = _locked(client)
    if not client.active:
        raise CannotChange(
            _("Klien “%(client)s” sudah dicabut. Aktifkan lagi lebih dulu.")
            % {"client": client}
        )
    client.keys.end_by(timezone.now() + timedelta(days=overlap_days))
    return _make_key(client, expires_days, by)


@transaction.atomic
def revoke_key(key: FeedKey, *, by=None) -> None:
    """Have a key open nothing from now on. Raises CannotChange if it was revoked."""
    if not FeedKey.objects.filter(pk=key.pk).revoke():
        raise CannotChange(_("Kunci %(key)s sudah dicabut.") % {"key": key})
    log(key.client, "lkpp.key.revoke", user=by, data={"key": str(key)})


@transaction.atomic
def revoke_client(client: FeedClient, *, by=None) -> int:
    """Revoke a client with all its keys; how many could still be used.

    Raises CannotChange if it was revoked.
    """
    client = _locked(client)
    if not client.active:
        raise CannotChange(_("Klien “%(client)s” sudah dicabut.") % {"client": client})
    client.active = False
    client.save(update_fields=["active"])
    usable = client.keys.usable().count()
    client.keys.revoke()
    log(client, "lkpp.reader.revoke", user=by)
    return usable


@transaction.atomic
def resume_client(client: FeedClient, *, by=None) -> None:
    """Take a revocation back. The keys stay revoked: :func:`rotate_key` makes one.

    Raises CannotChange if it is active.
    """
    client = _locked(client)
    if client.active:
        raise CannotChange(_("Klien “%(client)s” masih aktif.") % {"client": client})
    client.active = True
    client.save(update_fields=["active"])
    log(client, "lkpp.reader.resume", user=by)


def example_address(client: FeedClient) -> str:
    """An address on which the client can try its key; "" where it may read files
    only, which have no fixed address."""
    for scope, path in EXAMPLES.items():
        if scope in client.scopes:
            return f"{settings.PUBLIC_BASE_URL}{path}"
    return ""


def _locked(client: FeedClient) -> FeedClient:
    """The client as it is now, so that nobody changes it meanwhile."""
    return FeedClient.objects.select_for_update().get(pk=client.pk)


@sensitive_variables("text")
def _make_key(client: FeedClient, expires_days: int | None, by) -> NewKey:
    prefix = secrets.token_hex(6)
    text = f"alkes_{prefix}_{secrets.token_hex(32)}"
    key = FeedKey.objects.create(
        client=client,
        prefix=prefix,
        digest=digest_of(text),
        created_by=by,
        expires_at=_end(expires_days),
    )
    log(client, "lkpp.key.make", user=by, data={"key": str(key)})
    return NewKey(key, text)


def _end(days: int | None) -> datetime | None:
    if days is None:
        return None
    _check_days(days, 1, LONGEST_LIFE)
    return timezone.now() + timedelta(days=days)


def _check_days(days: int, least: int, most: int) -> None:
    if not least <= days <= most:
        raise ValidationError(
            _("Jumlah hari harus antara %(least)d dan %(most)d."),
            params={"least": least, "most": most},
        )
