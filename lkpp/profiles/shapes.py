"""The types of which the profiles' shapes are made.

A shape describes what a profile answers with, for its JSON Schema and for tests. No
answer passes through one: that would cost more than all the rest of an export.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model


class Shape(BaseModel):
    """Has these fields and no other."""

    model_config = ConfigDict(extra="forbid")


Text = Annotated[str, Field(min_length=1)]
Sku = Annotated[str, Field(min_length=1, max_length=60)]
Flag = Literal[0, 1]
NoItems = Annotated[list[None], Field(max_length=0)]
Percent = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]
Amount = Annotated[int, Field(gt=0)]
AssignedId = Annotated[int, Field(ge=1, description="An id that LKPP assigns.")]
Rupiah = Annotated[int, Field(ge=1, description="Whole rupiah.")]
_DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
Day = Annotated[str, Field(pattern=f"^{_DAY}$", json_schema_extra={"format": "date"})]
JakartaMoment = Annotated[
    str,
    Field(
        pattern=f"^{_DAY} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
        description="Asia/Jakarta.",
    ),
]
Moment = Annotated[
    str,
    Field(
        pattern=f"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
        description="UTC.",
        json_schema_extra={"format": "date-time"},
    ),
]
Address = Annotated[
    str, Field(pattern=r"^https?://[!-~]+$", json_schema_extra={"format": "uri"})
]
PercentText = Annotated[
    str,
    Field(
        pattern=r"^(0|[1-9]?[0-9]\.[0-9]{2}|100\.00)$",
        description='Percent with two decimals; "0" when no certificate holds.',
    ),
]
Reason = Literal["withdrawn", "licence-expired", "not-ready", "deleted"]


def emptied(shape: type[Shape], name: str, **kept: Any) -> type[Shape]:
    """A shape with the same fields, all of them null but those in ``kept``."""
    kinds = dict.fromkeys(shape.model_fields, type(None)) | kept
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in kinds.items()}
    made: type[Shape] = create_model(name, __base__=Shape, **fields)
    return made
