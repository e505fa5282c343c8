"""What LKPP demands of a product before it can be sold on its catalogue: the rules.

Which of them a product breaks, :mod:`lkpp.readiness.judging` finds out. LKPP
publishes no specification of this: each rule names what it is known from. A *blocker*
keeps a variant out of the export, either because LKPP would refuse it or because it
must not be sold as a domestic device; a *warning* does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.nomenclature import Name
from domain.validity import Status

SHORTEST_NAME, LONGEST_NAME = 5, 250
LONGEST_DESCRIPTION = 2000
SMALLEST_PICTURE, LARGEST_PICTURE = 300, 2048
"""Pixels of either side of a picture."""
MOST_PICTURES = 5
BULK_SHORTEST, BULK_LONGEST = 10, 100
"""Characters of a name or description in LKPP's bulk upload."""
KBKI_OF_DEVICES = "4815"
KFA_VARIANTS = ("33", "83")
"""How the codes of KFA begin that stand for a variant."""

V6_FORM = "e-Katalog v6's form for a new product, as recorded in 2026"
V6_BULK = "e-Katalog v6's bulk upload, as third parties quote its guide"
V6_NOMINATION = "e-Katalog v6's nomination of brands for medical devices"
FEED = "the v5 product feed, as three suppliers' systems serve it"
LICENCE_RULE = "licence numbers tell domestic (AKD, PKD) from imported (AKL, PKL)"


class Grade(StrEnum):
    BLOCKER = "blocker"
    WARNING = "warning"


class Part(StrEnum):
    """Where to fix it: the product's page, one of its variants, the supplier's."""

    PRODUCT = "product"
    VARIANT = "variant"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand: a code for programs, its sentence in two languages, its source.

    ``field`` is the field or the relation in which it is fixed. ``beside_feed``
    marks what matters only to who enters products at LKPP by hand or in bulk: such a
    warning leaves a variant ready.
    """

    code: str
    grade: Grade
    part: Part
    field: str
    name: Name
    sentence: Name
    source: str
    beside_feed: bool = False

    def text(self, params: Mapping[str, object], language: str = "id") -> str:
        """The sentence in "en", or in Indonesian for any other language."""
        template = self.sentence.en if language == "en" else self.sentence.id
        return template.format(
            **{key: _shown(value, language) for key, value in params.items()}
        )


STATUSES = {
    Status.EXPIRED: Name("kedaluwarsa", "has expired"),
    Status.NOT_YET_VALID: Name("belum berlaku", "does not hold yet"),
    Status.REFUSED: Name("ditolak verifikator", "was refused by a verifier"),
    Status.FROZEN: Name("dibekukan", "is frozen"),
    Status.REVOKED: Name("dicabut", "was revoked"),
    Status.REPLACED: Name("digantikan yang lain", "was replaced by another"),
}
"""Why a certificate does not hold."""


def _shown(value: object, language: str) -> object:
    if isinstance(value, Name):
        return value.en if language == "en" else value.id
    if isinstance(value, date):
        return value.isoformat() if language == "en" else f"{value:%d-%m-%Y}"
    return value


B, W = Grade.BLOCKER, Grade.WARNING
PRODUCT, VARIANT, SUPPLIER = Part.PRODUCT, Part.VARIANT, Part.SUPPLIER

_RULES = (
    # The licence
    Rule(
        "licence_missing",
        B,
        PRODUCT,
        "authorisations",
        Name("Izin edar belum ada", "No licence"),
        Name("Izin edar belum dinyatakan.", "No marketing licence is stated."),
        V6_NOMINATION,
    ),
    Rule(
        "licence_imported",
        B,
        PRODUCT,
        "authorisations",
        Name("Izin edar barang impor", "Licence for imported goods"),
        Name(
            "Izin {number} berlaku untuk barang impor, sehingga produk ini bukan "
            "produk dalam negeri.",
            "Licence {number} is for imported goods, so this is no domestic product.",
        ),
        LICENCE_RULE,
    ),
    Rule(
        "licence_expired",
        B,
        PRODUCT,
        "authorisations",
        Name("Izin edar kedaluwarsa", "Licence expired"),
        Name(
            "Izin {number} kedaluwarsa sejak {day}.",
            "Licence {number} expired on {day}.",
        ),
        FEED,
    ),
    Rule(
        "licence_not_yet_valid",
        B,
        PRODUCT,
        "authorisations",
        Name("Izin edar belum berlaku", "Licence not yet valid"),
        Name(
            "Izin {number} baru berlaku mulai {day}.",
            "Licence {number} holds from {day} only.",
        ),
        FEED,
    ),
    Rule(
        "licence_overruled",
        B,
        PRODUCT,
        "authorisations",
        Name("Izin edar ditolak atau dicabut", "Licence refused or revoked"),
        Name("Izin {number} {status}.", "Licence {number} {status}."),
        "the verifiers' judgement",
    ),
    Rule(
        "licence_document_missing",
        W,
        PRODUCT,
        "authorisations",
        Name("Berkas izin edar belum ada", "No file of the licence"),
        Name(
            "Berkas izin {number} belum diunggah; LKPP memintanya sebagai PDF.",
            "Licence {number} has no file; LKPP asks for it as a PDF.",
        ),
        V6_NOMINATION,
        beside_feed=True,
    ),
    # The maker
    Rule(
        "cpakb_missing",
        B,
        SUPPLIER,
        "certificates",
        Name("CPAKB belum ada", "No CPAKB"),
        Name(
            "Pemasok belum menyatakan sertifikat CPAKB.",
            "The supplier states no CPAKB certificate.",
        ),
        V6_NOMINATION,
    ),
    Rule(
        "cpakb_not_holding",
        B,
        SUPPLIER,
        "certificates",
        Name("CPAKB tidak berlaku", "CPAKB does not hold"),
        Name("CPAKB {number} {status}.", "CPAKB {number} {status}."),
        V6_NOMINATION,
    ),
    Rule(
        "cpakb_document_missing",
        W,
        SUPPLIER,
        "certificates",
        Name("Berkas CPAKB belum ada", "No file of the CPAKB"),
        Name(
            "Berkas CPAKB {number} belum diunggah; LKPP memintanya sebagai PDF.",
            "CPAKB {number} has no file; LKPP asks for it as a PDF.",
        ),
        V6_NOMINATION,
        beside_feed=True,
    ),
    # What it is
    Rule(
        "kbki_missing",
        B,
        PRODUCT,
        "kbki_code",
        Name("Kode KBKI belum ada", "No KBKI code"),
        Name("Kode KBKI belum diisi.", "The KBKI code is missing."),
        V6_FORM,
    ),
    Rule(
        "kbki_unusual",
        W,
        PRODUCT,
        "kbki_code",
        Name("Kode KBKI bukan alat kesehatan", "KBKI code of other goods"),
        Name(
            "Kode KBKI {code} tidak berawalan 4815, kelas alat kesehatan.",
            "KBKI code {code} does not begin with 4815, the class of medical devices.",
        ),
        "codes seen with medical devices on e-Katalog",
    ),
    Rule(
        "description_long",
        W,
        PRODUCT,
        "description",
        Name("Uraian terlalu panjang", "Description too long"),
        Name(
            "Uraian {length} karakter; yang diekspor dipendekkan menjadi 2000.",
            "The description has {length} characters; it is exported shortened to "
            "2000.",
        ),
        V6_FORM,
    ),
    Rule(
        "weight_missing",
        W,
        PRODUCT,
        "weight_grams",
        Name("Berat kirim belum ada", "No shipping weight"),
        Name(
            "Berat kirim belum diisi; e-Katalog v6 mewajibkannya.",
            "The shipping weight is missing; e-Katalog v6 requires it.",
        ),
        V6_FORM,
    ),
    Rule(
        "picture_missing",
        B,
        PRODUCT,
        "pictures",
        Name("Gambar belum ada", "No picture"),
        Name("Gambar produk belum ada.", "There is no picture of the product."),
        V6_FORM,
    ),
    Rule(
        "picture_small",
        B,
        PRODUCT,
        "pictures",
        Name("Gambar terlalu kecil", "Pictures too small"),
        Name(
            "Tidak ada gambar yang kedua sisinya 300 sampai 2048 piksel; yang pertama "
            "{width} × {height}.",
            "No picture has sides of 300 to 2048 pixels; the first has "
            "{width} × {height}.",
        ),
        V6_FORM,
    ),
    Rule(
        "picture_large",
        W,
        PRODUCT,
        "pictures",
        Name("Gambar terlalu besar", "Picture too large"),
        Name(
            "Gambar {width} × {height} piksel melebihi 2048; yang diekspor diperkecil.",
            "A picture of {width} × {height} pixels exceeds 2048; it is exported "
            "scaled down.",
        ),
        V6_FORM,
    ),
    Rule(
        "pictures_many",
        W,
        PRODUCT,
        "pictures",
        Name("Gambar lebih dari lima", "More than five pictures"),
        Name(
            "Ada {count} gambar; LKPP memuat paling banyak lima.",
            "There are {count} pictures; LKPP takes five at most.",
        ),
        V6_FORM,
    ),
    # Domestic production
    Rule(
        "pdn_undeclared",
        W,
        PRODUCT,
        "production_share",
        Name("Pernyataan PDN belum lengkap", "Declaration of production incomplete"),
        Name(
            "Pernyataan produk dalam negeri (lokasi, tenaga kerja, bahan baku) belum "
            "lengkap.",
            "The declaration of domestic production (place, labour, material) is "
            "incomplete.",
        ),
        V6_FORM,
    ),
    Rule(
        "pdn_contradicted",
        W,
        PRODUCT,
        "production_share",
        Name("Pernyataan PDN bertentangan", "Declaration contradicts the licence"),
        Name(
            "Pernyataan PDN atau negara asal bertentangan dengan izin {number}, yang "
            "untuk buatan Indonesia.",
            "The declared production or country of origin contradicts licence "
            "{number}, which is for goods made in Indonesia.",
        ),
        LICENCE_RULE,
    ),
    Rule(
        "tkdn_missing",
        W,
        PRODUCT,
        "tkdn_certificates",
        Name("Sertifikat TKDN belum ada", "No TKDN certificate"),
        Name(
            "Sertifikat TKDN belum ada; pembeli mendahulukan yang bersertifikat.",
            "There is no TKDN certificate; buyers must prefer certified products.",
        ),
        "Perpres 46/2025, article 66",
    ),
    Rule(
        "tkdn_not_holding",
        W,
        PRODUCT,
        "tkdn_certificates",
        Name("Sertifikat TKDN tidak berlaku", "TKDN certificate does not hold"),
        Name(
            "Sertifikat TKDN {number} {status}, sehingga tidak diekspor.",
            "TKDN certificate {number} {status}, so it is not exported.",
        ),
        "Perpres 46/2025, article 66",
    ),
    Rule(
        "tkdn_doubtful",
        W,
        PRODUCT,
        "tkdn_certificates",
        Name("Sertifikat TKDN meragukan", "TKDN certificate doubtful"),
        Name(
            "Sertifikat TKDN {number}: {doubt}",
            "TKDN certificate {number}: {doubt}",
        ),
        "Permenperin 35/2025, article 44",
    ),
    # What is ordered
    Rule(
        "variant_missing",
        B,
        PRODUCT,
        "variants",
        Name("Varian belum ada", "No variant"),
        Name(
            "Belum ada varian yang dapat dipesan.", "There is no variant to be ordered."
        ),
        FEED,
    ),
    Rule(
        "name_short",
        B,
        VARIANT,
        "title",
        Name("Nama terlalu pendek", "Name too short"),
        Name(
            "Nama “{name}” kurang dari 5 karakter.",
            "The name “{name}” has fewer than 5 characters.",
        ),
        V6_FORM,
    ),
    Rule(
        "name_long",
        B,
        VARIANT,
        "title",
        Name("Nama terlalu panjang", "Name too long"),
        Name(
            "Nama beserta varian {length} karakter; paling banyak 250.",
            "The name with the variant's has {length} characters; at most 250.",
        ),
        V6_FORM,
    ),
    Rule(
        "kfa_missing",
        B,
        VARIANT,
        "kfa_code",
        Name("Kode KFA belum ada", "No KFA code"),
        Name("Kode KFA belum diisi.", "The KFA code is missing."),
        V6_NOMINATION,
    ),
    Rule(
        "kfa_of_other_kind",
        W,
        VARIANT,
        "kfa_code",
        Name("Kode KFA bukan kode varian", "KFA code of no variant"),
        Name(
            "Kode KFA {code} bukan kode varian, yang berawalan 33 atau 83.",
            "KFA code {code} is not that of a variant, which begins with 33 or 83.",
        ),
        "published records of the register of KFA",
    ),
    Rule(
        "price_missing",
        B,
        VARIANT,
        "price",
        Name("Harga belum ada", "No price"),
        Name("Harga belum diisi.", "The price is missing."),
        V6_FORM,
    ),
    Rule(
        "price_not_positive",
        B,
        VARIANT,
        "price",
        Name("Harga bukan rupiah penuh", "Price is no amount"),
        Name(
            "Harga harus rupiah penuh di atas nol.",
            "The price must be whole rupiah above zero.",
        ),
        V6_FORM,
    ),
    Rule(
        "price_lapsed",
        B,
        VARIANT,
        "price_valid_until",
        Name("Harga tidak berlaku lagi", "Price lapsed"),
        Name(
            "Harga hanya berlaku sampai {day}.",
            "The price held until {day} only.",
        ),
        FEED,
    ),
    Rule(
        "ppn_unknown",
        B,
        VARIANT,
        "ppn_percent",
        Name("PPN tidak dikenal", "Unknown PPN"),
        Name("PPN harus 0 atau 12 persen.", "PPN must be 0 or 12 percent."),
        V6_FORM,
    ),
    Rule(
        "unit_unknown",
        B,
        VARIANT,
        "unit",
        Name("Satuan tidak dikenal LKPP", "Unit unknown to LKPP"),
        Name(
            "Satuan “{unit}” tidak ada dalam daftar LKPP.",
            "The unit “{unit}” is not on LKPP's list.",
        ),
        V6_FORM,
    ),
    Rule(
        "validity_capped",
        W,
        VARIANT,
        "price_valid_until",
        Name("Masa berlaku melebihi izin", "Validity beyond the licence"),
        Name(
            "Harga berlaku sampai {day}, sesudah izin edar berakhir; yang diekspor "
            "{capped}.",
            "The price is offered until {day}, after the licence ends; {capped} is "
            "exported.",
        ),
        "e-Katalog v5's rule for medical devices: validity follows the licence's",
    ),
    # The bulk upload
    Rule(
        "bulk_text",
        W,
        PRODUCT,
        "summary",
        Name("Ringkasan untuk unggah massal", "Summary for the bulk upload"),
        Name(
            "Untuk unggah massal, ringkasan {length} karakter seharusnya 10 sampai "
            "100; yang lebih panjang dipendekkan.",
            "For the bulk upload a summary of {length} characters should have 10 to "
            "100; a longer one is shortened.",
        ),
        V6_BULK,
        beside_feed=True,
    ),
    Rule(
        "bulk_name",
        W,
        VARIANT,
        "title",
        Name("Nama untuk unggah massal", "Name for the bulk upload"),
        Name(
            "Untuk unggah massal, nama {length} karakter seharusnya 10 sampai 100.",
            "For the bulk upload a name of {length} characters should have 10 to 100.",
        ),
        V6_BULK,
        beside_feed=True,
    ),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _RULES}
"""All of them by code, in the order in which they are shown."""
