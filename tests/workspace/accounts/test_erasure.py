"""An account that leaves: the person is gone, the evidence stays."""

from importlib import import_module

import pytest
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from wagtail.models import APIToken, ModelLogEntry, Page
from wagtail.users.models import UserProfile

from certificates.kinds import CaseState
from certificates.models import EvidenceEntry, VerificationCase
from lkpp.models import FeedRate, FeedRequest
from tests.factories.certificates import declared_licence
from tests.factories.feed import FeedRequestFactory
from tests.factories.products import ProductPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.screens import text_of
from tests.workspace.accounts.attempts import attempt
from verification.decisions import decide
from verification.public.codes import code_of
from workspace.accounts.erasure import CannotErase, erase_account

pytestmark = pytest.mark.django_db

LOG = "/admin/catatan-bukti/"


@pytest.fixture
def sari(catalogue):
    """A verifier with a name and traces."""
    return verifier(
        username="sari01",
        first_name="Sari",
        last_name="Wulandari",
        email="sari@katalog.example",
    )


def reloaded(account):
    return get_user_model().objects.get(pk=account.pk)


def test_name_and_address_and_all_that_signs_in_are_gone(client, sari):
    client.force_login(sari)
    APIToken.objects.create(user=sari, name="Laptop", key_hash="x" * 64, prefix="w")
    UserProfile.get_for_user(sari)

    mark = erase_account(sari)

    left = reloaded(sari)
    assert mark == left.username == f"dihapus-{sari.pk}"
    assert (left.first_name, left.last_name, left.email) == ("", "", "")
    assert (left.is_active, left.has_usable_password()) == (False, False)
    assert (left.last_login, left.groups.count()) == (None, 0)
    assert not APIToken.objects.exists()
    assert not UserProfile.objects.filter(user=sari).exists()
    assert client.get("/admin/").status_code == 302


def test_only_their_own_sessions_end(client, sari):
    client.force_login(sari)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = "999"
    store.create()

    erase_account(sari)

    assert [each.session_key for each in Session.objects.all()] == [store.session_key]


def test_traces_of_signing_in_and_reading_are_gone_or_have_the_mark(sari):
    attempt("sari01")
    attempt("sari02")
    AccessLog.objects.create(username="Sari01", ip_address="203.0.113.7")
    FeedRequestFactory(client="@sari01")
    FeedRequestFactory(client="sari01")
    FeedRate.objects.create(client="@sari01")

    mark = erase_account(sari)

    assert AccessAttempt.objects.get().username == "sari02"
    assert not AccessLog.objects.exists()
    assert not FeedRate.objects.exists()
    clients = FeedRequest.objects.order_by("pk").values_list("client", flat=True)
    assert list(clients) == [f"@{mark}", "sari01"]


def test_the_history_of_the_account_names_nobody(sari):
    ModelLogEntry.objects.log_action(sari, "wagtail.edit", data={"title": "Sari"})

    mark = erase_account(sari, by=administrator())

    entries = ModelLogEntry.objects.for_instance(sari)
    assert {(each.action, each.label) for each in entries} == {
        ("wagtail.edit", mark),
        ("workspace.erase", mark),
    }
    assert "Sari" not in str([each.data for each in entries])


def test_decisions_and_the_log_stay_and_are_read_under_the_mark(client, sari):
    case = declared_licence(ProductPageFactory())
    decide(case.pk, sari, CaseState.VERIFIED)
    before = list(EvidenceEntry.objects.values())

    mark = erase_account(sari)

    assert list(EvidenceEntry.objects.values()) == before
    assert VerificationCase.objects.get(pk=case.pk).decided_by_id == sari.pk
    client.force_login(verifier())
    for path in (LOG, f"/admin/verifikasi/{case.pk}/"):
        shown = text_of(client.get(path))
        assert ("Wulandari" in shown, mark in shown) == (False, True)


def test_the_public_page_names_a_verifier_of_the_catalogue(client, sari):
    product = ProductPageFactory()
    case = declared_licence(product)
    decide(case.pk, sari, CaseState.VERIFIED)
    address = f"/v/{code_of(product.pk)}"
    assert "oleh Sari Wulandari, verifikator katalog" in text_of(client.get(address))

    mark = erase_account(sari)

    shown = text_of(client.get(address))
    assert "oleh verifikator katalog" in shown
    assert ("Wulandari" in shown, mark in shown) == (False, False)


def test_pages_stay_those_of_the_account(catalogue):
    product = ProductPageFactory()
    ani = editor_of(product.supplier)
    Page.objects.filter(pk=product.pk).update(owner=ani)

    erase_account(ani)

    assert Page.objects.get(pk=product.pk).owner_id == ani.pk


def test_an_account_is_erased_once(sari):
    erase_account(sari)

    with pytest.raises(CannotErase, match="sudah dihapus"):
        erase_account(sari)


def test_the_last_administrator_stays(catalogue):
    last = administrator()
    administrator(is_active=False)

    with pytest.raises(CannotErase, match="administrator terakhir"):
        erase_account(last)

    assert reloaded(last).username == last.username
    administrator()
    assert erase_account(last) == f"dihapus-{last.pk}"


def test_an_administrator_who_cannot_sign_in_is_no_last_one(catalogue):
    gone = administrator(is_active=False)

    assert erase_account(gone) == f"dihapus-{gone.pk}"


def test_others_are_left_as_they_are(sari):
    other = UserFactory(username="dihapus-x", first_name="Budi")

    erase_account(sari)

    assert reloaded(other).first_name == "Budi"
