"""Readers of the export, and what they were given."""

from datetime import timedelta

import factory
from django.utils import timezone

from lkpp.clients.keys import make_client
from lkpp.models import FeedClient, FeedRequest
from readmodel.models import LedgerLink


class FeedRequestFactory(factory.django.DjangoModelFactory):
    """A page of changes that a reader took whole."""

    class Meta:
        model = FeedRequest

    client = "Gudang Data"
    endpoint = "changes"
    profile = "v5"
    first_revision = 1
    last_revision = 10
    records = 10
    size = 30_000
    status = 200
    outcome = "complete"


class LedgerLinkFactory(factory.django.DjangoModelFactory):
    """A link of the chain over what readers were told."""

    class Meta:
        model = LedgerLink

    revision = factory.Sequence(lambda number: 1_000_000 + number)
    digest = bytes(32)


def feed_client(name: str = "Gudang Data", **fields) -> tuple[FeedClient, str]:
    """A client and the text of its key."""
    client, new_key = make_client(name, **fields)
    return client, new_key.text


def expire_keys(client: FeedClient) -> None:
    client.keys.update(expires_at=timezone.now() - timedelta(seconds=1))
