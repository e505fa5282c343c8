"""What the feed answers when it cannot answer.

Status, code and message of the first three are those of the WooCommerce
implementation, letter by letter, in the form its readers know:
``{"code", "message", "data": {"status"}}``.
"""

from typing import Any


class FeedError(Exception):
    """A refusal with its HTTP status. ``message`` is Indonesian where the format
    does not dictate it, and ``message_en`` says the same in English."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        message_en: str = "",
        parameter: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.message_en = message_en
        self.parameter = parameter

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
