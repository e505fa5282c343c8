"""What is wrong with an attribute value, told in Indonesian or English."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from domain import units
from domain.numerals import format_number

MESSAGES: dict[str, dict[str, str]] = {
    "number_missing": {
        "id": "Isi dengan angka.",
        "en": "Enter a number.",
    },
    "number_invalid": {
        "id": "“{text}” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
        "en": "“{text}” is not a valid number. Examples: 1,234.5 or 1.234,5.",
    },
    "number_ambiguous": {
        "id": (
            "“{text}” dapat berarti ribuan atau desimal. Tulis {thousands} jika "
            "ribuan, atau {fraction} jika desimal."
        ),
        "en": (
            "“{text}” may mean thousands or decimals. Write {thousands} for "
            "thousands, or {fraction} for decimals."
        ),
    },
    "number_too_long": {
        "id": "Angka terlalu panjang; paling banyak 15 digit.",
        "en": "The number is too long; at most 15 digits.",
    },
    "number_not_finite": {
        "id": "Nilai harus berupa angka terhingga.",
        "en": "The value must be a finite number.",
    },
    "unit_not_allowed": {
        "id": "Satuan “{found}” tidak dapat dipakai; pilih satu dari: {expected}.",
        "en": "The unit “{found}” cannot be used; choose one of: {expected}.",
    },
    "unit_not_canonical": {
        "id": "Satuan yang disimpan harus “{expected}”.",
        "en": "The stored unit must be “{expected}”.",
    },
    "range_incomplete": {
        "id": "Isi kedua batas: dari dan sampai.",
        "en": "Enter both limits: from and to.",
    },
    "range_reversed": {
        "id": "Batas bawah ({low}) lebih besar daripada batas atas ({high}).",
        "en": "The lower limit ({low}) is greater than the upper limit ({high}).",
    },
    "required": {
        "id": "Wajib diisi untuk jenis alat ini.",
        "en": "Required for this type of device.",
    },
    "not_an_object": {
        "id": "Atribut harus berupa objek JSON.",
        "en": "The attributes must be a JSON object.",
    },
    "unknown_attribute": {
        "id": "Atribut ini tidak dikenal pada jenis alat ini.",
        "en": "This type of device has no such attribute.",
    },
    "entry_not_an_object": {
        "id": "Nilai atribut harus berupa objek JSON.",
        "en": "The attribute's value must be a JSON object.",
    },
    "entry_unknown_field": {
        "id": "Bagian “{name}” tidak dikenal.",
        "en": "The field “{name}” is unknown.",
    },
    "entry_missing_field": {
        "id": "Bagian “{name}” belum diisi.",
        "en": "The field “{name}” is missing.",
    },
    "not_a_number": {
        "id": "Nilai harus berupa angka.",
        "en": "The value must be a number.",
    },
    "not_yes_no": {
        "id": "Nilai harus ya atau tidak.",
        "en": "The value must be yes or no.",
    },
    "not_a_list": {
        "id": "Pilihan harus berupa daftar teks.",
        "en": "The choices must be a list of texts.",
    },
    "choice_missing": {
        "id": "Pilih sekurang-kurangnya satu.",
        "en": "Choose at least one.",
    },
    "choice_unknown": {
        "id": "“{value}” bukan pilihan yang tersedia.",
        "en": "“{value}” is not one of the choices.",
    },
    "choice_repeated": {
        "id": "Pilihan yang sama disebut lebih dari sekali.",
        "en": "The same choice is given more than once.",
    },
    "choice_single": {
        "id": "Hanya boleh memilih satu.",
        "en": "Only one choice is allowed.",
    },
    "not_text": {
        "id": "Nilai harus berupa teks.",
        "en": "The value must be a text.",
    },
    "text_missing": {
        "id": "Isi teks, atau kosongkan atribut ini.",
        "en": "Enter a text, or leave this attribute out.",
    },
    "text_too_long": {
        "id": "Teks terlalu panjang ({length} karakter); paling banyak {most}.",
        "en": "The text is too long ({length} characters); at most {most}.",
    },
    "text_control": {
        "id": "Teks memuat karakter yang tidak dapat disimpan.",
        "en": "The text contains characters that cannot be stored.",
    },
    "below_typical": {
        "id": "{value} {unit} di bawah nilai lazim ({bound} {unit}); periksa kembali.",
        "en": "{value} {unit} is below the usual {bound} {unit}; please check.",
    },
    "above_typical": {
        "id": "{value} {unit} di atas nilai lazim ({bound} {unit}); periksa kembali.",
        "en": "{value} {unit} is above the usual {bound} {unit}; please check.",
    },
}
"""Sentences by code and language. Numbers and ``unit`` follow the language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or doubt: a code for programs, parameters for its sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = "id") -> str:
        """The sentence in "en", or in Indonesian for any other language."""
        template = MESSAGES[self.code]["en" if language == "en" else "id"]
        shown = {
            name: _show(name, value, language) for name, value in self.params.items()
        }
        # A plain number has no unit: its gap closes.
        return template.format(**shown).replace("  ", " ").replace(" )", ")")

    def __str__(self) -> str:
        return self.text()


class ProblemError(ValueError):
    """Raised where a value cannot be read; ``problem`` says why."""

    def __init__(self, code: str, **params: object) -> None:
        self.problem = Problem(code, params)
        super().__init__(self.problem.text())


def _show(name: str, value: object, language: str) -> str:
    if name == "unit" and isinstance(value, str):
        return units.label(value, language)
    if isinstance(value, Decimal):
        return format_number(value, language)
    return str(value)
