"""What the feed answers when it cannot answer.

Status, code and message of the first three are those of the WooCommerce
implementation, letter by letter, in the form its readers know:
``{"code", "message", "data": {"status"}}``. They have no other language. Below
``/api/`` the same refusals are problems: :mod:`core.problems`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import override

from core.findings import text
from core.problems import Fault
from core.streams import TooManyStreams
from domain.findings import Finding, error
from domain.messages import Alternatives
from domain.messages import gettext_noop as _

TOO_MANY_REQUESTS = 429


class FeedError(Exception):
    """A refusal with its HTTP status. ``headers`` go with the answer; ``members`` stand
    in it where it is a problem.

    A reader gets the sentence of the ``finding`` in both languages, unless the format
    ``dictates`` it.
    """

    def __init__(
        self,
        status: int,
        finding: Finding,
        *,
        dictates: bool = False,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(finding)
        self.status = status
        self.finding = finding
        self.dictates = dictates
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def parameter(self) -> str:
        """The parameter that cannot be used, where it is one."""
        return self.finding.place

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The parameter as a fault of the address, where it is one."""
        if not self.parameter:
            return ()
        return (Fault("query", self.parameter, self.code, self.message),)

    @property
    def message(self) -> str:
        """The sentence in Indonesian, or as the format dictates it."""
        return self._message_in("id")

    def body(self) -> dict[str, Any]:
        """The refusal as ``v5-error.schema.json`` describes it."""
        body = {"code": self.code, "message": self.message}
        if not self.dictates:
            body["message_en"] = self._message_in("en")
        data: dict[str, Any] = {"status": self.status}
        if self.parameter:
            data["parameter"] = self.parameter
        return body | {"data": data}

    def _message_in(self, language: str) -> str:
        if self.dictates:
            return self.finding.message
        with override(language):
            return text(self.finding)


def invalid_secret() -> FeedError:
    return FeedError(403, error("invalid_secret", "Invalid secret Key"), dictates=True)


def product_not_found() -> FeedError:
    return FeedError(
        404, error("product_not_found", "Product Not Found!"), dictates=True
    )


def invalid_request() -> FeedError:
    return FeedError(401, error("invalid_request", "Invalid Request"), dictates=True)


def missing_key() -> FeedError:
    return FeedError(
        401,
        error("missing_key", _("Sertakan kunci: Authorization: Bearer KUNCI.")),
        headers={"WWW-Authenticate": 'Bearer realm="lkpp"'},
    )


def key_revoked() -> FeedError:
    return FeedError(403, error("key_revoked", _("Kunci ini sudah dicabut.")))


def key_expired() -> FeedError:
    return FeedError(
        403, error("key_expired", _("Masa berlaku kunci ini sudah lewat."))
    )


def token_not_allowed() -> FeedError:
    return FeedError(
        403,
        error(
            "token_not_allowed",
            _("Pemilik token ini tidak diberi izin menarik umpan LKPP."),
        ),
    )


def scope_not_allowed(scope: str, allowed: list[str]) -> FeedError:
    return FeedError(
        403,
        error(
            "scope_not_allowed",
            _("Kunci ini tidak membuka %(scope)s, hanya: %(allowed)s."),
            scope=scope,
            allowed=", ".join(allowed),
        ),
    )


def profile_not_allowed(profile: str, allowed: list[str]) -> FeedError:
    finding = error(
        "profile_not_allowed",
        _("Kunci ini tidak membuka profil %(profile)s, hanya: %(allowed)s."),
        profile=profile,
        allowed=", ".join(allowed),
    )
    return FeedError(403, finding.at("profile"))


def too_many_requests(seconds: int) -> FeedError:
    """``seconds`` until the next request is answered."""
    return FeedError(
        TOO_MANY_REQUESTS,
        error(
            "too_many_requests",
            _("Terlalu banyak permintaan. Coba lagi dalam %(seconds)s detik."),
            seconds=seconds,
        ),
        headers={"Retry-After": str(seconds)},
    )


def too_many_streams(refusal: TooManyStreams) -> FeedError:
    """As many long answers as may be are on their way already."""
    headers = {"Retry-After": str(refusal.retry_after)}
    if refusal.of_client:
        return FeedError(
            TOO_MANY_REQUESTS,
            error(
                "too_many_streams",
                _(
                    "Klien ini sedang menerima jawaban panjang sebanyak yang "
                    "diperbolehkan. Baca dahulu sampai selesai, lalu coba lagi dalam "
                    "%(seconds)s detik."
                ),
                seconds=refusal.retry_after,
            ),
            headers=headers,
        )
    return FeedError(
        503,
        error(
            "streams_busy",
            _(
                "Jawaban panjang yang dikirim sekaligus sudah sebanyak yang "
                "diperbolehkan. Coba lagi dalam %(seconds)s detik."
            ),
            seconds=refusal.retry_after,
        ),
        headers=headers,
    )


def no_whole_number(parameter: str) -> FeedError:
    return _invalid_parameter(
        parameter, _("Parameter %(name)s harus bilangan bulat mulai dari 1.")
    )


def no_day(parameter: str) -> FeedError:
    return _invalid_parameter(
        parameter,
        _("Parameter %(name)s harus tanggal yang ada, ditulis YYYY-MM-DD."),
    )


def days_reversed(parameter: str, start: date) -> FeedError:
    return _invalid_parameter(
        parameter,
        _("Parameter %(name)s harus sama dengan atau sesudah start_date (%(start)s)."),
        start=start.isoformat(),
    )


def none_of(parameter: str, values: tuple[str, ...]) -> FeedError:
    return _invalid_parameter(
        parameter,
        _("Parameter %(name)s harus %(values)s."),
        values=Alternatives(values),
    )


def _invalid_parameter(parameter: str, message: str, **parameters: object) -> FeedError:
    finding = error("invalid_parameter", message, name=parameter, **parameters)
    return FeedError(400, finding.at(parameter))


def cursor_ahead(cursor: int, latest: int, begin_anew: str) -> FeedError:
    """A revision that was never handed out: it is of another sequence. The reader
    begins anew at the address ``begin_anew``."""
    return _another_past(
        error(
            "cursor_ahead",
            _(
                "Revisi %(cursor)s belum pernah dikeluarkan (terakhir %(latest)s). "
                "Mulai lagi dengan salinan lengkap."
            ),
            cursor=cursor,
            latest=latest,
        ),
        begin_anew,
    )


def history_differs(revision: int, begin_anew: str) -> FeedError:
    """Readers were told something else up to a revision that exists again."""
    return _another_past(
        error(
            "history_differs",
            _(
                "Sampai revisi %(revision)s katalog ini memberitahukan hal lain "
                "daripada yang Anda terima: basis datanya dipulihkan dari cadangan. "
                "Buang salinan dan kursor Anda, lalu mulai lagi dengan salinan "
                "lengkap: %(address)s"
            ),
            revision=revision,
            address=begin_anew,
        ),
        begin_anew,
    )


def _another_past(finding: Finding, begin_anew: str) -> FeedError:
    return FeedError(409, finding, members={"begin_anew": begin_anew})


def unreadable_request() -> FeedError:
    return FeedError(
        400,
        error(
            "unreadable_request",
            _("Isi permintaan tidak dapat dibaca sebagai formulir."),
        ),
    )


def method_not_allowed() -> FeedError:
    return FeedError(
        405, error("method_not_allowed", _("Pakai metode GET, HEAD atau POST."))
    )


def schema_not_found() -> FeedError:
    return FeedError(404, error("schema_not_found", _("Skema tidak ditemukan.")))
