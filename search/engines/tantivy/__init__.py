"""The embedded engine: a directory on disk, no server to run."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
