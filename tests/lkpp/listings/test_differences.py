"""What changed of a variant's listing at LKPP, in words."""

from django.utils.translation import override

from lkpp.listings.differences import reported_differences

CATEGORY = "5d2f3c1b-9f0e-4e6b-7a10-0190f3c27a99"


def test_differences_are_labelled_and_in_the_order_of_the_fields():
    before = {"shown": True, "category_id": None}
    after = {"shown": False, "category_id": CATEGORY}

    assert reported_differences(before, after) == [
        ("ID kategori v6", "", CATEGORY),
        ("tayang", "ya", "tidak"),
    ]


def test_what_is_no_longer_known_is_said():
    assert reported_differences({"kd_produk": 7}, {"kd_produk": None}) == [
        ("nomor produk LKPP", "7", "tidak diketahui")
    ]


def test_differences_are_in_the_readers_language():
    with override("en"):
        [(_label, before, after)] = reported_differences(
            {"shown": False}, {"shown": True}
        )

    assert (before, after) == ("no", "yes")
