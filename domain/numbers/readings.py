"""What a text is read as: a number of one kind, its parts and what is wrong with it."""

from dataclasses import dataclass, field
from enum import IntEnum

from domain.findings import Finding
from domain.messages import Message, pgettext
from domain.messages import gettext_noop as _
from domain.nomenclature import Name

LABELS: dict[str, Message] = {
    "licence": pgettext("kind of number", "Izin edar"),
    "tkdn": pgettext("kind of number", "Sertifikat TKDN"),
    "business_licence": pgettext("kind of number", "CPAKB atau CDAKB"),
    "accreditation": pgettext("kind of number", "Akreditasi KAN"),
    "nib": pgettext("kind of number", "NIB"),
    "npwp": pgettext("kind of number", "NPWP"),
    "gtin": pgettext("kind of number", "GTIN"),
    "kfa": pgettext("kind of number", "Kode KFA"),
    "kbki": pgettext("kind of number", "Kode KBKI"),
    "kbli": pgettext("kind of number", "Kode KBLI"),
    "hs": pgettext("kind of number", "Kode HS"),
    "halal": pgettext("kind of number", "Sertifikat halal"),
    "trademark": pgettext("kind of number", "Pendaftaran merek"),
    "sni": pgettext("kind of number", "SNI"),
    "standard": pgettext("kind of number", "Standar"),
}
"""The kinds of number, by the names that programs know them by."""

PART_LABELS: dict[str, str] = {
    "licence_kind": _("Jenis izin"),
    "class_digit": _("Digit kelas"),
    "category": _("Kategori"),
    "sub_category": _("Subkategori"),
    "application_year": _("Tahun pengajuan"),
    "serial": _("Nomor urut"),
    "issuing_office": _("Unit penerbit"),
    "issue_month": _("Bulan terbit"),
    "issue_year": _("Tahun terbit"),
    "subject": _("Perihal"),
    "standards_body": _("Badan standar"),
    "standard_number": _("Nomor standar"),
    "edition": _("Edisi"),
    "edition_state": _("Keadaan edisi"),
    "body_kind": _("Jenis lembaga"),
    "holder_nib": _("NIB pemegang"),
    "gtin_format": _("Bentuk"),
    "gs1_prefix": _("Awalan GS1"),
    "check_digit": _("Angka pemeriksa"),
    "kfa_level": _("Tingkat"),
    "hs_chapter": _("Bab"),
    "hs_heading": _("Pos"),
    "hs_subheading": _("Subpos"),
}
"""The parts of numbers, by the names that programs know them by."""

UNKNOWN = pgettext("part of a number", "tidak diketahui")


class Certainty(IntEnum):
    """How sure it is that a text is a number of the kind."""

    UNLIKELY = 0
    """A check digit is wrong."""
    POSSIBLE = 1
    """Nothing but the length speaks for it."""
    LIKELY = 2
    """A check digit or a typical beginning speaks for it too."""
    CERTAIN = 3
    """Its letters say so, or the word before it."""


@dataclass(frozen=True, slots=True)
class NumberPart:
    """What some digits of a number say.

    ``key`` is one of PART_LABELS; ``value`` the code itself, the same in each language,
    or None where it is not known; ``text`` the value for people.
    """

    key: str
    value: str | None
    text: str | Name | Message

    @classmethod
    def plain(cls, key: str, value: object) -> "NumberPart":
        """A part whose value is all that can be said of it."""
        return cls(key, str(value), str(value))

    @classmethod
    def unknown(cls, key: str) -> "NumberPart":
        return cls(key, None, UNKNOWN)

    @property
    def label(self) -> Message:
        return Message(PART_LABELS[self.key])


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A text read as a number of one kind.

    ``kind`` is a key of LABELS; ``normal`` the form that is stored, as far as the text
    has one; ``display`` the form for people; ``parts`` what the digits say, in the
    order of the number.
    """

    kind: str
    normal: str
    display: str
    certainty: Certainty
    parts: list[NumberPart] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def label(self) -> Message:
        """What such a number is called."""
        return LABELS[self.kind]

    @property
    def has_error(self) -> bool:
        return any(finding.is_error for finding in self.findings)
