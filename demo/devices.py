"""What the demo says of each device type: trade names, uses, strengths, codes.

HS codes have the form that TKDN certificates carry; they are plausible, not advice.
KBKI is 48150 (medical instruments) throughout, finer only where a code is attested.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from domain.nomenclature import Name

DATA_FILE = Path(__file__).parent / "data" / "devices.json"


@dataclass(frozen=True, slots=True)
class Device:
    """How the demo describes and prices a device type.

    ``axis`` names the attribute in which the variants differ, with its value for each
    of the sizes of the device type. ``variants`` are how few and how many there are.
    ``shipping_kg`` is for what has no attribute of its own for the weight.
    ``local_content`` is the usual TKDN in percent.
    """

    prefix: str
    titles: tuple[str, ...]
    hs_code: str
    kbki_code: str
    use: Name
    strengths: tuple[Name, ...]
    contents: Name
    standards: tuple[str, ...]
    local_content: int
    consumable: bool = False
    shipping_kg: float | None = None
    axis: str = ""
    axis_values: tuple[object, ...] = ()
    variants: tuple[int, int] = (1, 2)


@lru_cache(maxsize=1)
def load_devices() -> dict[str, Device]:
    """Every device by the key of its device type."""
    rows = json.loads(DATA_FILE.read_text(encoding="utf-8"))
    return {key: _device(row) for key, row in rows.items()}


def _device(row: dict) -> Device:
    return Device(
        **{
            **row,
            "titles": tuple(row["titles"]),
            "use": Name(*row["use"]),
            "contents": Name(*row["contents"]),
            "strengths": tuple(Name(*pair) for pair in row["strengths"]),
            "standards": tuple(row["standards"]),
            "axis_values": tuple(row.get("axis_values", ())),
            "variants": tuple(row.get("variants", (1, 2))),
        }
    )
