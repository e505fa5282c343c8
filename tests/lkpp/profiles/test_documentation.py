"""The page of all fields."""

from lkpp.profiles import documentation


def test_the_page_of_fields_is_the_present_one():
    assert documentation.PAGE.read_text() == documentation.page()


def test_the_page_tells_source_evidence_and_confidence_of_a_field():
    lines = documentation.page().splitlines()

    assert (
        "| `informasi.no_produk_penyedia` | `sku` "
        "| feed v5: three public implementations | reconstructed |"
    ) in lines
    assert (
        "| `kd_produk` | `listing.lkpp.kd_produk` | ISB Ecat-ProdukDetail | attested |"
    ) in lines
    assert (
        "| `no_produk` | LKPP assigns it | ISB Ecat-ProdukDetail | attested |"
    ) in lines
    assert (
        "| `product_category[]` | constant `7` "
        "| Toko Daring product pull: three marketplaces | reconstructed |"
    ) in lines
