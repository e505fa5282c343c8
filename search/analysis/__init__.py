"""The one chain that turns text into terms, for every engine, index and query."""

from search.analysis.chain import analyse, analyse_codes, analyse_query
from search.analysis.stemming import stem

__all__ = ["analyse", "analyse_codes", "analyse_query", "stem"]
