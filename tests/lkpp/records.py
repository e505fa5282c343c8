"""Variants as the index holds them: one plain example, and all there may be."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from search.records import SECTIONS, VariantRecord

CREATED_AT = "2026-10-01T08:00:00+07:00"
UPDATED_AT = "2026-11-20T09:30:00+07:00"
LEFT_AT = "2026-11-21T23:15:00+07:00"


def picture(name: str, caption: str = "") -> dict[str, Any]:
    sizes = ("card", "s50", "s100", "s300", "s800")
    return {
        "alt": f"Foto {name}",
        "caption": caption,
        "urls": {size: f"/gambar/{name}/{size}" for size in sizes},
    }


def variant_record(sku: str = "HB-3M-001", **changes) -> VariantRecord:
    """A hospital bed that can be ordered."""
    record = VariantRecord(
        sku=sku,
        product_id=7,
        revision=12,
        name="Tempat Tidur Pasien Elektrik 3 Motor",
        active=True,
        reason="",
        created_at=CREATED_AT,
        updated_at=UPDATED_AT,
        changed=dict.fromkeys(SECTIONS, UPDATED_AT),
        listing={
            "brand": "CONTOH",
            "model": "HB-3M",
            "supplier": "PT Contoh Alkes",
            "summary": "Tempat tidur tiga motor",
            "description": "Tempat tidur dengan tiga motor.",
            "unit": "Unit",
            "stock": 25,
            "minimum_order": 1,
            "valid_until": "2028-05-31",
            "domestic": True,
            "tkdn": 52.4,
            "bmp": 12.0,
            "licence": "KEMENKES RI AKD 20903022671",
            "kbki_code": "4815000000",
            "kfa_code": "",
            "gtin": "",
            "url": "/katalog/contoh/hb-3m/",
        },
        specification=[
            {"label": "Estimasi Berat Pengiriman", "text": "120 Kg"},
            {"label": "Model/Tipe", "text": "HB-3M"},
        ],
        pictures=[picture("depan", "Tampak depan"), picture("samping")],
        price={"before_ppn": 33_000_000, "with_ppn": 36_630_000, "ppn_percent": 12},
        attachments=[{"label": "Sertifikat TKDN", "url": "/dokumen/3/tkdn.pdf"}],
    )
    return record | changes


def withdrawn_record(sku: str = "HB-3M-001", **changes) -> VariantRecord:
    """The same after it left."""
    return (
        variant_record(sku)
        | {"active": False, "reason": "withdrawn", "updated_at": LEFT_AT}
        | dict.fromkeys(SECTIONS)
        | changes
    )


_zones = st.sampled_from([UTC, timezone(timedelta(hours=7))])
_moments = st.datetimes(
    datetime(2019, 1, 1), datetime(2032, 1, 1), timezones=_zones
).map(lambda moment: moment.isoformat(timespec="seconds"))
_texts = st.text(max_size=80)
_labels = st.text(min_size=1, max_size=40)
_paths = st.text(
    st.characters(categories=["Ll", "Nd"], include_characters="-/"), max_size=40
).map(lambda path: f"/katalog/{path}")
_addresses = _paths | _paths.map(lambda path: f"https://berkas.example{path}")
_percents = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
_days = st.dates(date(2019, 1, 1), date(2040, 1, 1)).map(date.isoformat)
_pictures = st.fixed_dictionaries(
    {
        "alt": _texts,
        "caption": _texts,
        "urls": st.fixed_dictionaries(
            dict.fromkeys(("card", "s50", "s100", "s300", "s800"), _addresses)
        ),
    }
)
_sections = {
    "listing": st.fixed_dictionaries(
        {
            "brand": _texts,
            "model": _texts,
            "supplier": _texts,
            "summary": _texts,
            "description": _texts | st.text(min_size=1_990, max_size=2_010),
            "unit": _texts,
            "stock": st.integers(0, 2**31),
            "minimum_order": st.integers(1, 1_000),
            "valid_until": _days | st.just(""),
            "domestic": st.booleans(),
            "tkdn": st.none() | _percents,
            "bmp": st.none() | _percents,
            "licence": _texts,
            "kbki_code": _texts,
            "kfa_code": _texts,
            "gtin": _texts,
            "url": _paths,
        }
    ),
    "specification": st.lists(
        st.fixed_dictionaries({"label": _labels, "text": _labels}), max_size=3
    ),
    "pictures": st.lists(_pictures, max_size=3),
    "price": st.integers(1, 10**12).map(
        lambda price: {
            "before_ppn": price,
            "with_ppn": price + price * 11 // 100,
            "ppn_percent": 12,
        }
    ),
    "attachments": st.lists(
        st.fixed_dictionaries({"label": _labels, "url": _addresses}), max_size=2
    ),
}


@st.composite
def variant_records(draw) -> VariantRecord:
    """Any record that the index may hold."""
    is_active = draw(st.booleans())
    return VariantRecord(
        sku=draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,20}", fullmatch=True)),
        product_id=draw(st.integers(1, 10**9)),
        revision=draw(st.integers(1, 10**9)),
        name=draw(_labels),
        active=is_active,
        reason="" if is_active else draw(st.sampled_from(["withdrawn", "deleted"])),
        created_at=draw(_moments),
        updated_at=draw(_moments),
        changed={section: draw(_moments) for section in SECTIONS},
        **{
            section: draw(values) if is_active else None
            for section, values in _sections.items()
        },
    )
