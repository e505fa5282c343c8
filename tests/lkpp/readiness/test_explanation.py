"""Why a variant is not exported, in one sentence."""

from django.utils.translation import override

from lkpp.readiness.explanation import explanation
from lkpp.readiness.rules import breach


def test_what_is_not_blocked_needs_no_explanation():
    assert explanation([]) == ""


def test_a_single_blocker_is_the_explanation():
    assert explanation([breach("kfa_missing", row=0)]) == "Kode KFA belum diisi."


def test_further_blockers_are_counted():
    blockers = [
        breach(code) for code in ("kfa_missing", "price_missing", "unit_unknown")
    ]

    assert explanation(blockers) == "Kode KFA belum diisi (dan 2 lagi)."
    with override("en"):
        assert explanation(blockers) == "The KFA code is missing (and 2 more)."
