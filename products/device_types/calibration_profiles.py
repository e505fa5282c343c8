"""The calibration profiles the catalogue starts with.

They come from ``data/calibration_profiles.json``.

The limits are what Indonesian calibration laboratories accept on their worksheets,
with the variants between laboratories in brackets. They are not law, and a maker's
manual may be stricter. Where two are attested, the parameter has the first one and the
text has both. A device type whose limits nobody has attested has no parameters. Names,
and units where a worksheet leaves them out (an ECG's amplitude, a timer), are ours.

The electrical-safety parameters are those of the same laboratories' reports that hold
for every class of protection, for types run from the mains. Leakage currents and
protective earth depend on the class (SNI IEC 62353:2014) and are left to the editor.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from django.utils import translation

from core.findings import text
from domain import units
from domain.calibration.limits import Limit, LimitKind, LimitsByKey, limit_error
from products.device_types.seed import load_device_types

DATA_FILE = Path(__file__).parent.parent / "data" / "calibration_profiles.json"


@dataclass(frozen=True, slots=True)
class ParameterSeed:
    """A parameter to calibrate. ``unit`` is a symbol of
    :mod:`domain.units`, or "" for a plain number; ``tolerance_text``
    the limit in the laboratories' words; ``nominals`` the settings they test at, where
    known."""

    key: str
    name_id: str
    name_en: str
    unit: str
    kind: LimitKind
    tolerance_text: str
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal | None = None
    nominals: tuple[Decimal, ...] = ()

    @property
    def limit(self) -> Limit:
        return Limit(self.kind, self.low, self.high, self.tolerance, self.unit)


@dataclass(frozen=True, slots=True)
class ProfileSeed:
    """How units of one device type are calibrated; ``method_code`` is that of the
    Ministry's working methods (metode kerja, such as "MK 009-18"), or ""."""

    device_type: str
    method_code: str
    parameters: tuple[ParameterSeed, ...]

    @property
    def limits(self) -> LimitsByKey:
        return {parameter.key: parameter.limit for parameter in self.parameters}


@lru_cache(maxsize=1)
def load_profiles() -> dict[str, ProfileSeed]:
    """All profiles of the data file, by the key of their device type.

    Raises ValueError listing every error if the file is inconsistent.
    """
    return read_profiles(json.loads(DATA_FILE.read_text(encoding="utf-8")))


def read_profiles(data: Mapping) -> dict[str, ProfileSeed]:
    """The profiles of the data file's content. Raises ValueError as above."""
    known = {seed.key for seed in load_device_types()}
    safety, errors = _parameters(data["electrical_safety"], "electrical_safety")
    profiles = {}
    for row in data["profiles"]:
        key = row["device_type"]
        parameters, found = _parameters(row["parameters"], key)
        errors += found
        if key not in known:
            errors.append(f"{key}: unknown device type")
        if key in profiles:
            errors.append(f"{key}: there are two profiles")
        if row["electrical_safety"]:
            parameters += safety
        errors += [
            f"{key}: parameter {name} occurs twice" for name in _twice(parameters)
        ]
        profiles[key] = ProfileSeed(key, row["method_code"], tuple(parameters))
    if errors:
        raise ValueError("\n".join(errors))
    return profiles


def _twice(parameters: Iterable[ParameterSeed]) -> list[str]:
    keys = Counter(parameter.key for parameter in parameters)
    return [key for key, count in keys.items() if count > 1]


def _parameters(
    rows: Iterable[Mapping], owner: str
) -> tuple[list[ParameterSeed], list[str]]:
    """The parameters that can be made, and the errors of all rows."""
    parameters, errors = [], []
    for row in rows:
        where = f"{owner}: {row.get('key')}"
        try:
            parameter = _parameter(row)
        except (TypeError, ValueError, InvalidOperation) as refusal:
            errors.append(f"{where}: cannot be read ({refusal})")
            continue
        parameters.append(parameter)
        errors += [f"{where}: {found}" for found in _parameter_errors(parameter)]
    return parameters, errors


def _parameter(row: Mapping) -> ParameterSeed:
    numbers = {
        name: Decimal(row[name]) for name in ("low", "high", "tolerance") if name in row
    }
    nominals = tuple(Decimal(nominal) for nominal in row.get("nominals", ()))
    kind = LimitKind(row.get("kind"))
    return ParameterSeed(**{**row, **numbers, "nominals": nominals, "kind": kind})


def _parameter_errors(parameter: ParameterSeed) -> list[str]:
    errors = [
        f"{field.name} is empty"
        for field in fields(parameter)
        if field.name in ("name_id", "name_en", "tolerance_text")
        and not getattr(parameter, field.name).strip()
    ]
    if not re.fullmatch("[a-z][a-z0-9_]*", parameter.key):
        errors.append("the key is not a plain name")
    if parameter.unit and not units.is_known(parameter.unit):
        errors.append(f"unknown unit {parameter.unit!r}")
    if found := limit_error(parameter.limit):
        with translation.override("en"):
            errors.append(text(found))
    return errors
