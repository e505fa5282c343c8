"""Numbers and values of certificates: TKDN, halal, trademark, SNI, ISO 13485.

Only a licence has a number whose form is certain (:mod:`domain.numbers.licences`).
The form of the others is known from published certificates or from general knowledge,
so that a number of another form is warned about and never refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.nomenclature import Name
from domain.numbers.licences import anniversary
from domain.numbers.organisations import INVISIBLE, InvalidNumber, compact
from domain.numbers.product_codes import normalise_hs_code
from domain.two_languages import Finding, error, warning

LONGEST_NUMBER = 80
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode's categories of control, format, surrogate, private and unassigned."""

TKDN_NUMBER = re.compile(
    r"(?:(?:NOMOR|NO|SERTIFIKAT|TKDN)[.:]*)*"
    r"(?P<serial>[0-9]{1,6})/(?P<unit>[A-Z][A-Z0-9.\-]*)/TKDN/"
    r"(?:(?P<month>0?[1-9]|1[0-2]|I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})/)?"
    r"(?P<year>20[0-9]{2})"
)
KNOWN_TKDN_UNIT = "SJ-IND.8"
ROMAN_MONTHS = (
    *("I", "II", "III", "IV", "V", "VI"),
    *("VII", "VIII", "IX", "X", "XI", "XII"),
)
DASHES = re.compile("[\u2010-\u2015\u2212]")
UNSEEN = re.compile(rf"[\s{INVISIBLE}]+")
"""White space and what cannot be seen."""

PERMENPERIN_35_IN_FORCE = date(2025, 12, 12)
"""First day of Permenperin 35/2025, as the press reports it."""

OLDER_METHOD = "older"
TKDN_YEARS, OLDER_TKDN_YEARS = 5, 3
BMP_YEARS = 5
HIGHEST_TKDN = Decimal(100)
HIGHEST_BMP = Decimal(15)
DECIMALS = 2
ON_ATTACHMENT = frozenset({"terlampir", "lihatlampiran", "sesuailampiran"})
"""What a certificate says instead of a value that stands in its attachment."""

HALAL_NUMBER = re.compile("ID[0-9]{17}")
TRADEMARK_NUMBER = re.compile("IDM[0-9]{9}")
BODIES = r"(?P<adopted>(?:(?:ISO|IEC|IEEE|EN|ASTM|CISPR|TS|TR|PAS)[/ -]?)+ ?)"
DESIGNATION = (
    r"(?P<number>[0-9][0-9.\-]*?)"
    r"(?:[:\-](?P<year>(?:19|20)[0-9]{2})(?:\+[A-Z0-9:+]*)?)?"
)
SNI_NUMBER = re.compile(f"SNI {BODIES}?{DESIGNATION}")
INTERNATIONAL_NUMBER = re.compile(f"{BODIES}{DESIGNATION}")


@dataclass(frozen=True, slots=True)
class TkdnNumber:
    """The parts of a TKDN certificate's number, such as "8110/SJ-IND.8/TKDN/9/2023".

    ``unit`` is the code of the ministry's office that signed; ``month`` and ``year``
    are those of issue, older numbers leaving the month out.
    """

    serial: str
    unit: str
    month: int | None
    year: int

    @property
    def canonical(self) -> str:
        """The form that is stored and compared."""
        month = "" if self.month is None else f"{self.month}/"
        return f"{self.serial}/{self.unit}/TKDN/{month}{self.year}"


class KnownStandard(NamedTuple):
    """A standard whose subject and edition in force are known here."""

    subject: Name
    edition: int


ISO_13485 = KnownStandard(
    Name(
        "Sistem manajemen mutu alat kesehatan",
        "Quality management systems of medical devices",
    ),
    2016,
)
"""General knowledge, so that another edition is doubted and never refused."""


@dataclass(frozen=True, slots=True)
class StandardNumber:
    """The designation of a standard, such as "SNI ISO 13485:2016" or "IEC 60601-1".

    ``adopted`` is the body that wrote it, blank for an SNI that takes over no other
    standard; ``year`` is that of the edition, None where it is not told.
    """

    canonical: str
    adopted: str
    number: str
    year: int | None

    @property
    def known(self) -> KnownStandard | None:
        """What is known of the standard, if anything is."""
        is_iso = "ISO" in re.split("[ /-]", self.adopted)
        return ISO_13485 if is_iso and self.number == "13485" else None


@dataclass(frozen=True, slots=True)
class Goods:
    """What a certificate, or a product's page, says that the goods are."""

    brand: str = ""
    model: str = ""
    hs_code: str = ""


NOTHING_STATED = Goods()


def parse_tkdn_number(text: str) -> TkdnNumber:
    """Read the number of a TKDN certificate as people write it.

    Case, spaces, kinds of dashes and "No." do not matter; a month may be Roman. Any
    office's code is read, for offices are renamed. Raises InvalidNumber with the code
    "tkdn_number_pattern", which callers tell as a warning: the pattern is inferred from
    published certificates.
    """
    match = TKDN_NUMBER.fullmatch(_squeezed(text)) if _is_short(text) else None
    if match is None:
        raise InvalidNumber(
            "tkdn_number_pattern",
            "Nomor sertifikat TKDN biasanya berbentuk seperti "
            "8110/SJ-IND.8/TKDN/9/2023.",
            "The number of a TKDN certificate usually looks like "
            "8110/SJ-IND.8/TKDN/9/2023.",
        )
    return TkdnNumber(
        serial=match["serial"],
        unit=match["unit"],
        month=_month(match["month"]),
        year=int(match["year"]),
    )


def tkdn_findings(
    number: str = "",
    *,
    tkdn: Decimal | None = None,
    bmp: Decimal | None = None,
    issued_on: date | None = None,
    stated: Goods = NOTHING_STATED,
    product: Goods = NOTHING_STATED,
    today: date | None = None,
) -> list[Finding]:
    """What is wrong or doubtful about a certificate of local content.

    ``tkdn`` and ``bmp`` are percentages: 0 to 100, and 0 to 15 (Permenperin 35/2025,
    articles 21 and 22), with two decimals. ``stated`` is what the certificate says of
    the goods (article 44), ``product`` what the product's page says; values left blank
    are not compared.
    """
    return [
        *(
            tkdn_number_findings(number, issued_on, today=today)
            if number.strip()
            else []
        ),
        *_percentage_findings("tkdn", "TKDN", tkdn, HIGHEST_TKDN),
        *_percentage_findings("bmp", "BMP", bmp, HIGHEST_BMP),
        *_hs_findings(stated.hs_code),
        *_difference_findings(stated, product),
    ]


def tkdn_term_findings(
    method: str,
    issued_on: date | None,
    tkdn_expires_on: date | None,
    bmp_expires_on: date | None,
) -> list[Finding]:
    """Doubts about the last days of the two values of a certificate.

    TKDN is valid for five years from issue; for three where the certificate is from
    before that regulation, or of a method that it revoked (``method`` "older"). BMP is
    valid for five years from the first certificate that carried it, so at most from
    this one (Permenperin 35/2025, article 45).
    """
    if issued_on is None:
        return []
    return [
        *_term_finding("TKDN", issued_on, tkdn_expires_on, _years(issued_on, method)),
        *_term_finding("BMP", issued_on, bmp_expires_on, BMP_YEARS),
    ]


def licence_party_findings(
    registrar: str, factory: str, legal_name: str, plants: Sequence[str]
) -> list[Finding]:
    """Doubts where a licence names a registrar or a factory that the supplier's
    profile does not.

    Registrar and factory may be two companies, as the health ministry's register has
    them, so that another one only warns; what either leaves blank is not compared.
    """
    own_plants = {
        _letters(each) for plant in plants for each in (plant, legal_name + plant)
    }
    findings = []
    if registrar and legal_name and _letters(registrar) != _letters(legal_name):
        findings.append(
            warning(
                "licence_registrar_differs",
                f"Pendaftar pada izin edar “{registrar}” bukan nama badan usaha "
                f"pemasok “{legal_name}”.",
                f"The registrar on the licence “{registrar}” is not the supplier's "
                f"registered name “{legal_name}”.",
            )
        )
    if (
        factory
        and legal_name
        and _letters(factory) not in own_plants | {_letters(legal_name)}
    ):
        findings.append(
            warning(
                "licence_factory_differs",
                f"Pabrik pada izin edar “{factory}” bukan pemasok “{legal_name}” atau "
                "salah satu pabrik pada profilnya.",
                f"The factory on the licence “{factory}” is neither the supplier "
                f"“{legal_name}” nor one of the plants in its profile.",
            )
        )
    return findings


def holder_findings(
    holder: str, kbli_code: str, legal_name: str, kbli_codes: Sequence[str]
) -> list[Finding]:
    """Doubts where a certificate names another company, or another line of business,
    than the supplier has; what either leaves blank is not compared."""
    findings = []
    if holder and legal_name and _letters(holder) != _letters(legal_name):
        findings.append(
            warning(
                "holder_differs",
                f"Pemegang sertifikat “{holder}” bukan nama badan usaha pemasok "
                f"“{legal_name}”.",
                f"The certificate's holder “{holder}” is not the supplier's registered "
                f"name “{legal_name}”.",
            )
        )
    if kbli_code and kbli_codes and kbli_code not in kbli_codes:
        findings.append(
            warning(
                "kbli_differs",
                f"KBLI {kbli_code} pada sertifikat tidak ada pada profil pemasok.",
                f"The certificate's KBLI {kbli_code} is not in the supplier's profile.",
            )
        )
    return findings


def tkdn_number_findings(
    text: str, issued_on: date | None = None, *, today: date | None = None
) -> list[Finding]:
    """What is wrong or doubtful about a TKDN certificate's number, given the day on
    which it was issued and ``today`` (the present day unless given)."""
    faults = number_findings(text)
    if faults:
        return faults
    try:
        number = parse_tkdn_number(text)
    except InvalidNumber as fault:
        return [fault.as_warning]
    return [
        *_office_findings(number),
        *_future_findings(number, today or date.today()),
        *_issue_findings(number, issued_on),
    ]


def normalise_halal_number(text: str) -> str:
    """A halal certificate's number of BPJPH, "ID" and 17 digits.

    Raises InvalidNumber with the code "halal_number_pattern"; the form is general
    knowledge, so callers warn.
    """
    return _matching(
        text,
        HALAL_NUMBER,
        "halal_number_pattern",
        Name(
            "Nomor sertifikat halal BPJPH biasanya ID diikuti 17 digit.",
            "A halal certificate of BPJPH usually has ID and 17 digits for a number.",
        ),
    )


def normalise_trademark_number(text: str) -> str:
    """A trademark's registration number of DJKI, "IDM" and 9 digits.

    Raises InvalidNumber with the code "trademark_number_pattern"; the form is general
    knowledge, so callers warn.
    """
    return _matching(
        text,
        TRADEMARK_NUMBER,
        "trademark_number_pattern",
        Name(
            "Nomor pendaftaran merek DJKI biasanya IDM diikuti 9 digit.",
            "A trademark registered at DJKI usually has IDM and 9 digits for a number.",
        ),
    )


def parse_sni_number(text: str) -> StandardNumber:
    """Read the designation of a national standard, in capitals with single spaces.

    Raises InvalidNumber with the code "sni_number_pattern".
    """
    plain = re.sub(r"^SNI[ :.\-]*", "SNI ", _spaced(text))
    fault = InvalidNumber(
        "sni_number_pattern",
        "Nomor SNI biasanya berbentuk seperti SNI ISO 13485:2016.",
        "The number of an SNI usually looks like SNI ISO 13485:2016.",
    )
    return _designation(plain, SNI_NUMBER, fault)


def parse_international_number(text: str) -> StandardNumber:
    """Read the designation of a standard of ISO, IEC or another body outside
    Indonesia, in capitals with single spaces.

    Raises InvalidNumber with the code "standard_number_pattern".
    """
    plain = re.sub(r"^((?:EN ?)?(?:ISO|IEC)) ?(?=[0-9])", r"\1 ", _spaced(text))
    fault = InvalidNumber(
        "standard_number_pattern",
        "Nomor standar biasanya berbentuk seperti ISO 13485:2016.",
        "The number of a standard usually looks like ISO 13485:2016.",
    )
    return _designation(plain, INTERNATIONAL_NUMBER, fault)


def edition_findings(number: StandardNumber) -> list[Finding]:
    """A doubt where a known standard is named without its edition, or with another
    one than that in force."""
    if number.known is None or number.year == number.known.edition:
        return []
    current = number.known.edition
    if number.year is None:
        return [
            warning(
                "standard_edition_missing",
                f"Edisi standar belum ditulis; yang berlaku adalah edisi {current}.",
                f"The edition of the standard is missing; that of {current} is in "
                "force.",
            )
        ]
    return [
        warning(
            "standard_edition_other",
            f"Edisi {number.year} bukan edisi yang berlaku, yaitu {current}; periksa "
            "kembali.",
            f"The edition of {number.year} is not the one in force, which is that of "
            f"{current}; look again.",
        )
    ]


def _spaced(text: str) -> str:
    """In capitals with single spaces, none of them beside a separator."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
    return re.sub(r"\s*([:\-+/])\s*", r"\1", UNSEEN.sub(" ", plain).strip())


def _designation(
    plain: str, pattern: re.Pattern, fault: InvalidNumber
) -> StandardNumber:
    match = pattern.fullmatch(plain) if len(plain) <= LONGEST_NUMBER else None
    if match is None:
        raise fault
    return StandardNumber(
        canonical=plain,
        adopted=(match["adopted"] or "").strip(" /-"),
        number=match["number"],
        year=int(match["year"]) if match["year"] else None,
    )


def number_findings(text: str) -> list[Finding]:
    """The faults of a number without a known form: blank, with characters that cannot
    be seen, or longer than 80. For SPPT SNI, ISO 13485 and test reports this is all
    that can be said, as each certification body numbers in its own way."""
    plain = text.strip()
    if not plain:
        return [
            error(
                "certificate_number_blank",
                "Nomor sertifikat masih kosong.",
                "The certificate's number is blank.",
            )
        ]
    if len(plain) > LONGEST_NUMBER:
        return [
            error(
                "certificate_number_too_long",
                f"Nomor sertifikat paling panjang {LONGEST_NUMBER} karakter, "
                f"bukan {len(plain)}.",
                f"A certificate's number has at most {LONGEST_NUMBER} characters, "
                f"not {len(plain)}.",
            )
        ]
    if any(unicodedata.category(character) in UNPRINTABLE for character in plain):
        return [
            error(
                "certificate_number_unprintable",
                "Nomor sertifikat berisi karakter yang tidak terlihat, misalnya baris "
                "baru.",
                "The certificate's number has characters that cannot be seen, such as "
                "a line break.",
            )
        ]
    return []


def halal_number_findings(text: str) -> list[Finding]:
    return number_findings(text) or list(_pattern_doubt(normalise_halal_number, text))


def trademark_number_findings(text: str) -> list[Finding]:
    return number_findings(text) or list(
        _pattern_doubt(normalise_trademark_number, text)
    )


def _pattern_doubt(normalise, text: str) -> Iterator[Finding]:
    try:
        normalise(text)
    except InvalidNumber as fault:
        yield fault.as_warning


def _matching(text: str, pattern: re.Pattern, code: str, message: Name) -> str:
    plain = compact(text).upper() if _is_short(text) else ""
    if pattern.fullmatch(plain) is None:
        raise InvalidNumber(code, message.id, message.en)
    return plain


def _is_short(text: str) -> bool:
    return len(text) <= 2 * LONGEST_NUMBER


def _squeezed(text: str) -> str:
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return UNSEEN.sub("", plain).upper()


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return ROMAN_MONTHS.index(text) + 1 if text in ROMAN_MONTHS else int(text)


def _office_findings(number: TkdnNumber) -> list[Finding]:
    if number.unit == KNOWN_TKDN_UNIT:
        return []
    return [
        warning(
            "tkdn_number_office",
            f"Kode unit penerbit pada nomor TKDN ({number.unit}) bukan "
            f"{KNOWN_TKDN_UNIT}; periksa kembali.",
            f"The issuing office in the TKDN number ({number.unit}) is not "
            f"{KNOWN_TKDN_UNIT}; look again.",
        )
    ]


def _future_findings(number: TkdnNumber, today: date) -> list[Finding]:
    if (number.year, number.month or 0) <= (today.year, today.month):
        return []
    told = f"{number.month}/{number.year}" if number.month else str(number.year)
    return [
        warning(
            "tkdn_number_future",
            f"Waktu terbit pada nomor TKDN ({told}) berada di masa depan; periksa "
            "kembali.",
            f"The time of issue in the TKDN number ({told}) is in the future; look "
            "again.",
        )
    ]


def _years(issued_on: date, method: str) -> int:
    """For how many years a TKDN value is valid."""
    is_old = method == OLDER_METHOD or issued_on < PERMENPERIN_35_IN_FORCE
    return OLDER_TKDN_YEARS if is_old else TKDN_YEARS


def _term_finding(
    name: str, issued_on: date, expires_on: date | None, years: int
) -> list[Finding]:
    if expires_on is None or expires_on <= anniversary(issued_on, years):
        return []
    return [
        warning(
            f"{name.lower()}_valid_too_long",
            f"Masa berlaku {name} lebih dari {years} tahun sejak tanggal terbit; "
            "periksa kedua tanggalnya.",
            f"{name} is valid for more than {years} years from the day of issue; look "
            "at both dates.",
        )
    ]


def _issue_findings(number: TkdnNumber, issued_on: date | None) -> list[Finding]:
    if issued_on is None or (
        number.year == issued_on.year and number.month in (None, issued_on.month)
    ):
        return []
    return [
        warning(
            "tkdn_number_issue_date",
            f"Bulan atau tahun pada nomor TKDN ({number.canonical}) berbeda dengan "
            "tanggal terbit.",
            f"The month or year in the TKDN number ({number.canonical}) differs from "
            "the day of issue.",
        )
    ]


def _percentage_findings(
    code: str, name: str, value: Decimal | None, highest: Decimal
) -> list[Finding]:
    if value is None:
        return []
    if not value.is_finite() or not 0 <= value <= highest:
        return [
            error(
                f"{code}_out_of_range",
                f"Nilai {name} harus 0 sampai {highest} persen.",
                f"{name} must be from 0 to {highest} percent.",
            )
        ]
    if value != round(value, DECIMALS):
        return [
            error(
                f"{code}_decimals",
                f"Nilai {name} paling banyak dua angka di belakang koma.",
                f"{name} may have two decimals at most.",
            )
        ]
    return []


def _hs_findings(hs_code: str) -> list[Finding]:
    if not compact(hs_code):
        return []
    try:
        normalise_hs_code(hs_code)
    except InvalidNumber as fault:
        return [error("tkdn_hs_code", fault.message, fault.message_en)]
    return []


def _difference_findings(stated: Goods, product: Goods) -> list[Finding]:
    findings = []
    if _differs(stated.brand, product.brand):
        findings.append(_difference("brand", "Merek", "brand"))
    if _differs(stated.model, product.model):
        findings.append(_difference("model", "Tipe", "type"))
    if _hs_codes_differ(stated.hs_code, product.hs_code):
        findings.append(_difference("hs_code", "Kode HS", "HS code"))
    return findings


def _hs_codes_differ(stated: str, product: str) -> bool:
    """Not where the product still has the six digits that all countries share, as
    products stated earlier may."""
    stated, product = compact(stated), compact(product)
    return bool(stated and product) and not stated.startswith(product)


def _difference(code: str, name: str, name_en: str) -> Finding:
    return warning(
        f"tkdn_other_{code}",
        f"{name} pada sertifikat TKDN berbeda dengan produk ini.",
        f"The {name_en} on the TKDN certificate differs from this product's.",
    )


def _differs(stated: str, product: str) -> bool:
    """Whether a certificate, which may list several, names none like the product's."""
    listed = {_comparable(part) for part in re.split("[,;\n]", stated)} - {""}
    own = _comparable(product)
    return bool(
        listed
        and own
        and own not in listed | {_comparable(stated)}
        and not listed & ON_ATTACHMENT
    )


def _comparable(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _letters(name: str) -> str:
    """A company's name without the dots and commas that are put in or left out."""
    return "".join(filter(str.isalnum, _comparable(name)))
