"""The key set with which anybody verifies exports."""

from lkpp.files import signing


def test_the_key_set_is_published(client):
    former, newer = signing.new_key(), signing.new_key()

    response = client.get("/.well-known/jwks.json")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/jwk-set+json"
    assert response["Cache-Control"] == "public, max-age=300"
    assert [key["kid"] for key in response.json()["keys"]] == [newer.kid, former.kid]
    assert all("d" not in key for key in response.json()["keys"])


def test_without_keys_an_empty_set_is_published(client):
    response = client.get("/.well-known/jwks.json")

    assert response.json() == {"keys": []}


def test_a_set_that_cannot_be_read_is_told_without_details(client):
    key = signing.new_key()
    key.path.write_text("bukan kunci")

    response = client.get("/.well-known/jwks.json")

    assert response.status_code == 503
    assert response.json() == {"code": "keys_unavailable"}


def test_the_key_set_can_only_be_read(client):
    assert client.post("/.well-known/jwks.json").status_code == 405


def test_a_web_server_needs_no_private_key(client):
    key = signing.new_key()
    key.private_path.unlink()

    response = client.get("/.well-known/jwks.json")

    assert [each["kid"] for each in response.json()["keys"]] == [key.kid]
