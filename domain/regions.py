"""Provinces and regencies of Indonesia with their official codes.

The codes are those of the Ministry of Home Affairs (Kemendagri) in the dotted form,
as set by Kepmendagri 300.2.2-2430/2025: two digits for a province ("32"), and two
digits more for a regency or city ("32.73"). The sixth e-Katalog uses the same codes.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

DATA_FILE = Path(__file__).parent / "data" / "regions.json"

PROVINCES: Mapping[str, str]
"""Province name by code, in code order. Read from the data file on first use."""


@lru_cache(maxsize=1)
def _regions() -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
    """Province names, and regency names by province; read once per process."""
    regions = json.loads(DATA_FILE.read_text(encoding="utf-8"))
    provinces = {code: region["name"] for code, region in regions.items()}
    regencies = {
        code: MappingProxyType(region["regencies"]) for code, region in regions.items()
    }
    return MappingProxyType(provinces), MappingProxyType(regencies)


def __getattr__(name: str) -> Mapping[str, str]:
    # PROVINCES reads like a constant, yet importing this module reads no file.
    if name == "PROVINCES":
        return _regions()[0]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def is_province(code: str) -> bool:
    """Whether ``code`` is a province code, such as "32"."""
    return code in _regions()[0]


def is_regency(code: str) -> bool:
    """Whether ``code`` is the code of a regency or city, such as "32.73"."""
    return code in _regions()[1].get(code[:2], {})


def province_name(code: str) -> str:
    """The province's name in Indonesian. Raises KeyError for an unknown code."""
    return _regions()[0][code]


def regencies_of(province_code: str) -> dict[str, str]:
    """Names by code of a province's regencies and cities, in code order.

    Raises KeyError for an unknown province.
    """
    return dict(_regions()[1][province_code])


def regency_name(code: str) -> str:
    """The name with its kind, as in "Kota Bandung". Raises KeyError if unknown."""
    return _regions()[1][province_of(code)][code]


def province_of(regency_code: str) -> str:
    """The code of the province a regency lies in. Raises KeyError if unknown."""
    if not is_regency(regency_code):
        raise KeyError(regency_code)
    return regency_code[:2]
