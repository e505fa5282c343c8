"""The device types the catalogue starts with, read from ``data/device_types.json``.

Category and sub-category codes, EMDN and KFA codes are from the registers, the EMDN
ones checked against EMDN V2; a code nobody has attested is left empty. Attributes
follow published purchase specifications, laboratory acceptance limits and WHO/UNICEF
specifications. Their bounds are wide, typical market ranges: they serve warnings and
the demo, and are no requirement of any standard. The same holds for
``typical_price_low`` and ``typical_price_high``: rupiah before tax, for the demo only.
``calibration_interval_months`` is 12 where a device needs testing or calibration, which
is at least once a year (PMK 54/2015, Article 8).
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from domain.attributes.definitions import AttributeDefinition, Choice, definition_errors
from domain.nomenclature import (
    CATEGORIES,
    LICENCE_GROUPS,
    LKPP_UNITS,
    RISK_CLASSES,
    SUB_CATEGORIES,
)

DATA_FILE = Path(__file__).parent.parent / "data" / "device_types.json"


@dataclass(frozen=True, slots=True)
class SizeAxis:
    """What the variants of a product differ in, such as a glove's size.

    ``values_en`` has the values in English, in their order; it is empty where they are
    the same.
    """

    label_id: str
    label_en: str
    values: tuple[str, ...]
    values_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceTypeSeed:
    """One device type as it is first put into the database."""

    key: str
    name_id: str
    name_en: str
    synonyms: tuple[str, ...]
    category: str
    sub_category: str
    licence_group: str
    risk_class: str
    emdn: str
    kfa_template: str
    calibration_required: bool
    calibration_interval_months: int | None
    typical_price_low: int
    typical_price_high: int
    lkpp_unit: str
    size_axis: SizeAxis | None
    attributes: tuple[AttributeDefinition, ...]


def _attribute(row: Mapping) -> AttributeDefinition:
    choices = tuple(Choice(**choice) for choice in row.get("choices", ()))
    return AttributeDefinition(**{**row, "choices": choices})


def _device_type(row: Mapping) -> DeviceTypeSeed:
    axis = row["size_axis"]
    if axis is not None:
        values_en = tuple(axis.get("values_en", ()))
        axis = SizeAxis(
            **{**axis, "values": tuple(axis["values"]), "values_en": values_en}
        )
    return DeviceTypeSeed(
        **{
            **row,
            "synonyms": tuple(row["synonyms"]),
            "size_axis": axis,
            "attributes": tuple(_attribute(a) for a in row["attributes"]),
        }
    )


def seed_errors(seeds: tuple[DeviceTypeSeed, ...]) -> list[str]:
    """What is inconsistent in a set of device types, one English sentence each."""
    keys = Counter(seed.key for seed in seeds)
    errors = [f"{key}: the key is used twice" for key, n in keys.items() if n > 1]
    for seed in seeds:
        errors += [f"{seed.key}: {error}" for error in _type_errors(seed)]
    return errors


def _type_errors(seed: DeviceTypeSeed) -> list[str]:
    errors = []
    if seed.category not in CATEGORIES:
        errors.append(f"unknown category {seed.category!r}")
    if seed.sub_category not in SUB_CATEGORIES:
        errors.append(f"unknown sub-category {seed.sub_category!r}")
    if seed.sub_category[:2] != seed.category:
        errors.append("the sub-category lies outside the category")
    if seed.licence_group not in LICENCE_GROUPS:
        errors.append(f"unknown licence group {seed.licence_group!r}")
    if seed.risk_class not in RISK_CLASSES:
        errors.append(f"unknown risk class {seed.risk_class!r}")
    if seed.lkpp_unit not in LKPP_UNITS:
        errors.append(f"unknown unit of sale {seed.lkpp_unit!r}")
    if seed.calibration_required != (seed.calibration_interval_months is not None):
        errors.append("an interval belongs to a required calibration, and only there")
    if not 0 < seed.typical_price_low < seed.typical_price_high:
        errors.append("the typical prices must be positive and ascending")
    axis = seed.size_axis
    if axis and axis.values_en and len(axis.values_en) != len(axis.values):
        errors.append("the sizes have not all their English")
    keys = Counter(attribute.key for attribute in seed.attributes)
    errors += [f"attribute {key} occurs twice" for key, n in keys.items() if n > 1]
    errors += [
        f"attribute {attribute.key}: {error}"
        for attribute in seed.attributes
        for error in definition_errors(attribute)
    ]
    return errors


@lru_cache(maxsize=1)
def load_device_types() -> tuple[DeviceTypeSeed, ...]:
    """All device types of the data file, in its order.

    Raises ValueError listing every error if the file is inconsistent.
    """
    rows = json.loads(DATA_FILE.read_text(encoding="utf-8"))
    seeds = tuple(_device_type(row) for row in rows)
    if errors := seed_errors(seeds):
        raise ValueError("\n".join(errors))
    return seeds
