"""Pictures and documents of the demo, in the collections of their suppliers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from django.db import models
from wagtail.models import Collection
from wagtail.search.backends import get_search_backends

from core.gate.accepted import DOCUMENTS, PICTURES, AcceptedFile, stored
from core.gate.gate import accept_document
from core.models import CatalogueDocument, CatalogueImage
from demo.companies import Company
from demo.company_certificates import cpakb_of
from demo.drawing import Drawing
from demo.pdf import text_pdf
from demo.pictures import VIEWS
from products.models import DeviceType
from suppliers.models import SupplierCertificate

VIEWS_SHOWN = 3
PICTURE_SIZE = 800
"""Pixels: the largest that LKPP's feed asks for."""
PALETTES_DRAWN = 3
"""Colours in which a device is drawn. Most of a first start is drawing: more colours
would be more of it, and tell a buyer nothing."""
NOT_OFFICIAL = "CONTOH - bukan dokumen resmi. Produk dan perusahaan ini rekaan."


@dataclass
class Files:
    """What the products of one maker show, by the key of the device type."""

    pictures: dict[str, list[CatalogueImage]] = field(default_factory=dict)
    datasheets: dict[str, CatalogueDocument] = field(default_factory=dict)


def drawings_of(
    company: Company, device_types: Iterable[str], size: int
) -> list[Drawing]:
    """What is to be drawn for a maker, in the order in which it is shown."""
    palette = company.palette % PALETTES_DRAWN
    return [
        Drawing(key, view, palette, size)
        for key in device_types
        for view in VIEWS[key][:VIEWS_SHOWN]
    ]


def make_files(
    company: Company,
    device_types: Sequence[DeviceType],
    collection: Collection,
    drawn: dict[Drawing, bytes],
    size: int,
) -> Files:
    """Store a maker's pictures and documents and enter them in its collection."""
    by_key = {device_type.key: device_type for device_type in device_types}
    made = Files()
    for drawing in drawings_of(company, by_key, size):
        device_type = by_key[drawing.device_type]
        image = _image(company, device_type, drawing, drawn[drawing], collection)
        made.pictures.setdefault(device_type.key, []).append(image)
    for key, device_type in by_key.items():
        made.datasheets[key] = _datasheet(company, device_type, collection)

    _write([image for images in made.pictures.values() for image in images])
    _write([*made.datasheets.values()])
    return made


def attach_cpakb_documents(companies: Iterable[Company]) -> None:
    """Store the document of each CPAKB before its supplier is written, so that the
    supplier's first statement has it. There is no collection of the supplier yet."""
    certified = [
        (certificate, _cpakb_document(company, certificate))
        for company in companies
        if (certificate := cpakb_of(company))
    ]
    if not certified:
        return
    _write([document for _certificate, document in certified])
    for certificate, document in certified:
        certificate.document = document


def move_to_own_collections(companies: Iterable[Company]) -> None:
    """Move what was stored before the suppliers had collections into them."""
    documents = []
    for company in companies:
        for certificate in company.page.certificates.exclude(document=None):
            certificate.document.collection = company.page.access.collection
            documents.append(certificate.document)
    CatalogueDocument.objects.bulk_update(documents, ["collection"])


def _image(
    company: Company,
    device_type: DeviceType,
    drawing: Drawing,
    content: bytes,
    collection: Collection,
) -> CatalogueImage:
    view = drawing.view
    accepted = AcceptedFile(content, "jpg")
    view_name = view.replace("_", " ")
    return CatalogueImage(
        title=f"{device_type.name_id} {company.page.title}: {view_name}",
        description=f"Gambar skematis {device_type.name_id.lower()}: {view_name}",
        file=stored(accepted, PICTURES),
        width=drawing.size,
        height=drawing.size,
        collection=collection,
        **_fingerprint(accepted),
    )


def _datasheet(
    company: Company, device_type: DeviceType, collection: Collection
) -> CatalogueDocument:
    title = f"Lembar data {device_type.name_id.lower()} {company.page.title}"
    stated = [f"- {definition.label_id}" for definition in device_type.definitions]
    lines = [
        NOT_OFFICIAL,
        "",
        f"Produsen: {company.page.legal_name}",
        f"Jenis alat: {device_type.name_id} ({device_type.name_en})",
        f"Kelas risiko: {device_type.risk_class}",
        "",
        "Spesifikasi yang dinyatakan pada halaman produk:",
        *stated[:36],
    ]
    content = text_pdf(title, lines)
    return _document(title, content, collection)


def _cpakb_document(
    company: Company, certificate: SupplierCertificate
) -> CatalogueDocument:
    title = f"Sertifikat CPAKB {company.page.title}"
    lines = [
        NOT_OFFICIAL,
        "",
        f"Pemegang: {company.page.legal_name}",
        f"NIB: {company.page.nib}",
        f"Nomor sertifikat: {certificate.number}",
        f"Ruang lingkup: {certificate.scope}",
        f"Alamat: {company.page.address}",
        f"Berlaku: {certificate.issued_on:%d-%m-%Y} s.d. "
        f"{certificate.expires_on:%d-%m-%Y}",
    ]
    content = text_pdf(title, lines)
    return _document(title, content, Collection.get_first_root_node())


def _document(title: str, content: bytes, collection: Collection) -> CatalogueDocument:
    accepted = accept_document(BytesIO(content))
    return CatalogueDocument(
        title=title,
        file=stored(accepted, DOCUMENTS),
        collection=collection,
        **_fingerprint(accepted),
    )


def _fingerprint(accepted: AcceptedFile) -> dict[str, object]:
    """Size and hash as Wagtail keeps them of a file; the hash tells duplicates."""
    return {"file_size": accepted.size, "file_hash": accepted.digest}


def _write(files: list[models.Model]) -> None:
    """Insert images or documents, and make them findable in the admin."""
    model = type(files[0])
    model._base_manager.bulk_create(files)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, files)
