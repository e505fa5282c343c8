"""What is said of the signature of a digital certificate."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from domain.dcc.certificate import (
    Chain,
    Content,
    SignatureCheck,
    SignatureStatus,
    SigningTime,
)
from domain.dcc.signature import ALTERED, verify_signature
from products.calibration.exchange.signatures import signature_lines
from tests.domain.dcc.samples import VERSION_3_3
from tests.domain.dcc.signing import authority, signed

THEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LATER = datetime(2026, 1, 3, 3, 4, tzinfo=UTC)


UNSTATED = SigningTime(valid_now=True)


def said(chain: Chain = Chain.KNOWN, time: SigningTime = UNSTATED) -> list[str]:
    check = SignatureCheck(
        SignatureStatus.PRESENT, "Lab Uji", None, Content.INTACT, chain, time
    )
    with override("id"):
        return signature_lines(check)


def test_nothing_is_said_without_a_signature():
    assert signature_lines(SignatureCheck()) == []


def test_of_an_altered_content_nothing_else_is_said():
    check = SignatureCheck(
        SignatureStatus.ALTERED, reason=ALTERED, content=Content.ALTERED
    )

    with override("id"):
        assert signature_lines(check) == [
            "Isi sertifikat diubah sesudah ditandatangani, atau tanda tangannya diubah."
        ]


def test_a_verified_signature_is_told_in_three_answers():
    with override("id"):
        lines = signature_lines(verify_signature(signed(), authority().pem))

    assert lines == [
        "Isi utuh sejak ditandatangani.",
        "Penanda tangan Lab Uji, dari otoritas tepercaya.",
        "Waktu penandatanganan tidak dinyatakan.",
        "Kini masih berlaku.",
        "Tanpa bukti apakah pernah dicabut.",
    ]


@pytest.mark.parametrize(
    ("chain", "sentence"),
    [
        (Chain.KNOWN, "Penanda tangan Lab Uji, dari otoritas tepercaya."),
        (
            Chain.UNKNOWN,
            "Penanda tangan menyebut diri Lab Uji; tidak berasal dari otoritas "
            "tepercaya.",
        ),
        (
            Chain.UNCHECKED,
            "Penanda tangan menyebut diri Lab Uji; tidak diperiksa, karena tidak ada "
            "otoritas tepercaya yang terbaca.",
        ),
    ],
)
def test_whether_the_chain_is_known_is_said(chain, sentence):
    assert said(chain)[1] == sentence


@pytest.mark.parametrize(
    ("time", "sentences"),
    [
        (
            SigningTime(THEN, True, False, True),
            [
                "Sertifikatnya berlaku ketika ditandatangani, 2 Jan. 2026, 10.04.",
                "Kini tidak berlaku lagi.",
                "Tidak dicabut menurut bukti yang disertakan.",
            ],
        ),
        (
            SigningTime(THEN, False, True, True, LATER),
            [
                "Sertifikatnya tidak berlaku ketika ditandatangani, "
                "2 Jan. 2026, 10.04.",
                "Kini masih berlaku.",
                "Dicabut 3 Jan. 2026, 10.04.",
            ],
        ),
    ],
)
def test_then_now_and_revocation_are_said(time, sentences):
    assert said(time=time)[2:] == sentences


def test_an_unsigned_file_says_nothing():
    assert signature_lines(verify_signature(VERSION_3_3, None)) == []
