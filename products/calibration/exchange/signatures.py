"""What is said of the signature of a digital certificate: one line for each answer."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.findings import text
from domain.dcc.certificate import (
    Chain,
    Content,
    SignatureCheck,
    SignatureStatus,
    SigningTime,
)


def signature_lines(signature: SignatureCheck) -> list[str]:
    """Whether the content is intact, who signed, and when that was valid; empty
    without a signature."""
    if signature.status == SignatureStatus.ABSENT:
        return []
    if signature.content != Content.INTACT:
        return [] if signature.reason is None else [text(signature.reason)]
    return [
        _("Isi utuh sejak ditandatangani."),
        _signer(signature),
        *_time(signature.time),
    ]


def _signer(signature: SignatureCheck) -> str:
    sentence = {
        Chain.KNOWN: _("Penanda tangan %(signer)s, dari otoritas tepercaya."),
        Chain.UNKNOWN: _(
            "Penanda tangan menyebut diri %(signer)s; tidak berasal dari otoritas "
            "tepercaya."
        ),
        Chain.UNCHECKED: _(
            "Penanda tangan menyebut diri %(signer)s; tidak diperiksa, karena tidak "
            "ada otoritas tepercaya yang terbaca."
        ),
    }[signature.chain]
    return sentence % {"signer": signature.signer}


def _time(time: SigningTime) -> Iterator[str]:
    if time.signed_at is None:
        yield _("Waktu penandatanganan tidak dinyatakan.")
    else:
        sentence = _("Sertifikatnya tidak berlaku ketika ditandatangani, %(moment)s.")
        if time.valid_then:
            sentence = _("Sertifikatnya berlaku ketika ditandatangani, %(moment)s.")
        yield sentence % {"moment": _moment(time.signed_at)}
    yield _("Kini masih berlaku.") if time.valid_now else _("Kini tidak berlaku lagi.")
    if time.revoked_at is not None:
        yield _("Dicabut %(moment)s.") % {"moment": _moment(time.revoked_at)}
    elif time.has_revocation_evidence:
        yield _("Tidak dicabut menurut bukti yang disertakan.")
    else:
        yield _("Tanpa bukti apakah pernah dicabut.")


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
