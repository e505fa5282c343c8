"""Who may read the export, and how much of it.

Three kinds of key open it: one of a client (:mod:`lkpp.clients.keys`), LKPP_SECRET_KEY
of the settings, and an API token of an active user who has the permission
``lkpp.pull_feed``. Each comes as a bearer token or as v5's parameter ``secretkey``.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from core.lock_timeout import lock_timeout
from core.moments import is_within
from lkpp import errors
from lkpp.choices import Scope
from lkpp.clients import rate_limit
from lkpp.clients.keys import KEY_FORM, digest_of
from lkpp.errors import FeedError
from lkpp.models import BUILT_IN, USER_MARK, FeedKey

logger = logging.getLogger(__name__)

USE_IS_NOTED_EVERY = timedelta(minutes=1)

_DIGEST_OF_NOBODY = sha256(b"").hexdigest()
"""What a key is compared with whose prefix is unknown, so that it takes as long."""


@dataclass(frozen=True, slots=True)
class Access:
    """What the holder of a key may do.

    ``name`` is that of the client in the log, ``key`` the prefix of the key where it
    has one. ``profiles`` is None where all of them may be read.
    """

    name: str
    per_minute: int
    scopes: frozenset[str] = frozenset(Scope.values)
    profiles: frozenset[str] | None = None
    key: str = ""

    def require_profile(self, profile: str) -> None:
        """Raises FeedError (403) for a profile that may not be read."""
        if self.profiles is not None and profile not in self.profiles:
            raise errors.profile_not_allowed(profile, sorted(self.profiles))


def authorise(request: HttpRequest, given: Mapping[str, str], scope: str) -> Access:
    """Let a request for ``scope`` in, and count it.

    ``given`` are the parameters. From here on ``access_of(request)`` knows who asks,
    also when FeedError is raised: 401 without a key and 403 with a wrong one, except
    that v5 has 403 for both; 429 beyond the rate, with Retry-After; 403 without the
    scope.
    """
    access = _identified(request, given, scope)
    request.feed_access = access
    seconds = rate_limit.take(access.name, access.per_minute)
    if seconds:
        raise errors.too_many_requests(seconds)
    if scope not in access.scopes:
        raise errors.scope_not_allowed(scope, sorted(access.scopes))
    return access


def access_of(request: HttpRequest) -> Access | None:
    """Whose request it is, once :func:`authorise` has found out."""
    return getattr(request, "feed_access", None)


@sensitive_variables()
def _identified(request: HttpRequest, given: Mapping[str, str], scope: str) -> Access:
    """Raises FeedError. v5's readers know one message for every wrong key."""
    texts = [text for text in (_bearer_token(request), given.get("secretkey")) if text]
    refusal = errors.invalid_secret() if texts else errors.missing_key()
    for text in texts:
        try:
            return _access_by(request, text)
        except FeedError as error:
            refusal = error
    raise errors.invalid_secret() if scope == Scope.V5 else refusal


@sensitive_variables()
def _bearer_token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


@sensitive_variables("text", "key", "match")
def _access_by(request: HttpRequest, text: str) -> Access:
    """What a key opens. Its form decides where it is looked up. Raises FeedError."""
    key = settings.LKPP_SECRET_KEY
    if key and constant_time_compare(text, key):
        return Access(BUILT_IN, settings.LKPP_REQUESTS_PER_MINUTE)
    if match := KEY_FORM.fullmatch(text):
        return _access_of_key(match["prefix"], text)
    if APIToken.validate_token_format(text):
        return _access_of_user(request, text)
    raise errors.invalid_secret()


@sensitive_variables("text", "expected")
def _access_of_key(prefix: str, text: str) -> Access:
    """Why a key that was right opens nothing is said to its holder only."""
    key = FeedKey.objects.select_related("client").filter(prefix=prefix).first()
    expected = key.digest if key else _DIGEST_OF_NOBODY
    if not constant_time_compare(digest_of(text), expected) or key is None:
        raise errors.invalid_secret()
    if key.revoked_at is not None or not key.client.active:
        raise errors.key_revoked()
    if key.has_expired():
        raise errors.key_expired()
    _note_use(key)
    return Access(
        name=key.client.name,
        per_minute=key.client.per_minute,
        scopes=frozenset(key.client.scopes),
        profiles=frozenset(key.client.profiles) or None,
        key=key.prefix,
    )


def _note_use(key: FeedKey) -> None:
    if key.last_used_at and is_within(key.last_used_at, USE_IS_NOTED_EVERY):
        return
    try:
        with lock_timeout(rate_limit.LOCK_TIMEOUT):
            FeedKey.objects.filter(pk=key.pk).update(last_used_at=timezone.now())
    except OperationalError as error:
        logger.warning("The use of %s was not noted: %s", key, error)


@sensitive_variables("text")
def _access_of_user(request: HttpRequest, text: str) -> Access:
    token = BearerTokenAuth().authenticate(request, text)
    if token is None:
        raise errors.invalid_secret()
    if not token.user.has_perm("lkpp.pull_feed"):
        raise errors.token_not_allowed()
    return Access(
        f"{USER_MARK}{token.user.get_username()}", settings.LKPP_REQUESTS_PER_MINUTE
    )
