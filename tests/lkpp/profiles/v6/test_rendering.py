import pytest

from lkpp.profiles import PROFILES
from tests.lkpp.record_samples import (
    minimal_record,
    picture,
    variant_record,
    with_listing,
    with_part,
    with_reported,
    withdrawn_record,
)
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"
entry_of = PROFILES["v6"].entry

CPAKB = "Sertifikat Cara Pembuatan Alat Kesehatan yang Baik Yang Masih Berlaku (CPAKB)"
CDAKB = "Sertifikat Cara Distribusi Alat Kesehatan Yang Baik Yang Masih Berlaku (CDAKB)"


def product(record):
    answer = entry_of(record, BASE_URL)
    assert faults("v6", answer) == []
    return answer


def attributes(record):
    informations = product(record)["productInformations"]["mainInformations"]
    return {each["name"]: each["value"] for each in informations}


def test_a_product_has_the_names_of_the_sixth_catalogue():
    answer = product(variant_record())

    informations = answer.pop("productInformations")
    assert answer == {
        "id": "8d6a3f3e-6c1b-4a58-9d53-0b6f9a1c2e77",
        "sku": "HB-3M-001",
        "name": "Tempat Tidur Pasien Elektrik 3 Motor",
        "slug": None,
        "username": None,
        "sellerId": None,
        "type": "PHYSICAL",
        "status": None,
        "isActive": True,
        "isAllowedBuyer": True,
        "isSellerUMKK": True,
        "masterProductId": None,
        "kbki": "4815000000",
        "labels": ["PDN"],
        "description": "Tempat tidur dengan tiga motor.",
        "updatedAt": "2026-11-20T02:30:00Z",
        "images": [
            {"imageUrl": "https://katalog.example/gambar/depan/s800"},
            {"imageUrl": "https://katalog.example/gambar/samping/s800"},
        ],
        "category": {
            "id": "1f0c8c1a-52a4-4c3e-8f2b-7a9d0e5b6c34",
            "name": "Peralatan Terapetik",
            "path": [
                "Alat Kesehatan",
                "Peralatan RSU dan Perorangan",
                "Peralatan Terapetik",
            ],
        },
        "brand": {
            "brandName": "CONTOH",
            "registrationNumber": "IDM000012345",
            "expirationDate": "2028-12-31",
        },
        "pdn": {
            "type": "Lokal",
            "locationType": "Diproduksi di seluruh Indonesia",
            "laborType": "Dibuat oleh seluruh tenaga kerja Indonesia di dalam negeri",
            "materialType": "Sebagian bahan baku dalam negeri",
            "countryCode": "ID",
            "countryName": "Indonesia",
        },
        "tkdn": {
            "number": "1234/SJ-IND.8/TKDN/5/2025",
            "value": 52.4,
            "bmpValue": 12.0,
            "tkdnBmp": 64.4,
            "brand": "CONTOH",
            "productType": "HB-3M",
            "producerName": "PT Contoh Alkes Indonesia",
            "hs": "94029090",
            "description": "Tempat tidur pasien tiga motor",
            "date": "2025-05-12",
            "expirationDate": "2030-05-11",
            "bmpExpirationDate": "2028-05-11",
        },
        "sni": {
            "sniNumber": "SNI 9000:2021",
            "certificateNumber": "LSPr-001/2025",
            "expirationDate": "2028-12-31",
        },
        "kfa": {"kfaCode": "33000001", "packageKfaCode": None},
        "prices": {
            "isRegionPrice": False,
            "minPurchase": 1,
            "minPriceWithTax": 36_630_000,
            "maxPrice": 33_000_000,
            "maxPriceWithTax": 36_630_000,
        },
        "variants": [
            {
                "id": None,
                "sku": "HB-3M-001",
                "price": 33_000_000,
                "taxablePrice": 30_250_000,
                "priceWithTax": 36_630_000,
                "stock": 25,
                "optionValues": ["3 Motor"],
                "imageUrl": "https://katalog.example/gambar/depan/s800",
                "isActive": True,
            }
        ],
        "stockUnit": {"primaryUnit": "Unit", "secondaryUnit": None},
        "tax": {"ppnPercentage": 12},
        "shipping": {
            "weight": 120_000,
            "weightUnit": "gram",
            "length": 215.5,
            "width": 98,
            "height": 60,
            "dimensionUnit": "cm",
        },
        "sellerLocation": {"cityName": "Kota Bandung"},
    }
    assert informations["additionalInformations"] == [
        {"name": "Beban Maksimum", "value": "250 kg"},
        {"name": "Jumlah Motor", "value": "3"},
    ]
    assert informations["documents"] == [
        {
            "name": "Nomor Izin Edar (NIE)",
            "value": "https://katalog.example/dokumen/1/licence.pdf",
        },
        {"name": CPAKB, "value": "https://katalog.example/dokumen/2/cpakb.pdf"},
        {
            "name": "Spesifikasi Produk",
            "value": "https://katalog.example/dokumen/4/datasheet.pdf",
        },
    ]


def test_the_sixteen_attributes_of_the_form_are_there_by_label_in_its_order():
    assert list(attributes(variant_record()).items()) == [
        ("Kode KFA", "33000001"),
        ("Spesifikasi Produk", "Beban Maksimum: 250 kg; Jumlah Motor: 3"),
        ("Nomor Izin Edar (NIE)", "KEMENKES RI AKD 20501000000"),
        ("Masa Berlaku NIE", "2028-05-31"),
        ("Daftar Distributor yang Ditunjuk", None),
        ("Izin Distribusi Alat Kesehatan", None),
        (CPAKB, "TERSEDIA"),
        (CDAKB, "TERSEDIA"),
        ("Sertifikat Alat Telekomunikasi dan/atau Perangkat Telekomunikasi", None),
        ("Sertifikat Izin Pemanfaatan Sumber Radiasi Pengion (SRP)", None),
        ("Hasil Pengujian Post Market", None),
        ("Pemberitahuan Import Barang (PIB)", None),
        ("BMHP", None),
        ("Garansi", "TERSEDIA"),
        ("Surat Ketersediaan Layanan Purna Jual dan Spare Part", None),
        ("Struktur Harga", None),
    ]


def test_what_is_not_stated_is_null_and_never_denied():
    answer = product(minimal_record())

    stated = attributes(minimal_record())
    assert {name for name, value in stated.items() if value is not None} == {
        "Nomor Izin Edar (NIE)",
        "Masa Berlaku NIE",
    }
    assert answer["id"] is None
    assert answer["category"]["id"] is None
    assert answer["isSellerUMKK"] is None
    assert answer["tkdn"] is None
    assert answer["sni"] is None
    assert answer["brand"]["registrationNumber"] is None
    assert answer["images"] == []
    assert answer["variants"][0]["imageUrl"] is None
    assert answer["variants"][0]["optionValues"] == []
    assert answer["shipping"]["weight"] is None
    assert answer["productInformations"]["documents"] == []


def test_there_are_five_images_at_most_and_none_beyond_the_bounds():
    large = picture("besar")
    large["urls"] |= {"s2048": "/gambar/besar/s2048", "s4000": "/gambar/besar/s4000"}
    pictures = [large, *(picture(f"foto-{number}") for number in range(6))]

    images = product(variant_record(pictures=pictures))["images"]

    assert images == [
        {"imageUrl": "https://katalog.example/gambar/besar/s2048"},
        *(
            {"imageUrl": f"https://katalog.example/gambar/foto-{number}/s800"}
            for number in range(4)
        ),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Meja5", "Meja5"),
        ("a" * 250, "a" * 250),
        ("a" * 251, "a" * 249 + "…"),
        ("kata " * 50 + "ujung", "kata " * 48 + "kata…"),
    ],
)
def test_a_name_keeps_within_the_form(name, expected):
    assert product(variant_record(name=name))["name"] == expected
    assert entry_of(withdrawn_record(name=name), BASE_URL)["name"] == expected


def test_a_description_keeps_within_the_form():
    answer = product(with_listing(description="a" * 2_001))

    assert answer["description"] == "a" * 1_999 + "…"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("mikro", True), ("kecil", True), ("menengah", False), ("besar", False)],
)
def test_micro_and_small_businesses_are_umkk(scale, expected):
    answer = product(with_part("maker", business_scale=scale))

    assert answer["isSellerUMKK"] is expected


@pytest.mark.parametrize(
    ("ours", "reported", "expected"),
    [
        ((True, True), (None, None), (None, None)),
        ((True, True), (True, None), (True, None)),
        ((True, True), (True, False), (True, False)),
        ((True, True), (False, True), (False, True)),
        ((True, False), (None, None), (None, False)),
        ((True, False), (True, True), (True, False)),
        ((False, False), (True, None), (False, False)),
    ],
)
def test_where_lkpp_said_nothing_nothing_is_said_but_what_we_withhold(
    ours, reported, expected
):
    record = with_reported(shown=reported[0], purchasable=reported[1])
    record["listing"] |= {"shown": ours[0], "purchasable": ours[1]}

    answer = product(record)

    assert (answer["isActive"], answer["isAllowedBuyer"]) == expected
    assert answer["variants"][0]["isActive"] is expected[0]


def test_what_is_not_domestic_has_no_label_that_says_so():
    answer = product(with_listing(domestic=False, country_of_origin="DE"))

    assert answer["labels"] == []
    assert answer["pdn"]["type"] == "Import"
    assert (answer["pdn"]["countryCode"], answer["pdn"]["countryName"]) == ("DE", None)


def test_of_what_left_the_key_and_the_reason_remain():
    answer = entry_of(withdrawn_record(reason="licence-expired"), BASE_URL)

    assert answer == {
        "sku": "HB-3M-001",
        "name": "Tempat Tidur Pasien Elektrik 3 Motor",
        "isActive": False,
        "updatedAt": "2026-11-21T16:15:00Z",
        "reason": "licence-expired",
    }
    assert faults("v6", answer) == []
