"""The command that keeps the keys that sign."""

from lkpp.files import signing
from tests.lkpp.management.exports import refusal, run


def test_a_key_is_made_without_showing_it(settings):
    said = run("lkpp_keys", "new")

    (key,) = signing.signing_keys()
    assert said == (
        f"Kunci baru {key.kid} menandatangani mulai sekarang.\n"
        f"Kunci privat: {key.private_path}. Cadangkan di tempat aman.\n"
    )
    secret = key.private_path.read_text().splitlines()[1]
    assert secret not in said + run("lkpp_keys", "list", "--json")


def test_keys_are_listed_with_their_lifetimes():
    former, newer = signing.new_key(), signing.new_key()

    newest, oldest = run("lkpp_keys", "list").splitlines()

    assert newest.startswith(f"{newer.kid}  menandatangani sejak 20")
    assert oldest.startswith(f"{former.kid}  20")
    assert oldest.endswith("; masih diterbitkan")


def test_without_keys_it_is_said_how_to_make_one():
    assert run("lkpp_keys", "list") == ("Belum ada kunci. Buat dengan: lkpp_keys new\n")


def test_a_retired_key_is_removed(directory, key):
    signing.new_key()
    assert run("verify_export", str(directory))

    said = run("lkpp_keys", "remove", key.kid)

    assert said == f"Kunci {key.kid} dicabut.\n"
    assert refusal("verify_export", str(directory)) == "1 kesalahan ditemukan."


def test_the_key_that_signs_is_not_removed(key):
    said = refusal("lkpp_keys", "remove", key.kid)

    assert "masih menandatangani" in said
    assert [each.kid for each in signing.signing_keys()] == [key.kid]


def test_what_is_to_be_done_with_the_keys_must_be_said():
    assert "required" in refusal("lkpp_keys")
