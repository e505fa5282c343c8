"""What LKPP demands of a product before it can be sold on its catalogue: the rules.

Which of them a product breaks, :mod:`lkpp.readiness.findings` finds out. LKPP
publishes no specification of this: each rule names what it is known from. An *export
blocker* keeps a variant out of the export, either because LKPP would refuse it or
because it must not be sold as a domestic device; a *warning* does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.findings import Finding, Grade
from domain.messages import Alternatives
from domain.messages import gettext_noop as _
from domain.numbers.product_codes import KBKI_OF_DEVICES
from domain.prices import PPN_RATES
from domain.validity import Status
from lkpp import bounds

V6_FORM = "e-Katalog v6's form for a new product, as recorded in 2026"
V6_BULK = "e-Katalog v6's bulk upload, as third parties quote its guide"
V6_NOMINATION = "e-Katalog v6's nomination of brands for medical devices"
FEED = "the v5 product feed, as three suppliers' systems serve it"
LICENCE_RULE = "licence numbers tell domestic (AKD, PKD) from imported (AKL, PKL)"

OWN_FLAGS = "what the maker or a verifier set on the page Penjualan"


class Subject(StrEnum):
    """What a rule is about, and where a breach of it is fixed."""

    PRODUCT = "product"
    VARIANT = "variant"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand: a code for programs, what is said of a breach, its source.

    ``name`` and ``message`` are marked texts. The message of a rule about a
    certificate that is not valid depends on the certificate's status. ``field`` is the
    field or the relation in which a breach is fixed. ``beside_feed`` marks what
    matters only to who enters products at LKPP by hand or in bulk: such a warning
    leaves a variant ready. ``bounds`` are parameters of the message, the same for
    every breach.
    """

    code: str
    grade: Grade
    subject: Subject
    field: str
    name: str
    message: str | Mapping[Status, str]
    source: str
    beside_feed: bool = False
    bounds: Mapping[str, object] = field(default_factory=dict)

    def message_for(self, status: Status | None) -> str:
        if isinstance(self.message, str):
            return self.message
        return self.message[status]


PICTURE_SIZES = {
    "least": bounds.SMALLEST_PICTURE,
    "most": bounds.LARGEST_PICTURE,
}
BULK_LENGTHS = {"least": bounds.BULK_SHORTEST, "most": bounds.BULK_LONGEST}

B, W = Grade.EXPORT_BLOCKER, Grade.WARNING
PRODUCT, VARIANT, SUPPLIER = Subject.PRODUCT, Subject.VARIANT, Subject.SUPPLIER

_RULES = (
    # The licence
    Rule(
        "licence_missing",
        B,
        PRODUCT,
        "authorisations",
        _("Izin edar belum ada"),
        _("Izin edar belum dinyatakan."),
        V6_NOMINATION,
    ),
    Rule(
        "licence_imported",
        B,
        PRODUCT,
        "authorisations",
        _("Izin edar barang impor"),
        _(
            "Izin %(number)s berlaku untuk barang impor, sehingga produk "
            "ini bukan produk dalam negeri."
        ),
        LICENCE_RULE,
    ),
    Rule(
        "licence_expired",
        B,
        PRODUCT,
        "authorisations",
        _("Izin edar kedaluwarsa"),
        _("Izin %(number)s kedaluwarsa sejak %(day)s."),
        FEED,
    ),
    Rule(
        "licence_not_yet_valid",
        B,
        PRODUCT,
        "authorisations",
        _("Izin edar belum berlaku"),
        _("Izin %(number)s baru berlaku mulai %(day)s."),
        FEED,
    ),
    Rule(
        "licence_overruled",
        B,
        PRODUCT,
        "authorisations",
        _("Izin edar ditolak atau dicabut"),
        {
            Status.REFUSED: _("Izin %(number)s ditolak verifikator."),
            Status.FROZEN: _("Izin %(number)s dibekukan."),
            Status.REVOKED: _("Izin %(number)s dicabut."),
            Status.REPLACED: _("Izin %(number)s digantikan yang lain."),
        },
        "the verifiers' decision",
    ),
    Rule(
        "licence_document_missing",
        W,
        PRODUCT,
        "authorisations",
        _("Berkas izin edar belum ada"),
        _("Berkas izin %(number)s belum diunggah; LKPP memintanya sebagai PDF."),
        V6_NOMINATION,
        beside_feed=True,
    ),
    # The maker
    Rule(
        "cpakb_missing",
        B,
        SUPPLIER,
        "certificates",
        _("CPAKB belum ada"),
        _("Pemasok belum menyatakan sertifikat CPAKB."),
        V6_NOMINATION,
    ),
    Rule(
        "cpakb_not_valid",
        B,
        SUPPLIER,
        "certificates",
        _("CPAKB tidak berlaku"),
        {
            Status.EXPIRED: _("CPAKB %(number)s kedaluwarsa."),
            Status.NOT_YET_VALID: _("CPAKB %(number)s belum berlaku."),
            Status.REFUSED: _("CPAKB %(number)s ditolak verifikator."),
            Status.FROZEN: _("CPAKB %(number)s dibekukan."),
            Status.REVOKED: _("CPAKB %(number)s dicabut."),
            Status.REPLACED: _("CPAKB %(number)s digantikan yang lain."),
        },
        V6_NOMINATION,
    ),
    Rule(
        "cpakb_document_missing",
        W,
        SUPPLIER,
        "certificates",
        _("Berkas CPAKB belum ada"),
        _("Berkas CPAKB %(number)s belum diunggah; LKPP memintanya sebagai PDF."),
        V6_NOMINATION,
        beside_feed=True,
    ),
    # What it is
    Rule(
        "kbki_missing",
        B,
        PRODUCT,
        "kbki_code",
        _("Kode KBKI belum ada"),
        _("Kode KBKI belum diisi."),
        V6_FORM,
    ),
    Rule(
        "kbki_unusual",
        W,
        PRODUCT,
        "kbki_code",
        _("Kode KBKI bukan alat kesehatan"),
        _("Kode KBKI %(code)s tidak berawalan %(class)s, kelas alat kesehatan."),
        "codes seen with medical devices on e-Katalog",
        bounds={"class": KBKI_OF_DEVICES},
    ),
    Rule(
        "hs_code_short",
        W,
        PRODUCT,
        "hs_code",
        _("Kode HS kurang lengkap"),
        _("Kode HS %(code)s baru 6 digit; sertifikat TKDN memakai 8 digit."),
        "Permenperin 35/2025 article 44, of TKDN certificates",
        beside_feed=True,
    ),
    Rule(
        "description_long",
        W,
        PRODUCT,
        "description",
        _("Uraian terlalu panjang"),
        _("Uraian %(length)s karakter; yang diekspor dipendekkan menjadi %(most)s."),
        V6_FORM,
        bounds={"most": bounds.LONGEST_DESCRIPTION},
    ),
    Rule(
        "weight_missing",
        W,
        PRODUCT,
        "weight_grams",
        _("Berat kirim belum ada"),
        _("Berat kirim belum diisi; e-Katalog v6 mewajibkannya."),
        V6_FORM,
    ),
    Rule(
        "picture_missing",
        B,
        PRODUCT,
        "pictures",
        _("Gambar belum ada"),
        _("Gambar produk belum ada."),
        V6_FORM,
    ),
    Rule(
        "picture_small",
        B,
        PRODUCT,
        "pictures",
        _("Gambar terlalu kecil"),
        _(
            "Tidak ada gambar yang kedua sisinya %(least)s sampai %(most)s piksel; "
            "yang pertama %(width)s × %(height)s."
        ),
        V6_FORM,
        bounds=PICTURE_SIZES,
    ),
    Rule(
        "picture_large",
        W,
        PRODUCT,
        "pictures",
        _("Gambar terlalu besar"),
        _(
            "Gambar %(width)s × %(height)s piksel melebihi %(most)s; yang "
            "diekspor diperkecil."
        ),
        V6_FORM,
        bounds=PICTURE_SIZES,
    ),
    Rule(
        "pictures_many",
        W,
        PRODUCT,
        "pictures",
        _("Gambar terlalu banyak"),
        _("Ada %(count)s gambar; LKPP memuat paling banyak %(most)s."),
        V6_FORM,
        bounds={"most": bounds.MOST_PICTURES},
    ),
    # Domestic production
    Rule(
        "pdn_undeclared",
        W,
        PRODUCT,
        "production_share",
        _("Pernyataan PDN belum lengkap"),
        _(
            "Pernyataan produk dalam negeri (lokasi, tenaga kerja, bahan "
            "baku) belum lengkap."
        ),
        V6_FORM,
    ),
    Rule(
        "pdn_contradicted",
        W,
        PRODUCT,
        "production_share",
        _("Pernyataan PDN bertentangan"),
        _(
            "Pernyataan PDN atau negara asal bertentangan dengan izin "
            "%(number)s, yang untuk buatan Indonesia."
        ),
        LICENCE_RULE,
    ),
    Rule(
        "tkdn_missing",
        W,
        PRODUCT,
        "tkdn_certificates",
        _("Sertifikat TKDN belum ada"),
        _("Sertifikat TKDN belum ada; pembeli mendahulukan yang bersertifikat."),
        "Perpres 46/2025, article 66",
    ),
    Rule(
        "tkdn_not_valid",
        W,
        PRODUCT,
        "tkdn_certificates",
        _("Sertifikat TKDN tidak berlaku"),
        {
            Status.EXPIRED: _(
                "Sertifikat TKDN %(number)s kedaluwarsa, sehingga tidak diekspor."
            ),
            Status.NOT_YET_VALID: _(
                "Sertifikat TKDN %(number)s belum berlaku, sehingga tidak diekspor."
            ),
            Status.REFUSED: _(
                "Sertifikat TKDN %(number)s ditolak verifikator, sehingga tidak "
                "diekspor."
            ),
            Status.FROZEN: _(
                "Sertifikat TKDN %(number)s dibekukan, sehingga tidak diekspor."
            ),
            Status.REVOKED: _(
                "Sertifikat TKDN %(number)s dicabut, sehingga tidak diekspor."
            ),
            Status.REPLACED: _(
                "Sertifikat TKDN %(number)s digantikan yang lain, sehingga "
                "tidak diekspor."
            ),
        },
        "Perpres 46/2025, article 66",
    ),
    Rule(
        "tkdn_doubtful",
        W,
        PRODUCT,
        "tkdn_certificates",
        _("Sertifikat TKDN meragukan"),
        _("Sertifikat TKDN %(number)s: %(finding)s"),
        "Permenperin 35/2025, article 44",
    ),
    # What is ordered
    Rule(
        "variant_missing",
        B,
        PRODUCT,
        "variants",
        _("Varian belum ada"),
        _("Belum ada varian yang dapat dipesan."),
        FEED,
    ),
    Rule(
        "name_short",
        B,
        VARIANT,
        "title",
        _("Nama terlalu pendek"),
        _("Nama “%(name)s” kurang dari %(least)s karakter."),
        V6_FORM,
        bounds={"least": bounds.SHORTEST_NAME},
    ),
    Rule(
        "name_long",
        B,
        VARIANT,
        "title",
        _("Nama terlalu panjang"),
        _("Nama beserta varian %(length)s karakter; paling banyak %(most)s."),
        V6_FORM,
        bounds={"most": bounds.LONGEST_NAME},
    ),
    Rule(
        "kfa_missing",
        B,
        VARIANT,
        "kfa_code",
        _("Kode KFA belum ada"),
        _("Kode KFA belum diisi."),
        V6_NOMINATION,
    ),
    Rule(
        "kfa_of_other_kind",
        W,
        VARIANT,
        "kfa_code",
        _("Kode KFA bukan kode varian"),
        _("Kode KFA %(code)s bukan kode varian, yang berawalan 33 atau 83."),
        "published records of the register of KFA",
    ),
    Rule(
        "price_missing",
        B,
        VARIANT,
        "price",
        _("Harga belum ada"),
        _("Harga belum diisi."),
        V6_FORM,
    ),
    Rule(
        "price_not_positive",
        B,
        VARIANT,
        "price",
        _("Harga bukan rupiah penuh"),
        _("Harga harus rupiah penuh di atas nol."),
        V6_FORM,
    ),
    Rule(
        "price_lapsed",
        B,
        VARIANT,
        "price_valid_until",
        _("Harga tidak berlaku lagi"),
        _("Harga hanya berlaku sampai %(day)s."),
        FEED,
    ),
    Rule(
        "ppn_unknown",
        B,
        VARIANT,
        "ppn_percent",
        _("PPN tidak dikenal"),
        _("PPN harus %(rates)s persen."),
        V6_FORM,
        bounds={"rates": Alternatives(PPN_RATES)},
    ),
    Rule(
        "unit_unknown",
        B,
        VARIANT,
        "unit",
        _("Satuan tidak dikenal LKPP"),
        _("Satuan “%(unit)s” tidak ada dalam daftar LKPP."),
        V6_FORM,
    ),
    Rule(
        "validity_capped",
        W,
        VARIANT,
        "price_valid_until",
        _("Masa berlaku melebihi izin"),
        _(
            "Harga berlaku sampai %(day)s, sesudah izin edar berakhir; yang "
            "diekspor %(capped)s."
        ),
        "e-Katalog v5's rule for medical devices: validity follows the licence's",
    ),
    # The catalogue's own two flags
    Rule(
        "sale_withdrawn",
        B,
        VARIANT,
        "sku",
        _("Ditarik dari penjualan"),
        _("SKU %(sku)s ditarik dari penjualan sejak %(day)s."),
        OWN_FLAGS,
    ),
    Rule(
        "sale_unorderable",
        W,
        VARIANT,
        "sku",
        _("Tidak dapat dipesan"),
        _(
            "SKU %(sku)s ditampilkan, tetapi tidak dapat dipesan sejak %(day)s; "
            "begitu pula diekspor."
        ),
        OWN_FLAGS,
    ),
    # The bulk upload
    Rule(
        "bulk_text",
        W,
        PRODUCT,
        "summary",
        _("Ringkasan untuk unggah massal"),
        _(
            "Untuk unggah massal, ringkasan %(length)s karakter seharusnya "
            "%(least)s sampai %(most)s; yang lebih panjang dipendekkan."
        ),
        V6_BULK,
        bounds=BULK_LENGTHS,
        beside_feed=True,
    ),
    Rule(
        "bulk_name",
        W,
        VARIANT,
        "title",
        _("Nama untuk unggah massal"),
        _(
            "Untuk unggah massal, nama %(length)s karakter seharusnya "
            "%(least)s sampai %(most)s."
        ),
        V6_BULK,
        bounds=BULK_LENGTHS,
        beside_feed=True,
    ),
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _RULES}
"""All of them by code, in the order in which they are shown."""


def breach(
    code: str,
    /,
    *,
    row: int | None = None,
    status: Status | None = None,
    **parameters: object,
) -> Finding:
    """The finding that a rule is broken.

    ``row`` counts from zero the variants, certificates or pictures as the page lists
    them; it is the one to fix, or None where one is to be added. The finding's place
    is the field to fix, named as in the form of the page: ``kbki_code``,
    ``authorisations`` or ``authorisations-0``, ``variants-1-price``. ``status`` is that
    of a certificate that is not valid.
    """
    rule = RULES[code]
    return Finding(
        code,
        rule.grade,
        rule.message_for(status),
        {**rule.bounds, **parameters},
        _place(rule, row),
    )


def _place(rule: Rule, row: int | None) -> str:
    """The name of a variant is that of its product with its own behind it, and is
    fixed in the product's title."""
    if row is None or rule.field == "title":
        return rule.field
    if rule.subject == Subject.VARIANT:
        return f"variants-{row}-{rule.field}"
    return f"{rule.field}-{row}"
