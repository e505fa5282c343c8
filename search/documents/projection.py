"""Products and their documents, as the read model asks for them."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from readmodel.projections import DocumentProjection, ProductSource
from search.documents.loading import ProductSnapshot, load_products, public_products
from search.documents.types import ProductDocument

FORM = "4"
"""Raised when documents get another form, or say something else of the same page."""

SOURCE = ProductSource(public=public_products, load=load_products)


def document_projection() -> DocumentProjection:
    return DocumentProjection(version=_version(), build=_document)


def _version() -> str:
    """The form, and the settings that documents depend on: the key that signs addresses
    of pictures, and the base of PPN."""
    digest = salted_hmac("search.documents", str(settings.PPN_REDUCED_BASE)).hexdigest()
    return f"{FORM}-{digest[:16]}"


def _document(snapshot: ProductSnapshot) -> ProductDocument:
    return snapshot.document
