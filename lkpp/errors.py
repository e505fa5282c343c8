"""What the feed answers when it cannot answer.

Status, code and message of the first three are those of the WooCommerce
implementation, letter by letter, in the form its readers know:
``{"code", "message", "data": {"status"}}``.
"""

from collections.abc import Mapping
from typing import Any

TOO_MANY_REQUESTS = 429


class FeedError(Exception):
    """A refusal with its HTTP status. ``message`` is Indonesian where the format
    does not dictate it, and ``message_en`` says the same in English. ``headers`` go
    with the answer."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        message_en: str = "",
        parameter: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.message_en = message_en
        self.parameter = parameter
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The refusal as ``v5-error.schema.json`` describes it."""
        body = {"code": self.code, "message": self.message}
        if self.message_en:
            body["message_en"] = self.message_en
        data: dict[str, Any] = {"status": self.status}
        if self.parameter:
            data["parameter"] = self.parameter
        return body | {"data": data}


def invalid_secret() -> FeedError:
    return FeedError(403, "invalid_secret", "Invalid secret Key")


def missing_key() -> FeedError:
    return FeedError(
        401,
        "missing_key",
        "Sertakan kunci: Authorization: Bearer KUNCI.",
        "Send a key: Authorization: Bearer KEY.",
        headers={"WWW-Authenticate": 'Bearer realm="lkpp"'},
    )


def key_revoked() -> FeedError:
    return FeedError(
        403, "key_revoked", "Kunci ini sudah dicabut.", "This key was revoked."
    )


def key_expired() -> FeedError:
    return FeedError(
        403,
        "key_expired",
        "Masa berlaku kunci ini sudah lewat.",
        "This key has expired.",
    )


def token_not_allowed() -> FeedError:
    return FeedError(
        403,
        "token_not_allowed",
        "Pemilik token ini tidak diberi izin menarik umpan LKPP.",
        "The holder of this token has no permission to pull the LKPP feed.",
    )


def scope_not_allowed(scope: str, allowed: list[str]) -> FeedError:
    listed = ", ".join(allowed)
    return FeedError(
        403,
        "scope_not_allowed",
        f"Kunci ini tidak membuka {scope}, hanya: {listed}.",
        f"This key does not open {scope}, only: {listed}.",
    )


def profile_not_allowed(profile: str, allowed: list[str]) -> FeedError:
    listed = ", ".join(allowed)
    return FeedError(
        403,
        "profile_not_allowed",
        f"Kunci ini tidak membuka profil {profile}, hanya: {listed}.",
        f"This key does not open the profile {profile}, only: {listed}.",
        parameter="profile",
    )


def too_many_requests(seconds: int) -> FeedError:
    """``seconds`` until the next request is answered."""
    return FeedError(
        TOO_MANY_REQUESTS,
        "too_many_requests",
        f"Terlalu banyak permintaan. Coba lagi dalam {seconds} detik.",
        f"Too many requests. Try again in {seconds} seconds.",
        headers={"Retry-After": str(seconds)},
    )


def product_not_found() -> FeedError:
    return FeedError(404, "product_not_found", "Product Not Found!")


def invalid_request() -> FeedError:
    return FeedError(401, "invalid_request", "Invalid Request")


def invalid_parameter(name: str, expected: str, expected_en: str) -> FeedError:
    """``expected`` completes "Parameter … harus", ``expected_en`` "… must be"."""
    return FeedError(
        400,
        "invalid_parameter",
        f"Parameter {name} harus {expected}.",
        f"Parameter {name} must be {expected_en}.",
        parameter=name,
    )


def cursor_ahead(cursor: int, latest: int) -> FeedError:
    """A revision that was never handed out: it is of another sequence."""
    return FeedError(
        409,
        "cursor_ahead",
        f"Revisi {cursor} belum pernah dikeluarkan (terakhir {latest}). Mulai lagi "
        "dengan salinan lengkap.",
        f"Revision {cursor} was never handed out (the latest is {latest}). Begin anew "
        "with a snapshot.",
    )


def unreadable_request() -> FeedError:
    return FeedError(
        400,
        "unreadable_request",
        "Isi permintaan tidak dapat dibaca sebagai formulir.",
        "The body of the request cannot be read as a form.",
    )


def method_not_allowed() -> FeedError:
    return FeedError(
        405,
        "method_not_allowed",
        "Pakai metode GET, HEAD atau POST.",
        "Use the method GET, HEAD or POST.",
    )


def schema_not_found() -> FeedError:
    return FeedError(
        404, "schema_not_found", "Skema tidak ditemukan.", "There is no such schema."
    )


def feed_unavailable() -> FeedError:
    return FeedError(
        503,
        "feed_unavailable",
        "Data produk sedang tidak dapat dibaca. Coba lagi nanti.",
        "The products cannot be read at the moment. Try again later.",
    )
