"""The engine of more than one machine: an Elasticsearch cluster."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
