"""A variant as every profile may meet it: all is known of it, it cannot be ordered, it
has left. The system check and the tests render them; names and numbers are
invented."""

from lkpp.profiles.base import Record
from lkpp.records.neutral_record import SCHEMA_VERSION, SECTIONS

CREATED_AT = "2026-10-01T01:00:00Z"
UPDATED_AT = "2026-11-20T02:30:00Z"
LEFT_AT = "2026-11-21T16:15:00Z"

SIZES = ("card", "s50", "s100", "s300", "s800")


def full_record() -> Record:
    """A hospital bed of which its maker stated everything, and LKPP what it assigns."""
    return {
        "schema_version": SCHEMA_VERSION,
        "sku": "HB-3M-001",
        "product_id": 7,
        "revision": 12,
        "name": "Tempat Tidur Pasien Elektrik 3 Motor",
        "active": True,
        "reason": "",
        "explanation": "",
        "created_at": CREATED_AT,
        "updated_at": UPDATED_AT,
        "changed": dict.fromkeys(SECTIONS, UPDATED_AT),
        "listing": _listing(),
        "specification": [
            {"label": "Beban Maksimum", "text": "250 kg"},
            {"label": "Jumlah Motor", "text": "3"},
        ],
        "pictures": [picture("depan", "Tampak depan"), picture("samping")],
        "price": {
            "before_ppn": 33_000_000,
            "ppn_percent": 12,
            "reduced_base": True,
            "taxable": 30_250_000,
            "with_ppn": 36_630_000,
        },
        "attachments": [
            _attachment("licence", "Nomor Izin Edar (NIE)", 1),
            _attachment("cpakb", "CPAKB", 2),
            _attachment("tkdn", "Sertifikat TKDN", 3),
            _attachment("datasheet", "Lembar data", 4),
        ],
    }


def unorderable_record() -> Record:
    """The same while we let nobody order it."""
    record = full_record()
    record["listing"] |= {
        "purchasable": False,
        "restriction": {"reason": "production_paused", "since": "2026-11-20"},
    }
    return record


def withdrawn_record() -> Record:
    """The same after it left."""
    return (
        full_record()
        | {
            "revision": 13,
            "active": False,
            "reason": "withdrawn",
            "explanation": "Produk ditarik oleh pembuatnya.",
            "updated_at": LEFT_AT,
        }
        | dict.fromkeys(SECTIONS)
    )


def picture(name: str, caption: str = "") -> Record:
    return {
        "alt": f"Foto {name}",
        "caption": caption,
        "urls": {size: f"/gambar/{name}/{size}" for size in SIZES},
    }


def _attachment(kind: str, label: str, number: int) -> Record:
    return {"kind": kind, "label": label, "url": f"/dokumen/{number}/{kind}.pdf"}


def _listing() -> Record:
    return {
        "device_type": {"code": "hospital-bed", "name": "Tempat tidur pasien"},
        "category": {"code": "20", "name": "Peralatan RSU dan Perorangan"},
        "sub_category": {"code": "2003", "name": "Peralatan Terapetik"},
        "title": "Tempat Tidur Pasien Elektrik",
        "variant": "3 Motor",
        "brand": "CONTOH",
        "model": "HB-3M",
        "summary": "Tempat tidur tiga motor",
        "description": "Tempat tidur dengan tiga motor.",
        "unit": "Unit",
        "stock": 25,
        "minimum_order": 1,
        "valid_until": "2028-05-31",
        "shown": True,
        "purchasable": True,
        "restriction": None,
        "domestic": True,
        "country_of_origin": "ID",
        "maker": {
            "id": 41,
            "name": "Contoh Alkes",
            "legal_name": "PT Contoh Alkes Indonesia",
            "nib": "0220000000000",
            "npwp": "0012345678901000",
            "business_scale": "kecil",
            "kbli_codes": ["32509", "46691"],
            "province": "32",
            "province_name": "Jawa Barat",
            "regency": "32.73",
            "regency_name": "Kota Bandung",
            "address": "Jalan Contoh 1, Bandung",
        },
        "licence": {
            "number": "AKD20501000000",
            "display": "KEMENKES RI AKD 20501000000",
            "kind": "AKD",
            "risk_class": "B",
            "group": {"code": "ENR", "name": "Elektromedik Non Radiasi"},
            "registrar": "PT Contoh Alkes Indonesia",
            "factory": "PT Contoh Alkes Indonesia",
            "issued_on": "2023-06-01",
            "expires_on": "2028-05-31",
            "verification": "verified",
        },
        "local_content": {
            "number": "1234/SJ-IND.8/TKDN/5/2025",
            "method": "full",
            "holder": "PT Contoh Alkes Indonesia",
            "self_declared": False,
            "tkdn": "52.40",
            "bmp": "12.00",
            "total": "64.40",
            "issued_on": "2025-05-12",
            "expires_on": "2030-05-11",
            "bmp_expires_on": "2028-05-11",
            "brand": "CONTOH",
            "type_name": "HB-3M",
            "specification": "Tempat tidur pasien tiga motor",
            "hs_code": "94029090",
            "verification": "verified",
        },
        "certificates": [
            _certificate("supplier", "cpakb", "02200000000000001234"),
            _certificate("supplier", "cdakb", "02200000000000005678"),
            _certificate("product", "sni", "LSPr-001/2025", standard="SNI 9000:2021"),
            _certificate("product", "trademark", "IDM000012345"),
        ],
        "declaration": {"production": "all", "labour": "all", "material": "some"},
        "calibration": {"required": False, "until": "2027-03-31"},
        "kbki_code": "4815000000",
        "kfa_code": "33000001",
        "hs_code": "94029090",
        "gtin": "08990000000017",
        "warranty_months": 24,
        "weight_grams": 120_000,
        "length_mm": 2_155,
        "width_mm": 980,
        "height_mm": 600,
        "regions_served": ["31", "32"],
        "url": "/pemasok/contoh/hb-3m/",
        "lkpp": {
            "kd_produk": 76_215_995,
            "v6_id": "8d6a3f3e-6c1b-4a58-9d53-0b6f9a1c2e77",
            "category_id": "1f0c8c1a-52a4-4c3e-8f2b-7a9d0e5b6c34",
            "shown": True,
            "purchasable": True,
            "told_on": "2026-11-18",
        },
    }


def _certificate(
    of: str, kind: str, number: str, standard: str | None = None
) -> Record:
    return {
        "of": of,
        "kind": kind,
        "number": number,
        "issuer": "Lembaga Contoh",
        "standard": standard,
        "expires_on": "2028-12-31",
        "verification": "verified",
    }
