"""What LKPP reported of a variant."""

from lkpp.models import LkppListing


def test_a_listing_leads_to_its_page_on_v5():
    listing = LkppListing(sku="A-1", kd_produk=76215995)

    assert listing.address == (
        "https://e-katalog.lkpp.go.id/katalog/produk/detail/76215995"
        "?lang=id&type=province"
    )
    assert str(listing) == "A-1 76215995"


def test_without_a_number_there_is_no_page():
    listing = LkppListing(sku="A-1")

    assert listing.address == ""
    assert str(listing) == "A-1"


def test_listings_are_found_by_sku(db):
    LkppListing.objects.bulk_create(LkppListing(sku=sku) for sku in "ABC")

    found = LkppListing.objects.of(sku for sku in ("A", "C", "X"))

    assert [each.sku for each in found] == ["A", "C"]
