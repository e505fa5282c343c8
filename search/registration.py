"""What the search index adds to the public pages of products and suppliers, and what
the read model keeps it in step with."""

from pathlib import Path

from django.conf import settings

from core.parts import register_part
from readmodel.projections import register_document, register_source
from readmodel.sinks import register_sinks
from search.documents.projection import SOURCE, document_projection
from search.engines import register_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.configuration import read_configuration
from search.engines.elasticsearch.connection import Connection
from search.engines.tantivy import TantivyEngine
from search.indexing.mapping import INDEX_SCHEMA
from search.indexing.sink import engine_sinks
from search.parts import (
    preference_part,
    similar_products_part,
    supplier_products_part,
)

register_part("product.headline", "search/parts/preference.html", preference_part)
register_part("product.below", "search/parts/similar.html", similar_products_part)
register_part(
    "supplier.main", "search/parts/supplier_products.html", supplier_products_part
)


def _embedded_engine() -> TantivyEngine:
    return TantivyEngine(INDEX_SCHEMA, Path(settings.SEARCH_INDEX_DIR))


def _elasticsearch_engine() -> ElasticsearchEngine:
    """Raises ImproperlyConfigured."""
    return ElasticsearchEngine(INDEX_SCHEMA, Connection(read_configuration(settings)))


register_engine("embedded", _embedded_engine)
register_engine("elasticsearch", _elasticsearch_engine)
register_source(SOURCE)
register_document(document_projection())
register_sinks(engine_sinks)
