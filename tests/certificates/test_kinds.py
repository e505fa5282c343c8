"""What kinds of certificate there are, and what can become of one."""

from certificates.kinds import (
    CASE_KINDS,
    DECISIONS,
    PRODUCT_KINDS,
    STATUS_LABELS,
    SUPPLIER_KINDS,
    TAKES_EFFECT_AWAY,
)
from domain.validity import Status


def test_whatever_is_decided_but_verified_takes_effect_away():
    assert [each.value for each in DECISIONS] == [
        "verified",
        "refused",
        "frozen",
        "revoked",
        "replaced",
    ]
    assert set(DECISIONS) - TAKES_EFFECT_AWAY == {"verified"}


def test_every_status_has_a_label():
    assert set(STATUS_LABELS) == set(Status)


def test_what_is_decided_takes_the_status_of_the_same_name():
    assert {Status(state) for state in TAKES_EFFECT_AWAY} == {
        Status.REFUSED,
        Status.FROZEN,
        Status.REVOKED,
        Status.REPLACED,
    }


def test_certificates_of_suppliers_and_products_are_chosen_from_their_kinds():
    assert SUPPLIER_KINDS == [
        ("cpakb", "CPAKB"),
        ("cdakb", "CDAKB"),
        ("iso_13485", "ISO 13485"),
        ("other", "Sertifikat lain"),
    ]
    assert [kind for kind, _label in PRODUCT_KINDS] == [
        "sni",
        "test_report",
        "halal",
        "trademark",
        "other",
    ]
    assert [kind for kind, _label in CASE_KINDS][:2] == ["submission", "licence"]
