"""The screens on which administrators keep clients and their keys."""

import csv
import io
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from lkpp.clients.keys import KEY_FORM, digest_of, revoke_client, rotate_key
from lkpp.models import FeedClient, FeedKey
from tests.factories.feed import FeedRequestFactory, expire_keys, feed_client
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier

pytestmark = pytest.mark.usefixtures("catalogue")

LIST = "/admin/klien-lkpp/"
NEW = f"{LIST}baru/"
LOG = f"{LIST}permintaan/"
LIST_QUERIES, LOG_QUERIES = 14, 11
FORM = {"name": "Gudang Baru", "scopes": ["changes"], "per_minute": "30"}


def address(name: str, *arguments) -> str:
    return reverse(f"lkpp_clients:{name}", args=arguments)


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response) -> str:
    return " ".join(soup(response).select_one("main").text.split())


def rows(response) -> list[list[str]]:
    return [
        [" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])]
        for row in soup(response).select("main tbody tr")
    ]


def key_shown(response) -> str:
    return soup(response).select_one("#lkpp-key").text


def state() -> list:
    """All that the screens can change."""
    return [
        list(FeedClient.objects.order_by("pk").values()),
        list(FeedKey.objects.order_by("pk").values()),
    ]


@pytest.fixture
def known(db):
    """A client with a key, and another that was revoked."""
    client, _text = feed_client(contact="Ani", scopes=["changes"], profiles=["v6"])
    revoked, _text = feed_client("Bekas")
    revoke_client(revoked)
    return client, revoked


@pytest.fixture
def admin_client(client):
    client.force_login(administrator())
    return client


# Who may


def nobody():
    return None


def supplier_editor():
    return editor_of(SupplierPageFactory())


def staff():
    return UserFactory(is_staff=True)


@pytest.mark.parametrize("person", [nobody, supplier_editor, verifier, staff])
@pytest.mark.parametrize("method", ["get", "post"])
def test_everybody_but_administrators_is_turned_away(client, known, person, method):
    own, revoked = known
    key = own.keys.get()
    user = person()
    if user is not None:
        client.force_login(user)
    before = state()

    for url in (
        LIST,
        NEW,
        LOG,
        f"{LOG}hasil/",
        f"{LOG}?export=csv",
        address("client", own.pk),
        address("edit", own.pk),
        address("rotate", own.pk),
        address("revoke", own.pk),
        address("resume", revoked.pk),
        address("revoke_key", own.pk, key.pk),
    ):
        form = FORM | {"overlap_days": "7", "newest": key.pk}
        response = getattr(client, method)(url, form)
        assert response.status_code == 302, url
        assert response.url.startswith("/admin/"), url
        assert "Gudang" not in response.content.decode()

    assert state() == before


def test_the_menu_shows_it_to_administrators_only(client, admin_client):
    assert LIST in admin_client.get("/admin/").content.decode()
    client.force_login(verifier())
    assert LIST not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["edit", "rotate", "revoke", "resume"])
def test_a_client_that_is_not_there_is_not_found(admin_client, name):
    assert admin_client.get(address("client", 4711)).status_code == 404
    assert admin_client.get(address(name, 4711)).status_code == 404
    assert admin_client.post(address(name, 4711)).status_code == 404


def test_a_key_of_another_client_is_not_found(admin_client, known):
    own, revoked = known
    before = state()

    url = address("revoke_key", own.pk, revoked.keys.get().pk)

    assert admin_client.post(url).status_code == 404
    assert state() == before


# The list


def test_the_list_tells_of_keys_and_use(admin_client, known):
    now = timezone.now()
    FeedRequestFactory(last_revision=4711, at=now)
    FeedRequestFactory(client="LKPP", last_revision=12, at=now)
    moment = timezone.localtime(now).strftime("%H:%M")

    built_in, own, revoked = rows(admin_client.get(LIST))

    assert built_in[0].startswith("LKPP bawaan")
    assert built_in[3:] == ["1", "12"]
    assert own[:2] == ["Gudang Data Perubahan", "1 berlaku"]
    assert own[2].endswith(moment)
    assert own[3:] == ["1", "4.711"]
    assert revoked[0].startswith("Bekas")
    assert revoked[1:] == ["klien dicabut", "belum pernah", "0", "–"]


def test_the_list_says_when_no_key_is_left(admin_client, known):
    expire_keys(known[0])

    assert rows(admin_client.get(LIST))[1][1] == "tidak ada yang berlaku"


def test_without_a_key_in_the_settings_there_is_no_built_in_client(
    admin_client, settings
):
    settings.LKPP_SECRET_KEY = ""

    response = admin_client.get(LIST)

    assert rows(response) == []
    assert "Belum ada klien dengan kunci sendiri." in text_of(response)


def test_the_list_costs_the_same_however_long(
    admin_client, known, django_assert_num_queries
):
    admin_client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        admin_client.get(LIST)
    for number in range(10):
        feed_client(f"Klien {number}")

    with django_assert_num_queries(LIST_QUERIES):
        assert len(rows(admin_client.get(LIST))) == 13


# Making


def test_a_new_client_is_shown_its_key_once(admin_client):
    response = admin_client.post(NEW, FORM | {"expires_days": "30"})

    client = FeedClient.objects.get()
    key = client.keys.get()
    text = key_shown(response)
    assert response.status_code == 200
    assert digest_of(text) == key.digest
    assert response.content.decode().count(text) == 1
    assert "no-store" in response["Cache-Control"]
    assert (client.name, client.scopes, client.profiles) == (
        "Gudang Baru",
        ["changes"],
        [],
    )
    assert client.created_by.is_superuser and key.created_by == client.created_by
    assert key.expires_at - timezone.now() > timedelta(days=29)
    later = admin_client.get(address("client", client.pk)).content.decode()
    assert KEY_FORM.search(later) is None


def test_a_new_client_may_read_everything_unless_the_boxes_say_otherwise(admin_client):
    page = soup(admin_client.get(NEW))

    ticked = [box["value"] for box in page.select("input[type=checkbox][checked]")]
    assert ticked == ["snapshot", "changes", "v5", "files"]


def test_the_new_key_comes_with_a_request_to_try(admin_client):
    response = admin_client.post(NEW, FORM)

    example = soup(response).select_one(".lkpp-example").text
    assert "$KUNCI" in example
    assert "https://katalog.example/api/v1/lkpp/changes?after=0&limit=10" in example
    assert KEY_FORM.search(example) is None


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": ""}, "Kolom ini harus diisi."),
        ({"name": "LKPP"}, "milik kunci bawaan"),
        ({"name": "gudang data"}, "Sudah ada klien dengan nama ini."),
        ({"scopes": []}, "Pilih sekurang-kurangnya satu."),
        ({"scopes": ["semua"]}, "semua"),
        ({"profiles": ["v7"]}, "v7"),
        ({"per_minute": "0"}, "1"),
        ({"per_minute": "9" * 9}, "6000"),
        ({"expires_days": "0"}, "1"),
        ({"expires_days": "besok"}, "bilangan"),
    ],
)
def test_a_form_that_makes_no_sense_is_shown_again(admin_client, known, form, told):
    before = state()

    response = admin_client.post(NEW, FORM | form)

    assert response.status_code == 422
    assert told in text_of(response)
    assert state() == before


# Changing


def test_what_a_client_may_read_is_changed_and_its_name_is_not(admin_client, known):
    own = known[0]
    form = {"name": "Lain", "contact": "Budi", "scopes": ["v5"], "per_minute": "5"}

    response = admin_client.post(address("edit", own.pk), form)

    own = FeedClient.objects.get(pk=own.pk)
    assert response.url == address("client", own.pk)
    assert (own.name, own.contact, own.scopes) == ("Gudang Data", "Budi", ["v5"])
    assert (own.profiles, own.per_minute, own.active) == ([], 5, True)


def test_an_edit_does_not_take_a_revocation_back(admin_client, known):
    own = known[0]
    view = address("edit", own.pk)
    original = FeedClient.save

    def revoked_meanwhile(self, *args, **kwargs):
        FeedClient.objects.filter(pk=self.pk).update(active=False)
        original(self, *args, **kwargs)

    FeedClient.save = revoked_meanwhile
    try:
        admin_client.post(view, FORM)
    finally:
        FeedClient.save = original

    assert not FeedClient.objects.get(pk=own.pk).active


def test_an_edit_that_makes_no_sense_changes_nothing(admin_client, known):
    before = state()

    response = admin_client.post(
        address("edit", known[0].pk), FORM | {"per_minute": "-1"}
    )

    assert response.status_code == 422
    assert state() == before


# Rotating and revoking


def test_rotation_shows_another_key(admin_client, known):
    own = known[0]
    former = own.keys.get()
    form = {"overlap_days": "2", "newest": former.pk}

    response = admin_client.post(address("rotate", own.pk), form)

    former.refresh_from_db()
    text = key_shown(response)
    assert KEY_FORM.fullmatch(text)["prefix"] != former.prefix
    assert timedelta(days=1) < former.expires_at - timezone.now() <= timedelta(days=2)
    assert "no-store" in response["Cache-Control"]


def test_the_same_form_sent_twice_makes_one_key(admin_client, known):
    own = known[0]
    url = address("rotate", own.pk)
    form = {"overlap_days": "2", "newest": own.keys.get().pk}
    admin_client.post(url, form)
    before = state()

    response = admin_client.post(url, form)

    assert response.status_code == 422
    assert "Muat ulang halamannya" in text_of(response)
    assert state() == before


@pytest.mark.parametrize("days", ["-1", "91", "", "x"])
def test_an_overlap_out_of_bounds_changes_nothing(admin_client, known, days):
    own = known[0]
    form = {"overlap_days": days, "newest": own.keys.get().pk}
    before = state()

    response = admin_client.post(address("rotate", own.pk), form)

    assert response.status_code == 422
    assert state() == before


def test_a_revoked_client_gets_no_key(admin_client, known):
    revoked = known[1]
    form = {"overlap_days": "2", "newest": revoked.keys.get().pk}
    before = state()

    response = admin_client.post(address("rotate", revoked.pk), form, follow=True)

    assert "sudah dicabut" in soup(response).select_one(".messages").text
    assert state() == before


@pytest.mark.parametrize("name", ["revoke", "resume"])
def test_asking_changes_nothing(admin_client, known, name):
    before = state()

    response = admin_client.get(address(name, known[0].pk))

    assert "Gudang Data" in text_of(response)
    assert state() == before


def test_a_client_is_revoked_and_resumed(admin_client, known):
    own = known[0]

    admin_client.post(address("revoke", own.pk))
    own.refresh_from_db()
    assert not own.active
    assert own.keys.usable().count() == 0
    page = admin_client.get(address("client", own.pk))
    assert "semua permintaannya ditolak" in text_of(page)

    admin_client.post(address("resume", own.pk))
    own.refresh_from_db()
    assert own.active
    assert own.keys.usable().count() == 0


def test_one_key_is_revoked_and_the_other_stays(admin_client, known):
    own = known[0]
    first = own.keys.get()
    second = rotate_key(own).key

    response = admin_client.post(address("revoke_key", own.pk, first.pk), follow=True)

    assert list(own.keys.usable()) == [second]
    assert f"Kunci {first} dicabut." in soup(response).select_one(".messages").text


# The log


def test_the_page_of_a_client_shows_its_latest_requests(admin_client, known):
    for number in range(12):
        FeedRequestFactory(parameters={"after": str(number)})
    FeedRequestFactory(client="Lain", endpoint="snapshot")

    page = soup(admin_client.get(address("client", known[0].pk)))

    asked = [cell.text.strip() for cell in page.select(".lkpp-request")]
    assert asked == [f"changes?after={number}" for number in range(11, 1, -1)]


def test_the_log_is_filtered_by_client_and_outcome(admin_client):
    FeedRequestFactory(client="A", outcome="aborted")
    FeedRequestFactory(client="A")
    FeedRequestFactory(client="B", outcome="aborted")

    response = admin_client.get(f"{LOG}?client=A&outcome=aborted")

    (row,) = rows(response)
    assert row[1] == "A"
    assert row[3] == "terputus 200"
    assert row[4] == "1 – 10"
    assert re.fullmatch(r"10 catatan 29,3\sKB, 0 ms", row[5])


def test_the_log_costs_the_same_however_long(admin_client, django_assert_num_queries):
    FeedRequestFactory()
    admin_client.get(LOG)
    with django_assert_num_queries(LOG_QUERIES):
        admin_client.get(LOG)
    FeedRequestFactory.create_batch(30)

    with django_assert_num_queries(LOG_QUERIES):
        admin_client.get(LOG)


def test_the_log_is_exported_without_formulas(admin_client):
    FeedRequestFactory(client="=1+1", parameters={"a": "1", "b": "2"})

    response = admin_client.get(f"{LOG}?export=csv")

    content = b"".join(response.streaming_content).decode()
    _headings, row = csv.reader(io.StringIO(content))
    assert row[1] == "'=1+1"
    assert row[5] == "a=1&b=2"


def test_what_a_reader_sends_is_shown_as_text(admin_client, known):
    FeedRequestFactory(parameters={"<b>": "<script>alert(1)</script>"})

    for url in (LOG, address("client", known[0].pk)):
        assert "<script>alert(1)" not in admin_client.get(url).content.decode()


def test_a_client_is_shown_with_what_it_did_today_and_last(admin_client, known):
    client, _revoked = known
    FeedRequestFactory(last_revision=1200)
    FeedRequestFactory(last_revision=1300)

    told = text_of(admin_client.get(address("client", client.pk)))

    assert "Hari ini2 Revisi terakhir1.300 " in told
