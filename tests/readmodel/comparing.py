"""What comparing a sink with the ledger found, to be compared with what it should."""

from readmodel.comparison import Findings


def wrong_with(findings: Findings) -> dict[str, set[int]]:
    """Products by what is wrong with them, where something is; what the indexer has
    still to give is not wrong."""
    kinds = ("missing", "differing", "unknown_to_ledger")
    return {kind: set(ids) for kind in kinds if (ids := getattr(findings, kind))}
