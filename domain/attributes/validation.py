"""Whether stored values are sound, and whether they are plausible."""

import math
import unicodedata
from collections.abc import Callable, Iterable

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import LARGEST_NUMBER, Entry, ends_of, range_reversed
from domain.findings import Finding, error, warning
from domain.messages import gettext_noop as _
from domain.number_input import number_too_long
from domain.numerals import to_decimal
from domain.units import Quantity

LONGEST_TEXT = 500
LONGEST_TYPED = 100
Checked = tuple[Entry, list[Finding]]


def _number_finding(value: object) -> Finding | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return error("not_a_number", _("Nilai harus berupa angka."))
    # Not asked of an integer: math.isfinite cannot take one of 400 digits.
    if isinstance(value, float) and not math.isfinite(value):
        return error("number_not_finite", _("Nilai harus berupa angka terhingga."))
    if abs(value) >= LARGEST_NUMBER:
        return number_too_long()
    return None


def _text_finding(value: object, most: int) -> Finding | None:
    if not isinstance(value, str):
        return error("not_text", _("Nilai harus berupa teks."))
    if len(value) > most:
        return error(
            "text_too_long",
            _("Teks terlalu panjang (%(length)s karakter); paling banyak %(most)s."),
            length=len(value),
            most=most,
        )
    # PostgreSQL refuses NUL in JSON, and a lone surrogate cannot be encoded at all.
    categories = {unicodedata.category(c) for c in value if c not in "\n\r\t"}
    if categories & {"Cc", "Cs"}:
        return error(
            "text_control", _("Teks memuat karakter yang tidak dapat disimpan.")
        )
    return None


def required() -> Finding:
    return error("required", _("Wajib diisi untuk jenis alat ini."))


def _check_measure(
    definition: AttributeDefinition, entry: Entry, ends: tuple[str, ...]
) -> tuple[Entry, list[Finding]]:
    """A number (one end, "value") or a range ("low" and "high")."""
    findings = [finding for end in ends if (finding := _number_finding(entry[end]))]
    if not findings and len(ends) == 2 and entry["low"] > entry["high"]:
        low, high = to_decimal(entry["low"]), to_decimal(entry["high"])
        findings.append(range_reversed(low, high))
    if entry.get("unit", "") != definition.unit:
        findings.append(
            error(
                "unit_not_canonical",
                _("Satuan yang disimpan harus “%(expected)s”."),
                expected=definition.unit,
            )
        )
    if "typed" in entry and (finding := _text_finding(entry["typed"], LONGEST_TYPED)):
        findings.append(finding)
    if findings:
        return {}, findings

    clean: Entry = {end: float(entry[end]) for end in ends}
    clean["unit"] = definition.unit
    if "typed" in entry:
        clean["typed"] = entry["typed"]
    return clean, []


def _check_number(definition: AttributeDefinition, entry: Entry) -> Checked:
    return _check_measure(definition, entry, ("value",))


def _check_range(definition: AttributeDefinition, entry: Entry) -> Checked:
    return _check_measure(definition, entry, ("low", "high"))


def _check_choice(definition: AttributeDefinition, entry: Entry) -> Checked:
    chosen = entry["value"]
    if not isinstance(chosen, list) or not all(isinstance(c, str) for c in chosen):
        return {}, [error("not_a_list", _("Pilihan harus berupa daftar teks."))]
    known = [choice.value for choice in definition.choices]
    findings = [
        error(
            "choice_unknown",
            _("“%(value)s” bukan pilihan yang tersedia."),
            value=value[:60],
        )
        for value in dict.fromkeys(chosen)
        if value not in known
    ]
    if not chosen:
        findings.append(error("choice_missing", _("Pilih sekurang-kurangnya satu.")))
    if len(set(chosen)) != len(chosen):
        findings.append(
            error("choice_repeated", _("Pilihan yang sama disebut lebih dari sekali."))
        )
    if len(set(chosen)) > 1 and not definition.multiple:
        findings.append(error("choice_single", _("Hanya boleh memilih satu.")))
    # In the definition's order, so that the order of ticking is no difference.
    return {"value": [value for value in known if value in chosen]}, findings


def _check_yes_no(definition: AttributeDefinition, entry: Entry) -> Checked:
    if not isinstance(entry["value"], bool):
        return {}, [error("not_yes_no", _("Nilai harus ya atau tidak."))]
    return {"value": entry["value"]}, []


def _check_text(definition: AttributeDefinition, entry: Entry) -> Checked:
    if finding := _text_finding(entry["value"], LONGEST_TEXT):
        return {}, [finding]
    text = entry["value"].strip()
    return {"value": text}, [] if text else [
        error("text_missing", _("Isi teks, atau kosongkan atribut ini."))
    ]


Check = Callable[[AttributeDefinition, Entry], Checked]

# Per kind: the fields an entry must have, those it may have, and the check of them.
SHAPES: dict[str, tuple[set[str], set[str], Check]] = {
    "number": ({"value"}, {"unit", "typed"}, _check_number),
    "range": ({"low", "high"}, {"unit", "typed"}, _check_range),
    "choice": ({"value"}, set(), _check_choice),
    "yes_no": ({"value"}, set(), _check_yes_no),
    "text": ({"value"}, set(), _check_text),
}


def _check_entry(
    definition: AttributeDefinition, entry: object
) -> tuple[Entry, list[Finding]]:
    if not isinstance(entry, dict):
        return {}, [
            error("entry_not_an_object", _("Nilai atribut harus berupa objek JSON."))
        ]
    needed, optional, check = SHAPES[definition.kind]
    findings = [
        error("entry_missing_field", _("Bagian “%(name)s” belum diisi."), name=name)
        for name in sorted(needed - entry.keys())
    ] + [
        error(
            "entry_unknown_field",
            _("Bagian “%(name)s” tidak dikenal."),
            name=str(name)[:60],
        )
        for name in entry
        if name not in needed | optional
    ]
    return ({}, findings) if findings else check(definition, entry)


def validate_values(
    definitions: Iterable[AttributeDefinition], values: object
) -> tuple[dict[str, Entry], dict[str, list[Finding]]]:
    """Check a product's attribute values, whatever JSON they may be.

    Returns the entries that are sound, in the order of the definitions and normalised
    (numbers as floats, choices in order, texts stripped), and the findings by
    attribute key, under "" where ``values`` is no object at all. Never raises for
    hostile input; a required attribute that is absent is a finding.
    """
    if not isinstance(values, dict):
        return {}, {"": [error("not_an_object", _("Atribut harus berupa objek JSON."))]}
    clean: dict[str, Entry] = {}
    errors: dict[str, list[Finding]] = {}
    known = set()
    for definition in definitions:
        known.add(definition.key)
        if definition.key not in values:
            if definition.required:
                errors[definition.key] = [required()]
            continue
        entry, findings = _check_entry(definition, values[definition.key])
        if findings:
            errors[definition.key] = findings
        else:
            clean[definition.key] = entry
    for key in values:
        if key not in known:
            errors[str(key)] = [
                error(
                    "unknown_attribute",
                    _("Atribut ini tidak dikenal pada jenis alat ini."),
                )
            ]
    return clean, errors


def warnings(
    definitions: Iterable[AttributeDefinition], values: object
) -> dict[str, list[Finding]]:
    """By attribute key what is unlikely: sound numbers beyond what is plausible."""
    definitions = tuple(definitions)
    clean, _errors = validate_values(definitions, values)
    findings: dict[str, list[Finding]] = {}
    for definition in definitions:
        entry = clean.get(definition.key)
        if definition.kind not in {"number", "range"} or not entry:
            continue
        if found := _implausible(definition, *ends_of(entry)):
            findings[definition.key] = found
    return findings


def _implausible(
    definition: AttributeDefinition, low: float, high: float
) -> list[Finding]:
    findings = []
    if definition.low is not None and low < definition.low:
        findings.append(
            warning(
                "below_typical",
                _("%(value)s di bawah nilai lazim (%(bound)s); periksa kembali."),
                value=_quantity(low, definition),
                bound=_quantity(definition.low, definition),
            )
        )
    if definition.high is not None and high > definition.high:
        findings.append(
            warning(
                "above_typical",
                _("%(value)s di atas nilai lazim (%(bound)s); periksa kembali."),
                value=_quantity(high, definition),
                bound=_quantity(definition.high, definition),
            )
        )
    return findings


def _quantity(value: float, definition: AttributeDefinition) -> Quantity:
    return Quantity(to_decimal(value), definition.unit)


def fits(definition: AttributeDefinition, entry: object) -> bool:
    """Whether an entry can be read as what the definition now says it is."""
    if not isinstance(entry, dict):
        return False
    if isinstance(entry.get("unit"), str):
        entry = {**entry, "unit": definition.unit}
    return not _check_entry(definition, entry)[1]
