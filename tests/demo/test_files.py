"""Pictures and documents of the demo lie with their suppliers and can be opened."""

import hashlib
import re
from datetime import date

import pytest
from wagtail.models import Collection

from core.models import CatalogueDocument, CatalogueImage
from demo.companies import make_companies
from demo.company_certificates import certify, cpakb_of
from demo.drawing import Drawing
from demo.files import (
    PALETTES_DRAWN,
    attach_cpakb_documents,
    drawings_of,
    make_files,
    move_to_own_collections,
)
from demo.pictures import VIEWS
from products.models import DeviceType
from suppliers.access import grant_supplier_access
from suppliers.bulk_pages import NewPage, write_pages

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


@pytest.fixture
def companies():
    made = make_companies(5, 17, TODAY)
    certify(made, TODAY)
    return made


@pytest.fixture
def maker(companies):
    return companies[0]


@pytest.fixture
def types(catalogue):
    keys = ("autoclave", "ventilator")
    return list(DeviceType.objects.filter(key__in=keys).order_by("key"))


@pytest.fixture
def collection(catalogue):
    return Collection.get_first_root_node().add_child(name="Arunika")


def test_three_views_of_each_type_are_drawn(maker):
    drawings = drawings_of(maker, ["ventilator", "autoclave"], 24)

    assert drawings == [
        Drawing(key, view, 0, 24)
        for key in ("ventilator", "autoclave")
        for view in VIEWS[key][:3]
    ]


def test_palettes_go_round(companies):
    last = companies[1]
    object.__setattr__(last, "palette", PALETTES_DRAWN + 1)

    assert {drawing.palette for drawing in drawings_of(last, ["autoclave"], 9)} == {1}


def test_files_of_a_maker_are_stored_and_described(maker, types, collection):
    drawn = {
        drawing: f"{drawing.device_type} {drawing.view}".encode()
        for drawing in drawings_of(maker, ["autoclave", "ventilator"], 24)
    }

    files = make_files(maker, types, collection, drawn, 24)

    assert {key: len(images) for key, images in files.pictures.items()} == {
        "autoclave": 3,
        "ventilator": 3,
    }
    view = VIEWS["autoclave"][0]
    image = CatalogueImage.objects.get(pk=files.pictures["autoclave"][0].pk)
    content = f"autoclave {view}".encode()
    assert image.title == f"{types[0].name_id} {maker.page.title}: {view}"
    assert image.description == (f"Gambar skematis {types[0].name_id.lower()}: {view}")
    assert (image.width, image.height, image.file_size) == (24, 24, len(content))
    assert image.file_hash == hashlib.sha1(content).hexdigest()
    assert image.collection == collection
    assert re.fullmatch(r"pictures/(..)/\1[0-9a-f]{30}\.jpg", image.file.name)
    with image.file.open() as stored:
        assert stored.read() == content


def test_data_sheet_says_that_it_is_none(maker, types, collection):
    drawn = dict.fromkeys(drawings_of(maker, ["autoclave", "ventilator"], 24), b"x")

    files = make_files(maker, types, collection, drawn, 24)

    sheet = CatalogueDocument.objects.get(pk=files.datasheets["ventilator"].pk)
    with sheet.file.open() as stored:
        content = stored.read()
    ventilator = types[1]
    assert sheet.title == (
        f"Lembar data {ventilator.name_id.lower()} {maker.page.title}"
    )
    assert sheet.collection == collection
    assert re.fullmatch(r"papers/(..)/\1[0-9a-f]{30}\.pdf", sheet.file.name)
    assert b"(CONTOH - bukan dokumen resmi. Produk dan perusahaan ini" in content
    assert content.count(b"(- ") == min(36, len(ventilator.definitions))


def test_makers_cpakb_has_its_document(companies, maker, catalogue):
    attach_cpakb_documents(companies)

    certificate = cpakb_of(maker)
    document = CatalogueDocument.objects.get()
    assert certificate.document == document
    assert document.title == f"Sertifikat CPAKB {maker.page.title}"
    assert document.collection == Collection.get_first_root_node()
    with document.file.open() as stored:
        assert f"(Nomor sertifikat: {maker.cpakb})".encode() in stored.read()


def test_nothing_is_stored_where_nobody_holds_a_cpakb(companies, catalogue):
    attach_cpakb_documents(companies[1:])

    assert not CatalogueDocument.objects.exists()


def test_documents_move_to_their_suppliers_collection(companies, maker, catalogue):
    attach_cpakb_documents(companies)
    write_pages([NewPage(catalogue, company.page) for company in companies])
    for company in companies:
        grant_supplier_access(company.page)

    move_to_own_collections(companies)

    assert CatalogueDocument.objects.get().collection == maker.page.access.collection
