from .clients import (
    BUILT_IN,
    FASTEST,
    USER_MARK,
    FeedClient,
    FeedKey,
    FeedRate,
    FeedRequest,
    all_scopes,
    validate_client_name,
)
from .listing import LkppListing, LkppListingChange
from .readiness import ReadinessSummary

__all__ = [
    "BUILT_IN",
    "FASTEST",
    "USER_MARK",
    "FeedClient",
    "FeedKey",
    "FeedRate",
    "FeedRequest",
    "LkppListing",
    "LkppListingChange",
    "ReadinessSummary",
    "all_scopes",
    "validate_client_name",
]
