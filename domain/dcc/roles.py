"""Which column of a calibration table a quantity is, and of what kind.

The good-practice refTypes of PTB say it; where there are none, the words in its name
do, in German, English or Indonesian.
"""

import re
from enum import StrEnum
from xml.etree.ElementTree import Element

from domain.dcc import marks
from domain.dcc.conversion import Scale
from domain.dcc.texts import all_names, ref_types


class Kind(StrEnum):
    """What kind of quantity a number is, which decides how it converts and where it
    belongs; see ADR 31."""

    ABSOLUTE = "absolute"
    """What was measured or indicated."""

    SET_POINT = "set_point"
    REFERENCE = "reference"
    DIFFERENCE = "difference"
    """An error, or a correction."""

    UNCERTAINTY = "uncertainty"
    FACTOR = "factor"
    """By which a standard uncertainty is expanded."""

    LIMIT = "limit"
    """Of what was measured, or of its error."""

    @property
    def scale(self) -> Scale:
        """From where a number of the kind counts; a limit, where nothing says that it
        is one of the error, bounds what was measured."""
        is_difference = self in (Kind.DIFFERENCE, Kind.UNCERTAINTY)
        return Scale.DIFFERENCE if is_difference else Scale.ABSOLUTE


class Role(StrEnum):
    NOMINAL = "nominal"
    REFERENCE = "reference"
    MEASURED = "measured"
    ERROR = "error"
    CORRECTION = "correction"
    LOW = "low"
    HIGH = "high"
    TOLERANCE_LOW = "tolerance_low"
    TOLERANCE_HIGH = "tolerance_high"
    U95 = "u95"
    K = "k"

    @property
    def kind(self) -> Kind:
        return KINDS[self]


KINDS = {
    Role.NOMINAL: Kind.SET_POINT,
    Role.REFERENCE: Kind.REFERENCE,
    Role.MEASURED: Kind.ABSOLUTE,
    Role.ERROR: Kind.DIFFERENCE,
    Role.CORRECTION: Kind.DIFFERENCE,
    Role.LOW: Kind.LIMIT,
    Role.HIGH: Kind.LIMIT,
    Role.TOLERANCE_LOW: Kind.LIMIT,
    Role.TOLERANCE_HIGH: Kind.LIMIT,
    Role.U95: Kind.UNCERTAINTY,
    Role.K: Kind.FACTOR,
}


REF_TYPES = {
    "basic_nominalValue": Role.NOMINAL,
    "basic_referenceValue": Role.REFERENCE,
    "basic_measuredValue": Role.MEASURED,
    "basic_measurementError": Role.ERROR,
    "basic_measurementError_error": Role.ERROR,
    "basic_measurementError_correction": Role.CORRECTION,
    "basic_acceptanceLimitLower": Role.LOW,
    "basic_acceptanceLimitUpper": Role.HIGH,
    "basic_toleranceLimitLower": Role.TOLERANCE_LOW,
    "basic_toleranceLimitUpper": Role.TOLERANCE_HIGH,
    "basic_expandedUncertainty": Role.U95,
    marks.EXPANDED_UNCERTAINTY: Role.U95,
    marks.COVERAGE_FACTOR: Role.K,
}

WORDS = (
    (Role.U95, r"unsicherheit|uncertaint|ketidakpastian|\bu ?95\b"),
    (Role.K, r"erweiterungsfaktor|coverage factor|faktor cakupan"),
    (
        Role.LOW,
        r"(untere|unteres|lower|bawah|min)\b.*(grenz|limit|batas|toleran|akzept)",
    ),
    (Role.HIGH, r"(obere|oberes|upper|atas|max|maks)\b.*(grenz|limit|batas|toleran)"),
    (Role.LOW, r"(batas|limit|toleransi|acceptance)\b.*(bawah|lower|min)"),
    (Role.HIGH, r"(batas|limit|toleransi|acceptance)\b.*(atas|upper|maks|max)"),
    (Role.LOW, r"(abweichung|toleranz|deviation)\b.*(unter|lower)"),
    (Role.HIGH, r"(abweichung|toleranz|deviation)\b.*(ober|upper)"),
    (Role.CORRECTION, r"korrektion|korrektur|correction|koreksi"),
    (Role.ERROR, r"abweichung|\berror\b|deviation|kesalahan|penyimpangan|\bgalat\b"),
    (Role.REFERENCE, r"referenz|reference|acuan|standar\b|normalwert"),
    (Role.NOMINAL, r"nennwert|sollwert|nominal|\bsett?ing\b|set ?point|titik ukur"),
    (
        Role.MEASURED,
        r"messwert|nilai (ter)?ukur|measured|reading|anzeige|indicat|indikasi"
        r"|pembacaan|penunjukan|hasil ukur|rata-rata|\bmean\b|istwert|mittelwert",
    ),
)
"""The first expression that is found in a name decides."""

PATTERNS = tuple((role, re.compile(words)) for role, words in WORDS)
OF_THE_ERROR = re.compile(r"abweichung|error|deviation|kesalahan|koreksi|correction")


def role_of(quantity: Element) -> Role | None:
    """The column, or None where neither refType nor name says."""
    for ref_type in ref_types(quantity):
        if ref_type in REF_TYPES:
            return REF_TYPES[ref_type]
    for name in all_names(quantity):
        for role, pattern in PATTERNS:
            if pattern.search(name.casefold()):
                return role
    return None


def is_said_by_reftype(quantity: Element) -> bool:
    """Whether the refType says the role, so that the name is free to say what it is
    of."""
    return any(ref_type in REF_TYPES for ref_type in ref_types(quantity))


def is_role_word(name: str) -> bool:
    """Whether a name says no more than a role: "Messwert", "basic_measuredValue"."""
    folded = name.casefold()
    return folded.startswith("basic_") or any(
        pattern.search(folded) for _role, pattern in PATTERNS
    )


def speaks_of_error(quantity: Element) -> bool:
    """Whether the name of a limit says that it bounds the error, not the value."""
    return any(OF_THE_ERROR.search(name.casefold()) for name in all_names(quantity))
