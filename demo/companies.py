"""Fictional makers, laboratories, certification bodies and consultants.

The names are coined, the places real. Addresses, numbers and people are invented;
accreditation numbers begin with 9, where KAN has given none so far.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.text import slugify
from stdnum import luhn

from demo.chance import Chance
from domain import regions
from suppliers.models import (
    Accreditation,
    BusinessScale,
    Plant,
    SupplierContact,
    SupplierKind,
    SupplierPage,
)

SHARES = {
    SupplierKind.CALIBRATION_LABORATORY: 0.1,
    SupplierKind.TESTING_LABORATORY: 0.07,
    SupplierKind.CERTIFICATION_BODY: 0.06,
    SupplierKind.CONSULTANT: 0.07,
}
"""How many of the suppliers are of each kind; the others are makers."""
FEWEST = len(SHARES) + 1
"""One supplier of each kind."""

COINED = (
    *("Arunika", "Senandika", "Ranukarsa", "Wisnaka", "Tarunaka", "Nirwasita"),
    *("Gantarika", "Kalyanusa", "Mandrawa", "Pradikta", "Saramita", "Tambayana"),
    *("Ulinmeda", "Varunika", "Yudhistana", "Zaitunika", "Cendrawana"),
    *("Damarwangi", "Ekalaya", "Frasawana", "Hastabumi", "Indramaya", "Jatmikara"),
    *("Kirananta", "Lintangsari", "Manggalika", "Nayakarta", "Ombakala"),
    *("Parahita", "Ragawana", "Sekarjati", "Tirtasana", "Umbaran", "Wanodyatama"),
    *("Abhimata", "Bayuwarna", "Citrakara", "Dewantari", "Galihwana", "Kusumoyo"),
)
FIELDS = (
    "Medikarya",
    "Instrumenta",
    "Medtek",
    "Biomedika Karya",
    "Sehatama",
    "Alkesindo",
    "Teknologi Medis",
    "Medika Presisi",
    "Husada Teknik",
    "Elektromedika",
    "Karya Husada",
    "Medika Nusa",
)
BY_KIND = {
    SupplierKind.CALIBRATION_LABORATORY: (
        "Kalibrasi Medika",
        "Laboratorium Kalibrasi",
        "Metrologi Alkes",
    ),
    SupplierKind.TESTING_LABORATORY: ("Laboratorium Uji Alkes", "Uji Medika"),
    SupplierKind.CERTIFICATION_BODY: ("Sertifikasi Alkes", "Sertifikasi Produk"),
    SupplierKind.CONSULTANT: ("Konsultan Alkes", "Konsultan Regulasi Medis"),
}
ENDINGS = ("", "Sentosa", "Mandiri", "Lestari", "Abadi", "Utama", "Sejati", "Raya")
JAVA = (
    *("32.16", "36.03", "35.78", "35.15", "35.14", "33.74", "33.24", "34.04", "32.73"),
    *("32.77", "31.75", "33.72", "35.73", "36.71", "32.75", "32.15", "33.11", "34.71"),
)
BEYOND_JAVA = (
    *("12.71", "21.71", "73.71", "51.71", "16.71", "64.71", "63.71"),
    *("61.71", "71.71", "13.71", "14.71", "18.71"),
)
PLACES = JAVA * 3 + BEYOND_JAVA
"""Regencies and cities; most of the industry is on Java."""
STREETS = (
    "Jalan Cempaka Wilis",
    "Jalan Industri Anggrek",
    "Jalan Kenanga Barat",
    "Jalan Rajawali Dalam",
    "Jalan Merbau Raya",
    "Jalan Pinus Selatan",
    "Jalan Tanjung Asri",
    "Jalan Mahoni Timur",
)
ESTATES = ("Kawasan Industri Contoh Jaya", "Kawasan Niaga Contoh Asri", "")
ROLES = (
    ("Bagian Penjualan", "Penjualan institusi", "penjualan"),
    ("Layanan Purnajual", "Pemeliharaan dan suku cadang", "purnajual"),
)
KBLI = {
    SupplierKind.MANUFACTURER: ("32501", "32502", "32509", "26602", "26601"),
    SupplierKind.CALIBRATION_LABORATORY: ("71201", "71202"),
    SupplierKind.TESTING_LABORATORY: ("71202",),
    SupplierKind.CERTIFICATION_BODY: ("71201",),
    SupplierKind.CONSULTANT: ("70209", "74909"),
}
EMPLOYEES = {
    BusinessScale.MICRO: (3, 9),
    BusinessScale.SMALL: (10, 49),
    BusinessScale.MEDIUM: (50, 249),
    BusinessScale.LARGE: (250, 1400),
}
SCALES = tuple(EMPLOYEES)
KAN_PREFIXES = {
    SupplierKind.CALIBRATION_LABORATORY: "LK",
    SupplierKind.TESTING_LABORATORY: "LP",
    SupplierKind.CERTIFICATION_BODY: "LSPr",
}
SCOPES = {
    SupplierKind.CALIBRATION_LABORATORY: (
        "Suhu inkubator dan autoklaf: 20 °C s.d. 140 °C, CMC 0,2 °C\n"
        "Tekanan tensimeter dan pompa isap: -95 kPa s.d. 40 kPa, CMC 0,3 kPa\n"
        "Laju alir pompa infus dan pompa spuit: 1 mL/h s.d. 1200 mL/h, CMC 1,5 %\n"
        "Iluminasi lampu operasi: 100 lx s.d. 160000 lx, CMC 3 %\n"
        "Keselamatan listrik alat kesehatan: IEC 62353"
    ),
    SupplierKind.TESTING_LABORATORY: (
        "Keselamatan listrik alat elektromedik: IEC 60601-1\n"
        "Kompatibilitas elektromagnetik: IEC 60601-1-2\n"
        "Efisiensi filtrasi bakteri masker: EN 14683\n"
        "Sifat mekanik sarung tangan: ISO 11193-1"
    ),
    SupplierKind.CERTIFICATION_BODY: (
        "Sertifikasi produk alat kesehatan: SNI ISO/IEC 17065\n"
        "Skema tempat tidur pasien, sarung tangan, dan masker"
    ),
}
SUMMARIES = {
    SupplierKind.MANUFACTURER: (
        "Produsen alat kesehatan di {place} sejak {founded}.",
        "Maker of medical devices in {place} since {founded}.",
    ),
    SupplierKind.CALIBRATION_LABORATORY: (
        "Laboratorium kalibrasi alat kesehatan di {place}, terakreditasi KAN.",
        "KAN-accredited calibration laboratory for medical devices in {place}.",
    ),
    SupplierKind.TESTING_LABORATORY: (
        "Laboratorium pengujian alat kesehatan di {place}, terakreditasi KAN.",
        "KAN-accredited testing laboratory for medical devices in {place}.",
    ),
    SupplierKind.CERTIFICATION_BODY: (
        "Lembaga sertifikasi produk alat kesehatan di {place}.",
        "Product certification body for medical devices in {place}.",
    ),
    SupplierKind.CONSULTANT: (
        "Konsultan perizinan, CPAKB, dan TKDN alat kesehatan di {place}.",
        "Consultant for licensing, GMP and local content of devices in {place}.",
    ),
}
TEXTS = {
    SupplierKind.MANUFACTURER: (
        "Perusahaan merancang, merakit, dan menguji produknya di pabrik sendiri. "
        "Tim purnajual melayani pemasangan, pelatihan, dan suku cadang.",
        "The company designs, assembles and tests its products in its own plant. "
        "Its service team installs, trains and supplies spare parts.",
    ),
    SupplierKind.CALIBRATION_LABORATORY: (
        "Kalibrasi dilakukan di laboratorium maupun di rumah sakit, dengan standar "
        "yang tertelusur ke SI.",
        "Calibration is done in the laboratory and on site, traceable to the SI.",
    ),
    SupplierKind.TESTING_LABORATORY: (
        "Pengujian jenis dan pengujian rutin untuk pendaftaran izin edar dan SNI.",
        "Type and routine tests for registration and national standards.",
    ),
    SupplierKind.CERTIFICATION_BODY: (
        "Penilaian kesesuaian dari permohonan sampai pengawasan tahunan.",
        "Conformity assessment from application to yearly surveillance.",
    ),
    SupplierKind.CONSULTANT: (
        "Pendampingan dari penyusunan dokumen teknis sampai produk masuk katalog.",
        "Support from the technical file until the product is in the catalogue.",
    ),
}
FICTION = (
    "Perusahaan ini rekaan, dibuat untuk katalog contoh.",
    "This company is fictional, made for the demonstration catalogue.",
)


@dataclass(frozen=True, slots=True)
class Company:
    """A supplier to be written, and what its products take from it.

    ``code`` begins its SKUs. ``quality`` (0 to 1) runs through all its products;
    ``palette`` colours their pictures. ``cpakb`` and ``iso_13485`` number its
    certificates.
    """

    page: SupplierPage
    code: str
    brands: tuple[str, ...]
    quality: float
    palette: int
    cpakb: str
    iso_13485: str


def make_companies(count: int, seed: int, today: date) -> list[Company]:
    """So many suppliers of all five kinds, the makers first.

    Raises ValueError for fewer than one of each kind, or more than there are names.
    """
    if count < FEWEST:
        raise ValueError(f"at least {FEWEST} suppliers are needed, one of each kind")
    kinds = _kinds(count)
    names = {kind: _names(kind) for kind in set(kinds)}
    try:
        return [
            _company(number, kind, next(names[kind]), seed, today)
            for number, kind in enumerate(kinds)
        ]
    except StopIteration:
        raise ValueError(f"there are not enough names for {count} suppliers") from None


def _kinds(count: int) -> list[str]:
    others = [
        kind
        for kind, share in SHARES.items()
        for _ in range(max(1, round(count * share)))
    ]
    others = others[: max(len(SHARES), count - 1)]
    if count < 2 * FEWEST:
        others = list(SHARES)
    makers = [SupplierKind.MANUFACTURER] * (count - len(others))
    return makers + others


def _names(kind: str) -> Iterator[tuple[str, str]]:
    """Names with the coined word in them, all different; the same in every catalogue.

    Neighbours differ in every word, so that a short list does not look like a table.
    """
    fields = BY_KIND.get(kind, FIELDS)
    start = 9 * list(SupplierKind).index(SupplierKind(kind))
    words = COINED[start:] + COINED[:start]
    for ending in ENDINGS:
        for turn in range(len(fields)):
            for index, coined in enumerate(words):
                field = fields[(index + turn) % len(fields)]
                yield coined, " ".join(part for part in (coined, field, ending) if part)


def _company(
    number: int, kind: str, name: tuple[str, str], seed: int, today: date
) -> Company:
    chance = Chance.about(seed, "company", number)
    coined, title = name
    scale = chance.choices(SCALES, weights=(1, 4, 4, 2))[0]
    regency = chance.choice(PLACES)
    founded = chance.randint(1978, today.year - 4)
    nib = f"91{chance.digits(11)}"
    page = SupplierPage(
        title=title,
        slug=slugify(title),
        kind=kind,
        legal_name=f"CV {title}" if scale == BusinessScale.MICRO else f"PT {title}",
        nib=nib,
        npwp=_npwp(chance),
        business_scale=scale,
        kbli_codes=chance.several(KBLI[kind], 1, 3),
        province=regions.province_of(regency),
        regency=regency,
        postal_code=f"{chance.randint(1, 9)}{chance.digits(4)}",
        address=_address(chance),
        founded=founded,
        employees=chance.randint(*EMPLOYEES[scale]),
        website=f"https://{slugify(title)}.example",
        first_published_at=_published_at(chance, today),
    )
    _describe(page)
    page.contacts = _contacts(page, chance)
    page.plants = _plants(page, chance)
    page.accreditations = _accreditations(page, number, chance, today)
    return Company(
        page=page,
        code=f"{coined[:3].upper()}{number + 1:03d}",
        brands=tuple(dict.fromkeys((coined, f"{coined[:4]}med"))),
        quality=chance.near(0.25 + 0.15 * SCALES.index(scale), 0.15),
        palette=number,
        cpakb=f"{nib}{chance.digits(7)}",
        iso_13485=f"MD-{chance.digits(6)}",
    )


def _published_at(chance: Chance, today: date) -> datetime:
    day = today - timedelta(days=chance.randint(900, 1100))
    return timezone.make_aware(datetime.combine(day, time(chance.randint(8, 16))))


def _npwp(chance: Chance) -> str:
    """Fifteen digits, the ninth of them the check digit of the first eight."""
    first = f"9{chance.digits(7)}"
    return f"{first}{luhn.calc_check_digit(first)}{chance.digits(3)}000"


def _address(chance: Chance) -> str:
    street = f"{chance.choice(STREETS)} No. {chance.randint(1, 180)}"
    return ", ".join(part for part in (chance.choice(ESTATES), street) if part)


def _describe(page: SupplierPage) -> None:
    facts = {"place": page.regency_name, "founded": page.founded}
    summary, summary_en = SUMMARIES[page.kind]
    text, text_en = TEXTS[page.kind]
    page.summary = summary.format(**facts)
    page.summary_en = summary_en.format(**facts)
    page.text = f"<p>{text}</p><p><i>{FICTION[0]}</i></p>"
    page.text_en = f"<p>{text_en}</p><p><i>{FICTION[1]}</i></p>"


def _contacts(page: SupplierPage, chance: Chance) -> list[SupplierContact]:
    return [
        SupplierContact(
            name=name,
            role=role,
            phone=f"+62 21 555{chance.digits(4)}",
            email=f"{mailbox}@{page.slug}.example",
        )
        for name, role, mailbox in ROLES
    ]


def _plants(page: SupplierPage, chance: Chance) -> list[Plant]:
    """The place of work; a large company has a second one."""
    home = "Pabrik" if page.kind == SupplierKind.MANUFACTURER else "Kantor"
    regencies = [page.regency]
    if page.business_scale == BusinessScale.LARGE:
        regencies.append(chance.choice(PLACES))
    return [
        Plant(
            name=f"{home} {regions.regency_name(regency)}",
            address=_address(chance),
            province=regions.province_of(regency),
            regency=regency,
        )
        for regency in dict.fromkeys(regencies)
    ]


def _accreditations(
    page: SupplierPage, number: int, chance: Chance, today: date
) -> list[Accreditation]:
    prefix = KAN_PREFIXES.get(page.kind)
    if prefix is None:
        return []
    issued = today - timedelta(days=chance.randint(60, 1700))
    return [
        Accreditation(
            number=f"{prefix}-{9000 + number % 1000:04d}-IDN",
            scope=SCOPES[page.kind],
            issued_on=issued,
            expires_on=issued + timedelta(days=5 * 365),
        )
    ]
