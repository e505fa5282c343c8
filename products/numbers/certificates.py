"""Numbers and values of certificates: TKDN, halal, trademark, SNI, ISO 13485.

Only a licence has a number whose form is certain (:mod:`products.numbers.licences`).
The form of the others is known from published certificates or from general knowledge,
so that a number of another form is warned about and never refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from certificates.findings import Finding, error, warning
from products.numbers.licences import anniversary
from products.numbers.nomenclature import Name
from suppliers.identifiers import InvalidNumber, compact

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
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
"""White space, and the invisible characters that come along from a PDF."""

PERMENPERIN_35_IN_FORCE = date(2025, 12, 12)
"""First day of Permenperin 35/2025, as the press reports it."""

OLDER_METHOD = "older"
HIGHEST_TKDN = Decimal(100)
HIGHEST_BMP = Decimal(15)
DECIMALS = 2
HS_LENGTH = 8
ON_ATTACHMENT = frozenset({"terlampir", "lihatlampiran", "sesuailampiran"})
"""What a certificate says instead of a value that stands in its attachment."""

HALAL_NUMBER = re.compile("ID[0-9]{17}")
TRADEMARK_NUMBER = re.compile("IDM[0-9]{9}")
SNI_NUMBER = re.compile(
    r"SNI (?P<adopted>(?:(?:ISO|IEC|IEEE|EN|ASTM|CISPR|TS|TR|PAS)[/ -]?)+ ?)?"
    r"(?P<number>[0-9][0-9.\-]*?)(?:[:\-](?P<year>(?:19|20)[0-9]{2})(?:\+[A-Z0-9:+]*)?)?"
)


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


@dataclass(frozen=True, slots=True)
class SniNumber:
    """An Indonesian national standard, such as "SNI ISO 13485:2016". ``adopted`` is
    the body whose standard it takes over, blank for a standard of its own; ``year`` is
    None where it is not told."""

    canonical: str
    adopted: str
    number: str
    year: int | None


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
) -> list[Finding]:
    """What is wrong or doubtful about a certificate of local content.

    ``tkdn`` and ``bmp`` are percentages: 0 to 100, and 0 to 15 (Permenperin 35/2025,
    articles 21 and 22), with two decimals. ``stated`` is what the certificate says of
    the goods (article 44), ``product`` what the product's page says; values left blank
    are not compared.
    """
    return [
        *(tkdn_number_findings(number, issued_on) if number.strip() else []),
        *_percentage_findings("tkdn", "TKDN", tkdn, HIGHEST_TKDN),
        *_percentage_findings("bmp", "BMP", bmp, HIGHEST_BMP),
        *_hs_findings(stated.hs_code),
        *_difference_findings(stated, product),
    ]


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


def tkdn_number_findings(text: str, issued_on: date | None = None) -> list[Finding]:
    """What is wrong or doubtful about a TKDN certificate's number, given the day on
    which it was issued."""
    faults = number_findings(text)
    if faults:
        return faults
    try:
        number = parse_tkdn_number(text)
    except InvalidNumber as fault:
        return [fault.as_warning]
    return [*_office_findings(number), *_issue_findings(number, issued_on)]


def suggested_expiry(issued_on: date, method: str) -> date:
    """The day until which a TKDN value probably holds; the certificate's own counts.

    Five years from issue (Permenperin 35/2025, article 45); three for certificates
    from before that regulation and for those of the methods it revoked
    (``method`` "older").
    """
    is_old = method == OLDER_METHOD or issued_on < PERMENPERIN_35_IN_FORCE
    return anniversary(issued_on, 3 if is_old else 5)


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


def parse_sni_number(text: str) -> SniNumber:
    """Read the designation of a national standard, in capitals with single spaces.

    Raises InvalidNumber with the code "sni_number_pattern".
    """
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
    plain = re.sub(r"\s*([:\-+/])\s*", r"\1", UNSEEN.sub(" ", plain).strip())
    plain = re.sub(r"^SNI[ :.\-]*", "SNI ", plain)
    match = SNI_NUMBER.fullmatch(plain) if len(plain) <= LONGEST_NUMBER else None
    if match is None:
        raise InvalidNumber(
            "sni_number_pattern",
            "Nomor SNI biasanya berbentuk seperti SNI ISO 13485:2016.",
            "The number of an SNI usually looks like SNI ISO 13485:2016.",
        )
    return SniNumber(
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
    plain = compact(hs_code)
    if not plain or re.fullmatch(f"[0-9]{{{HS_LENGTH}}}", plain):
        return []
    return [
        error(
            "tkdn_hs_code",
            "Kode HS pada sertifikat TKDN harus 8 digit (Permenperin 35/2025 pasal "
            "44).",
            "The HS code on a TKDN certificate must have 8 digits (Permenperin "
            "35/2025 article 44).",
        )
    ]


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
    """Not where the product has only the six digits that all countries share."""
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
