"""The nomenclature as the public API gives it."""

import pytest
from django.urls import reverse

from tests.factories.documents import index_documents, product_document
from tests.factories.products import DeviceTypeFactory, forget_device_types, lamp_type

pytestmark = pytest.mark.django_db

URL = "/api/v1/device-types"


@pytest.fixture
def types(catalogue):
    """A described type with two products, and two that are only named."""
    forget_device_types()
    lamp = lamp_type(
        key="test_lamp",
        name_id="Lampu uji",
        name_en="Test lamp",
        synonyms=["lampu percobaan"],
        aspak_codes=["21603001"],
        emdn_code="Z12010701",
        calibration_required=True,
        calibration_method="KMK-MK-009-0",
    )
    DeviceTypeFactory(key="test_swab", name_id="Kasa uji", category="16")
    DeviceTypeFactory(
        key="test_fogger",
        name_id="Pengasap uji",
        name_en="Test fogger",
        translation="en",
        category="17",
        sub_category="",
        licence_group="",
        risk_class="",
    )
    device_type = {"key": "test_lamp", "label_id": "Lampu uji", "label_en": "Test lamp"}
    index_documents(
        [
            product_document(device_type=device_type),
            product_document(device_type=device_type),
        ]
    )
    return lamp


def keys(client, **asked):
    response = client.get(URL, asked)
    assert response.status_code == 200, response.content
    return [each["key"] for each in response.json()["results"]]


def test_a_described_type_says_all_of_itself(client, types):
    (found,) = client.get(URL, {"q": "percobaan"}).json()["results"]

    attributes = found.pop("attributes")
    assert found == {
        "key": "test_lamp",
        "name_id": "Lampu uji",
        "name_en": "Test lamp",
        "unreviewed_translation": None,
        "synonyms": ["lampu percobaan"],
        "category": {
            "key": "09",
            "label_id": "Peralatan Rumah Sakit Umum dan Perorangan",
            "label_en": "General hospital and personal use devices",
        },
        "sub_category": {
            "key": "0902",
            "label_id": "Peralatan Terapetik Rumah Sakit Umum dan Perorangan",
            "label_en": "General hospital and personal use therapeutic devices",
        },
        "risk_class": "B",
        "aspak_codes": ["21603001"],
        "emdn_code": "Z12010701",
        "calibration_required": True,
        "calibration_method": "KMK-MK-009-0",
        "described": True,
        "products": 2,
        "url": "https://katalog.example/jenis-alat/test_lamp/",
    }
    assert [each["key"] for each in attributes] == [
        "illuminance",
        "colour_temperature",
        "mounting",
        "battery",
        "note",
    ]
    assert attributes[2]["choices"] == [
        {"value": "ceiling", "label_id": "Plafon", "label_en": "Ceiling"},
        {"value": "mobile", "label_id": "Beroda", "label_en": "Mobile"},
    ]
    assert (attributes[0]["unit"], attributes[0]["required"]) == ("lx", True)
    assert (attributes[3]["unit"], attributes[3]["choices"]) == (None, [])


def test_what_a_named_type_lacks_is_null(client, types):
    (found,) = client.get(URL, {"category": "17"}).json()["results"]

    assert found["unreviewed_translation"] == "en"
    assert (found["sub_category"], found["risk_class"]) == (None, None)
    assert (found["emdn_code"], found["calibration_method"]) == (None, None)
    assert (found["described"], found["attributes"]) == (False, [])
    assert (found["products"], found["synonyms"]) == (0, [])


def test_types_come_by_name_and_can_be_narrowed(client, types):
    assert keys(client) == ["test_swab", "test_lamp", "test_fogger"]
    assert keys(client, category=["16", "17"]) == ["test_swab", "test_fogger"]
    assert keys(client, described="yes") == ["test_lamp"]
    assert keys(client, described="no") == ["test_swab", "test_fogger"]
    assert keys(client, q="uji", category="17") == ["test_fogger"]
    assert keys(client, q="???") == []
    assert keys(client, q="2160") == ["test_lamp"]
    assert keys(client, q="lampu\0") == ["test_lamp"]


def test_a_page_says_how_many_there_are(client, types):
    found = client.get(URL, {"page_size": 2, "page": 2}).json()

    assert (found["total"], found["page"], found["page_size"]) == (3, 2, 2)
    assert [each["key"] for each in found["results"]] == ["test_fogger"]
    assert keys(client, page=3, page_size=2) == []


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"category": ["16", "21", "22"]}, "category"),
        ({"category": ["16"] * 101}, "category"),
        ({"category": ""}, "category"),
        ({"described": "maybe"}, "described"),
        ({"page": "0"}, "page"),
        ({"page": "1_0"}, "page"),
        ({"page_size": "201"}, "page_size"),
        ({"q": "x" * 201}, "q"),
        ({"lang": "fr"}, "lang"),
        ({"kategori": "16"}, "kategori"),
    ],
)
def test_what_cannot_be_understood_is_refused(client, types, asked, name):
    response = client.get(URL, asked)

    assert response.status_code == 422
    assert [each["name"] for each in response.json()["errors"]] == [name]


def test_many_types_cost_as_many_queries_as_few(
    client, types, django_assert_num_queries
):
    client.get(URL)
    for number in range(30):
        lamp_type(key=f"test_{number}")

    with django_assert_num_queries(3):
        found = client.get(URL, {"page_size": 40}).json()

    assert len(found["results"]) == 33


def test_nobody_is_told_of_products_without_an_index(client, catalogue):
    response = client.get(URL)

    assert response.status_code == 503
    assert response.json()["code"] == "index_unavailable"
    assert reverse("api-1:device_types") == URL
