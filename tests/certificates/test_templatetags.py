"""What templates say of certificates."""

import pytest
from django.utils import translation

from certificates.kinds import CaseState
from certificates.templatetags.certificates import is_verified, status_label
from domain.validity import Status


@pytest.mark.parametrize(
    ("status", "label"),
    [(Status.VALID, "berlaku"), ("frozen", "dibekukan"), ("", "")],
)
def test_a_status_is_said_in_words(status, label):
    assert status_label(status) == label


def test_a_status_is_said_in_the_language_in_use():
    with translation.override("en"):
        assert status_label("revoked") == "revoked"


@pytest.mark.parametrize("state", CaseState)
def test_only_a_confirmed_licence_is_verified(state):
    product = {"licence": {"verification": {"state": state}}}

    assert is_verified(product) is (state == "verified")


def test_a_product_without_a_licence_is_not_verified():
    assert is_verified({"licence": None}) is False
