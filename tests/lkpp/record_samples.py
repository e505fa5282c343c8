"""Neutral records: one plain example, the least there may be, and all there may be."""

from datetime import UTC, date, datetime
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import strategies as st

from core.moments import rfc3339
from domain.prices import FULL_BASE, REDUCED_BASE, with_ppn
from domain.sale import RestrictionReason
from lkpp.profiles import samples
from lkpp.profiles.samples import LEFT_AT, UPDATED_AT, picture
from lkpp.records.neutral_record import SCHEMA_VERSION, SECTIONS

__all__ = ["LEFT_AT", "UPDATED_AT", "picture"]

Record = dict[str, Any]


def variant_record(sku: str = "HB-3M-001", **changes) -> Record:
    """A hospital bed that can be ordered and of which all is known."""
    return samples.full_record() | {"sku": sku} | changes


def withdrawn_record(sku: str = "HB-3M-001", **changes) -> Record:
    """The same after it left."""
    return samples.withdrawn_record() | {"sku": sku} | changes


def with_listing(**changes) -> Record:
    record = variant_record()
    return record | {"listing": record["listing"] | changes}


def with_part(part: str, **changes) -> Record:
    """A record with changes in the ``part`` of its listing: maker, licence, lkpp…"""
    listing = variant_record()["listing"]
    return with_listing(**{part: listing[part] | changes})


def with_reported(**changes) -> Record:
    """A record of which LKPP reported something else."""
    return with_part("lkpp", **changes)


def minimal_record() -> Record:
    """A variant of which nothing is stated that may be left out."""
    record = variant_record(specification=[], pictures=[], attachments=[])
    listing = record["listing"]
    record["listing"] = (
        listing
        | dict.fromkeys(
            (
                "variant",
                "summary",
                "description",
                "local_content",
                "kbki_code",
                "kfa_code",
                "hs_code",
                "gtin",
                "warranty_months",
                "weight_grams",
                "length_mm",
                "width_mm",
                "height_mm",
            )
        )
        | {
            "stock": 0,
            "certificates": [],
            "regions_served": [],
            "maker": _left_out(
                listing["maker"], "id", "name", "legal_name", kbli_codes=[]
            ),
            "licence": listing["licence"]
            | dict.fromkeys(("group", "registrar", "factory")),
            "declaration": dict.fromkeys(listing["declaration"]),
            "calibration": {"required": False, "until": None},
            "lkpp": dict.fromkeys(listing["lkpp"]),
        }
    )
    return record


def price_section(before: int, ppn_percent: int = 12, reduced: bool = True) -> Record:
    base = REDUCED_BASE if reduced else FULL_BASE
    return {
        "before_ppn": before,
        "ppn_percent": ppn_percent,
        "reduced_base": reduced,
        "taxable": floor(before * base + Fraction(1, 2)),
        "with_ppn": with_ppn(before, ppn_percent, base),
    }


def _left_out(part: Record, *kept: str, **changes) -> Record:
    return dict.fromkeys(part) | {name: part[name] for name in kept} | changes


# Any record

_moments = st.datetimes(
    datetime(2019, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)
).map(rfc3339)
_texts = st.text(min_size=1, max_size=60)
_or_not = _texts | st.none()
_paths = st.text(
    st.characters(categories=["L", "Nd"], include_characters="-/ %"), max_size=40
).map(lambda path: f"/katalog/{path}")
_addresses = _paths | _paths.map(lambda path: f"https://berkas.example{path}")
_percentages = st.integers(0, 10_000).map(
    lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02}"
)
_days = st.dates(date(2019, 1, 1), date(2040, 1, 1)).map(date.isoformat)
_codes = st.fixed_dictionaries({"code": _texts, "name": _texts})
_verifications = st.sampled_from(["open", "verified", "frozen"])
_shares = st.sampled_from(["all", "some", "none", None])
_lengths = st.integers(0, 10**6) | st.none()
_flags = st.booleans() | st.none()
_makers = st.fixed_dictionaries(
    {
        "id": st.integers(1, 10**9),
        "name": _texts,
        "legal_name": _texts,
        "nib": st.from_regex(r"[0-9]{13}", fullmatch=True) | st.none(),
        "npwp": st.from_regex(r"[0-9]{15,16}", fullmatch=True) | st.none(),
        "business_scale": st.sampled_from(
            ["mikro", "kecil", "menengah", "besar", None]
        ),
        "kbli_codes": st.lists(st.from_regex(r"[0-9]{5}", fullmatch=True), max_size=3),
        "province": _or_not,
        "province_name": _or_not,
        "regency": _or_not,
        "regency_name": _or_not,
        "address": _or_not,
    }
)
_licences = st.fixed_dictionaries(
    {
        "number": _texts,
        "display": _texts,
        "kind": st.sampled_from(["AKD", "PKD"]),
        "risk_class": st.sampled_from("ABCD"),
        "group": _codes | st.none(),
        "registrar": _or_not,
        "factory": _or_not,
        "issued_on": _days,
        "expires_on": _days,
        "verification": _verifications,
    }
)
_contents = st.fixed_dictionaries(
    {
        "number": _texts,
        "method": _texts,
        "holder": _or_not,
        "self_declared": st.booleans(),
        "tkdn": _percentages,
        "bmp": _percentages | st.none(),
        "total": _percentages,
        "issued_on": _days,
        "expires_on": _days,
        "bmp_expires_on": _days | st.none(),
        "brand": _or_not,
        "type_name": _or_not,
        "specification": _or_not,
        "hs_code": _or_not,
        "verification": _verifications,
    }
)
_certificates = st.fixed_dictionaries(
    {
        "of": st.sampled_from(["product", "supplier"]),
        "kind": st.sampled_from(["cpakb", "cdakb", "sni", "trademark", "halal"]),
        "number": _texts,
        "issuer": _or_not,
        "standard": _or_not,
        "expires_on": _days | st.none(),
        "verification": _verifications,
    }
)
_reported = st.fixed_dictionaries(
    {
        "kd_produk": st.integers(1, 10**9) | st.none(),
        "v6_id": st.uuids().map(str) | st.none(),
        "category_id": st.uuids().map(str) | st.none(),
        "shown": _flags,
        "purchasable": _flags,
        "told_on": _days | st.none(),
    }
)
_restrictions = st.fixed_dictionaries(
    {"reason": st.sampled_from(list(RestrictionReason)).map(str), "since": _days}
)
_listings = st.fixed_dictionaries(
    {
        "device_type": _codes,
        "category": _codes,
        "sub_category": _codes,
        "title": _texts,
        "variant": _or_not,
        "brand": st.text(max_size=40),
        "model": st.text(max_size=40),
        "summary": _or_not,
        "description": _or_not | st.text(min_size=1_990, max_size=2_010),
        "unit": _texts,
        "stock": st.integers(0, 2**31),
        "minimum_order": st.integers(1, 1_000),
        "valid_until": _days,
        "shown": st.booleans(),
        "purchasable": st.booleans(),
        "restriction": _restrictions | st.none(),
        "domestic": st.booleans(),
        "country_of_origin": st.sampled_from(["ID", "DE"]),
        "maker": _makers,
        "licence": _licences,
        "local_content": _contents | st.none(),
        "certificates": st.lists(_certificates, max_size=3),
        "declaration": st.fixed_dictionaries(
            {"production": _shares, "labour": _shares, "material": _shares}
        ),
        "calibration": st.fixed_dictionaries(
            {"required": st.booleans(), "until": _days | st.none()}
        ),
        "kbki_code": _or_not,
        "kfa_code": _or_not,
        "hs_code": _or_not,
        "gtin": _or_not,
        "warranty_months": st.integers(0, 600) | st.none(),
        "weight_grams": _lengths,
        "length_mm": _lengths,
        "width_mm": _lengths,
        "height_mm": _lengths,
        "regions_served": st.lists(st.sampled_from(["31", "32", "51"]), max_size=2),
        "url": _paths,
        "lkpp": _reported,
    }
)
_pictures = st.fixed_dictionaries(
    {
        "alt": st.text(max_size=40),
        "caption": st.text(max_size=40),
        "urls": st.dictionaries(
            st.sampled_from(["card", "s50", "s100", "s300", "s800", "s2048", "s4000"]),
            _addresses,
            min_size=1,
        ),
    }
)
prices = st.builds(
    price_section, st.integers(1, 10**12), st.sampled_from([0, 12]), st.booleans()
)
_sections = {
    "listing": _listings,
    "specification": st.lists(
        st.fixed_dictionaries({"label": _texts, "text": _texts}), max_size=3
    ),
    "pictures": st.lists(_pictures, max_size=7),
    "price": prices,
    "attachments": st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["licence", "tkdn", "cpakb", "manual"]),
                "label": _texts,
                "url": _addresses,
            }
        ),
        max_size=2,
    ),
}
_skus = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,20}", fullmatch=True)
_reasons = st.sampled_from(["withdrawn", "licence-expired", "not-ready", "deleted"])


@st.composite
def variant_records(draw) -> Record:
    """Any record that the ledger may hold. Names are not shorter than the five
    characters without which nothing is exported."""
    is_active = draw(st.booleans())
    return {
        "schema_version": SCHEMA_VERSION,
        "sku": draw(
            st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,20}", fullmatch=True)
        ),
        "product_id": draw(st.integers(1, 10**9)),
        "revision": draw(st.integers(1, 10**9)),
        "name": draw(st.text(min_size=5, max_size=260)),
        "active": is_active,
        "reason": "" if is_active else draw(_reasons),
        "explanation": "" if is_active else draw(_texts),
        "created_at": draw(_moments),
        "updated_at": draw(_moments),
        "changed": {section: draw(_moments) for section in SECTIONS},
        **{
            section: draw(values) if is_active else None
            for section, values in _sections.items()
        },
    }
