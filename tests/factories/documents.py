"""Documents of products as the index holds them, made without a database.

``product_document()`` is a complete lamp; every keyword replaces a field, and
``supplier`` and ``device_type`` may be given in part. ``index_documents`` puts
documents into the engine in use.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

from domain.validity import VALID_STATUSES
from search.documents.types import ProductDocument
from search.engines import get_engine
from search.indexing.mapping import document_group

_ids = count(1)

LAMP = {
    "key": "led_operating_light",
    "label_id": "Lampu operasi LED",
    "label_en": "LED operating light",
}
BED = {
    "key": "electric_patient_bed",
    "label_id": "Tempat tidur pasien elektrik",
    "label_en": "Electric patient bed",
}


def number_attribute(
    key: str, value: float, *, unit: str = "", better: str = "", **fields
) -> dict[str, Any]:
    text = f"{value:g} {unit}".strip()
    return {
        "key": key,
        "label_id": key.replace("_", " ").capitalize(),
        "label_en": f"{key.replace('_', ' ').capitalize()} (en)",
        "kind": "number",
        "unit": unit,
        "better": better,
        "entry": {"value": float(value), "unit": unit, "typed": text},
        "text_id": text,
        "text_en": text,
    } | fields


def yes_no_attribute(key: str, value: bool, **fields) -> dict[str, Any]:
    return {
        "key": key,
        "label_id": key.replace("_", " ").capitalize(),
        "label_en": f"{key.replace('_', ' ').capitalize()} (en)",
        "kind": "yes_no",
        "unit": "",
        "better": "",
        "entry": {"value": value},
        "text_id": "Ya" if value else "Tidak",
        "text_en": "Yes" if value else "No",
    } | fields


def choice_attribute(key: str, *values: str, **fields) -> dict[str, Any]:
    return {
        "key": key,
        "label_id": key.replace("_", " ").capitalize(),
        "label_en": f"{key.replace('_', ' ').capitalize()} (en)",
        "kind": "choice",
        "unit": "",
        "better": "",
        "entry": {"value": list(values)},
        "text_id": ", ".join(values),
        "text_en": ", ".join(values),
    } | fields


def licence(**fields) -> dict[str, Any]:
    """A valid domestic licence."""
    return {
        "number": "AKD21603123456",
        "display": "KEMENKES RI AKD 21603123456",
        "domestic": True,
        "risk_class": "B",
        "licence_group": "ENR",
        "registrar": "PT Surya Medika",
        "factory": "PT Surya Medika, Bandung",
        "issued_on": "2024-05-12",
        "expires_on": "2029-05-12",
        "status": "valid",
        "document_url": "",
        "verification": {"state": "open", "decided_on": "", "reason": ""},
    } | fields


def variant(price: int | None = 81_082_633, **fields) -> dict[str, Any]:
    """A variant whose price with PPN is 11 % more, as PMK 131/2024 has it."""
    return {
        "sku": f"LED-{next(_ids):05d}",
        "label": "",
        "label_en": "",
        "price": price,
        "ppn_percent": 12,
        "price_with_ppn": None if price is None else round(price * 1.11),
        "price_valid_until": "2027-12-31",
        "unit": "Unit",
        "stock": 4,
        "minimum_order": 1,
        "gtin": "",
        "kfa_code": "",
        "restriction": None,
        "orderable": price is not None,
    } | fields


def product_document(**changes: Any) -> ProductDocument:
    """A valid document of a product that can be ordered; see the module."""
    number = changes.pop("id", None) or next(_ids)
    supplier = {
        "id": 900,
        "name": "Surya Medika",
        "legal_name": "PT Surya Medika",
        "url": "/pemasok/surya-medika/",
        "kind": "manufacturer",
        "province": "32",
        "province_name": "Jawa Barat",
        "regency_name": "Kota Bandung",
        "business_scale": "kecil",
    } | changes.pop("supplier", {})
    device_type = LAMP | changes.pop("device_type", {})
    variants = changes.pop("variants", None)
    if variants is None:
        variants = [variant(changes.pop("price", 81_082_633))]
    prices = [each["price"] for each in variants if each["price"] is not None]
    tkdn, bmp = changes.pop("tkdn", 57.62), changes.pop("bmp", 10.0)
    leading = changes.pop("licence", licence())
    is_valid = leading is not None and leading["status"] in VALID_STATUSES
    document = {
        "id": number,
        "revision": number,
        "title": f"Lampu operasi Surya {number}",
        "title_en": "",
        "url": f"/pemasok/surya-medika/produk-{number}/",
        "brand": "Surya",
        "model": f"SR-{number}",
        "summary": "Buatan sendiri, siap dikirim.",
        "summary_en": "Made here, ready to ship.",
        "description": "<p>Diuji sebelum dikirim.</p>",
        "description_en": "<p>Tested before shipping.</p>",
        "device_type": device_type,
        "synonyms": ["lampu bedah"] if device_type == LAMP else [],
        "category": {
            "key": "16",
            "label_id": "Peralatan Bedah Umum dan Bedah Plastik",
            "label_en": "General and plastic surgery devices",
        },
        "sub_category": {
            "key": "1603",
            "label_id": "Peralatan bedah",
            "label_en": "Surgical devices",
        },
        "risk_class": "B",
        "licence_group": {
            "key": "ENR",
            "label_id": "Elektromedik non-radiasi",
            "label_en": "Electromedical, non-radiation",
        },
        "supplier": supplier,
        "pictures": [],
        "variants": variants,
        "price_min": min(prices, default=None),
        "price_max": max(prices, default=None),
        "stock": sum(each["stock"] for each in variants),
        "licence": leading,
        "licences": [leading] if leading else [],
        "tkdn": tkdn,
        "bmp": bmp,
        "tkdn_bmp": None if tkdn is None else round(tkdn + (bmp or 0), 2),
        "tkdn_expires_on": "2028-02-01" if tkdn is not None else "",
        "tkdn_certificates": [],
        "certificates": [],
        "calibration_required": True,
        "calibrated_until": "2027-03-01",
        "calibrations": [],
        "attributes": [
            number_attribute("illuminance", 120_000, unit="lx", better="up"),
            yes_no_attribute("battery", True, better="up"),
        ],
        "attachments": [],
        "warranty_months": 24,
        "country_of_origin": "ID",
        "pdn": {"production": "all", "labour": "all", "material": "some"},
        "kbki_code": "",
        "hs_code": "",
        "weight_grams": 45_000,
        "size_mm": [None, None, None],
        "regions_served": [],
        "domestic": is_valid and leading["domestic"],
        "verified": is_valid and leading["verification"]["state"] == "verified",
        "orderable": True,
        "published_at": f"2026-01-01T08:{number % 60:02d}:00+07:00",
        "updated_at": f"2026-01-01T08:{number % 60:02d}:00+07:00",
    }
    unknown = changes.keys() - document.keys()
    if unknown:
        raise TypeError(f"a product document has no {', '.join(sorted(unknown))}")
    return ProductDocument(**document | changes)


def index_documents(documents: Iterable[ProductDocument]) -> list[ProductDocument]:
    """Make these all that the index holds. Returns them, in the order given."""
    documents = list(documents)
    get_engine().rebuild(document_group(each["id"], each) for each in documents)
    return documents
