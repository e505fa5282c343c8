"""A ledger of documents that were never products."""

import orjson
from django.utils import timezone

from readmodel.building import document_checksum
from readmodel.models import IndexerLease, ProductState
from search.documents.types import ProductDocument
from tests.factories.documents import product_document


def remember(*documents: ProductDocument) -> None:
    """Have the ledger say this of these products, each with the next revision."""
    lease, _created = IndexerLease.objects.get_or_create(pk=1)
    for document in documents:
        lease.last_revision += 1
        built = {**document, "revision": 0}
        ProductState.objects.update_or_create(
            pk=document["id"],
            defaults={
                "revision": lease.last_revision,
                "checksum": document_checksum(built) + "0" * 32,
                "live": True,
                "changed_at": timezone.now(),
                "document": orjson.dumps(built),
            },
        )
    lease.save()


def forget(product_id: int) -> None:
    """Have the ledger say that the product left."""
    lease = IndexerLease.objects.get()
    lease.last_revision += 1
    lease.save()
    ProductState.objects.filter(pk=product_id).update(
        live=False, document=None, revision=lease.last_revision
    )


def remember_lamps(*ids: int, **changes) -> None:
    remember(
        *(product_document(id=each, title=f"Lampu {each}", **changes) for each in ids)
    )
