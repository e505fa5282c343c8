"""Errors of the API as RFC 9457 has them: ``application/problem+json``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Literal

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import Schema

from core.findings import text
from core.language import LANGUAGES
from domain.findings import Finding, error
from domain.messages import gettext_noop as _

MEDIA_TYPE = "application/problem+json"
Source = Literal["query", "path"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that was refused: in which part of the address it stood, its name,
    and why."""

    source: Source
    name: str
    code: str
    detail: str


class FaultOut(Schema):
    """A parameter that was refused. ``source`` says where it stood."""

    source: Source
    name: str
    code: str
    detail: str


class ProblemOut(Schema):
    """Why there is no answer (RFC 9457). ``code`` tells apart what shares a status, and
    stays as it is when sentences change. ``errors`` names the parameters that were
    refused, if it is they."""

    type: Literal["about:blank"]
    title: str
    status: int
    code: str
    detail: str
    detail_en: str
    errors: list[FaultOut]


class Refusal(Exception):
    """Raised where the API cannot answer; becomes a problem with this status."""

    def __init__(
        self, status: int, finding: Finding, parameters: Iterable[Finding] = ()
    ) -> None:
        super().__init__(status, finding)
        self.status = status
        self.finding = finding
        self._parameters = tuple(parameters)

    def faults(self, language: str) -> list[Fault]:
        """The parameters that were refused, each with a sentence in ``language``."""
        return [
            Fault("query", each.place, each.code, _written(each, language))
            for each in self._parameters
        ]


def refused_parameters(findings: Iterable[Finding]) -> Refusal:
    """The refusal of parameters, each finding at the place of its own."""
    refused = tuple(findings)
    return Refusal(422, parameters_refused(each.place for each in refused), refused)


def language_of(request: HttpRequest) -> str:
    """The language in which the reader wants sentences: ``lang``, or Indonesian."""
    language = request.GET.get("lang", LANGUAGES[0])
    return language if language in LANGUAGES else LANGUAGES[0]


def problem(
    status: int,
    finding: Finding,
    faults: Iterable[Fault] = (),
    *,
    language: str = "id",
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The refusal as an answer, its ``detail`` in ``language``. ``members`` are further
    ones of its body, as RFC 9457 lets there be (3.2)."""
    response = HttpResponse(
        problem_body(status, finding, faults, language=language, members=members),
        content_type=MEDIA_TYPE,
        status=status,
        headers=headers,
    )
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    return response


def problem_body(
    status: int,
    finding: Finding,
    faults: Iterable[Fault] = (),
    *,
    language: str = "id",
    members: Mapping[str, str] | None = None,
) -> bytes:
    return orjson.dumps(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "code": finding.code,
            "detail": _written(finding, language),
            "detail_en": _written(finding, "en"),
            "errors": [asdict(each) for each in faults],
            **(members or {}),
        }
    )


def parameters_refused(names: Iterable[str]) -> Finding:
    """What is said above the faults of the parameters of these names."""
    return error(
        "invalid_parameters",
        _("Parameter tidak dapat dipakai: %(names)s."),
        names=", ".join(dict.fromkeys(names)),
    )


def unexplained(status: int) -> Finding:
    """What is said of a refusal that brought no reason of its own."""
    if status in _REASONS:
        return _REASONS[status]
    return _CLIENT_AT_FAULT if status < 500 else _SERVER_AT_FAULT


def _written(finding: Finding, language: str) -> str:
    with override(language):
        return text(finding)


_CLIENT_AT_FAULT = error("bad_request", _("Permintaan ini tidak dapat dilayani."))
_SERVER_AT_FAULT = error(
    "server_error", _("Server gagal menjawab. Kesalahannya sudah dicatat.")
)
_REASONS = {
    403: error("forbidden", _("Alamat ini tidak terbuka untuk Anda.")),
    404: error("not_found", _("Tidak ada apa pun di alamat ini.")),
    405: error("method_not_allowed", _("Metode ini tidak dapat dipakai di sini.")),
}
