"""Names of categories, product groups, risk classes and units of sale.

Sources and how sure they are: category names 01 to 11, 13 and 16 are those of the
health ministry's registers; 12, 14 and 15 are inferred from the order of the US
classification (21 CFR 862 to 892) that the ministry's list mirrors. Sub-categories are
inferred as the subparts of the matching CFR part; only 0205, 1302, 1303 and 1603 are
attested by name. They serve as suggestions and labels, never to reject a licence.
English names are ours. Units of sale are the 82 of the sixth e-Katalog's product form.
Groups 17 to 20 are those of the ministry's equipment register (ASPAK) that lie outside
the categories; it does not name them, so that their names are ours, by what is in them.
"""

from typing import NamedTuple


class Name(NamedTuple):
    """A name in the two languages of the catalogue."""

    id: str
    en: str

    def text(self, language: str) -> str:
        """The English name for "en", the Indonesian one otherwise."""
        return self.en if language == "en" else self.id


CATEGORIES: dict[str, Name] = {
    "01": Name(
        "Peralatan Kimia Klinik dan Toksikologi Klinik",
        "Clinical chemistry and clinical toxicology devices",
    ),
    "02": Name(
        "Peralatan Hematologi dan Patologi",
        "Haematology and pathology devices",
    ),
    "03": Name(
        "Peralatan Imunologi dan Mikrobiologi",
        "Immunology and microbiology devices",
    ),
    "04": Name("Peralatan Anestesi", "Anaesthesiology devices"),
    "05": Name("Peralatan Kardiologi", "Cardiology devices"),
    "06": Name("Peralatan Gigi", "Dental devices"),
    "07": Name(
        "Peralatan Telinga, Hidung dan Tenggorokan (THT)",
        "Ear, nose and throat devices",
    ),
    "08": Name(
        "Peralatan Gastroenterologi-Urologi",
        "Gastroenterology and urology devices",
    ),
    "09": Name(
        "Peralatan Rumah Sakit Umum dan Perorangan",
        "General hospital and personal use devices",
    ),
    "10": Name("Peralatan Neurologi", "Neurology devices"),
    "11": Name(
        "Peralatan Obstetrik dan Ginekologi",
        "Obstetrics and gynaecology devices",
    ),
    "12": Name("Peralatan Mata", "Ophthalmic devices"),
    "13": Name("Peralatan Ortopedi", "Orthopaedic devices"),
    "14": Name("Peralatan Kesehatan Fisik", "Physical medicine devices"),
    "15": Name("Peralatan Radiologi", "Radiology devices"),
    "16": Name(
        "Peralatan Bedah Umum dan Bedah Plastik",
        "General and plastic surgery devices",
    ),
}
"""Categories of medical devices by their two digits."""

REGISTER_GROUPS: dict[str, Name] = {
    "17": Name(
        "Peralatan Kesehatan Masyarakat, Laboratorium, dan Penunjang",
        "Public health, laboratory and support equipment",
    ),
    "18": Name("Peralatan Kelompok 18 ASPAK", "Equipment of the register's group 18"),
    "19": Name("Peralatan Uji dan Kalibrasi", "Test and calibration equipment"),
    "20": Name("Peralatan Kelompok 20 ASPAK", "Equipment of the register's group 20"),
}
"""Groups of the equipment register that are no category of a licence. Of 18 and 20 no
type is known yet."""

GROUPS: dict[str, Name] = CATEGORIES | REGISTER_GROUPS
"""Where a device type may stand: a category, or a group of the register."""

SUB_CATEGORIES: dict[str, Name] = {
    "0101": Name("Sistem Tes Kimia Klinik", "Clinical chemistry test systems"),
    "0102": Name("Peralatan Laboratorium Klinik", "Clinical laboratory instruments"),
    "0103": Name("Sistem Tes Toksikologi Klinik", "Clinical toxicology test systems"),
    "0201": Name("Pewarna Biologi", "Biological stains"),
    "0202": Name("Produk Kultur Sel dan Jaringan", "Cell and tissue culture products"),
    "0203": Name(
        "Perlengkapan dan Aksesori Patologi", "Pathology instruments and accessories"
    ),
    "0204": Name("Pereaksi Penyedia Spesimen", "Specimen preparation reagents"),
    "0205": Name(
        "Peralatan Hematologi Otomatis dan Semi Otomatis",
        "Automated and semi-automated haematology devices",
    ),
    "0206": Name("Peralatan Hematologi Manual", "Manual haematology devices"),
    "0207": Name("Paket dan Kit Hematologi", "Haematology kits and packages"),
    "0208": Name("Reagen Hematologi", "Haematology reagents"),
    "0209": Name(
        "Produk untuk Pembuatan Sediaan Darah",
        "Products used to prepare blood and blood products",
    ),
    "0301": Name(
        "Peralatan Diagnostik Imunologi dan Mikrobiologi",
        "Diagnostic immunology and microbiology devices",
    ),
    "0302": Name("Peralatan Mikrobiologi", "Microbiology devices"),
    "0303": Name("Reagen Serologi", "Serological reagents"),
    "0304": Name(
        "Perlengkapan Laboratorium Imunologi", "Immunology laboratory equipment"
    ),
    "0305": Name("Sistem Tes Imunologi", "Immunological test systems"),
    "0306": Name(
        "Sistem Tes Antigen Terkait Tumor",
        "Tumour-associated antigen test systems",
    ),
    "0401": Name("Peralatan Anestesi Diagnostik", "Diagnostic anaesthesiology devices"),
    "0402": Name("Peralatan Anestesi Pemantauan", "Monitoring anaesthesiology devices"),
    "0403": Name("Peralatan Anestesi Terapetik", "Therapeutic anaesthesiology devices"),
    "0404": Name("Peralatan Anestesi Lain-lain", "Other anaesthesiology devices"),
    "0501": Name("Peralatan Kardiologi Diagnostik", "Diagnostic cardiology devices"),
    "0502": Name("Peralatan Kardiologi Pemantauan", "Monitoring cardiology devices"),
    "0503": Name("Peralatan Kardiologi Prostetik", "Prosthetic cardiology devices"),
    "0504": Name("Peralatan Kardiologi Bedah", "Surgical cardiology devices"),
    "0505": Name("Peralatan Kardiologi Terapetik", "Therapeutic cardiology devices"),
    "0601": Name("Peralatan Gigi Diagnostik", "Diagnostic dental devices"),
    "0602": Name("Peralatan Gigi Prostetik", "Prosthetic dental devices"),
    "0603": Name("Peralatan Gigi Bedah", "Surgical dental devices"),
    "0604": Name("Peralatan Gigi Terapetik", "Therapeutic dental devices"),
    "0605": Name("Peralatan Gigi Lain-lain", "Other dental devices"),
    "0701": Name("Peralatan THT Diagnostik", "Diagnostic ear, nose and throat devices"),
    "0702": Name("Peralatan THT Prostetik", "Prosthetic ear, nose and throat devices"),
    "0703": Name("Peralatan THT Bedah", "Surgical ear, nose and throat devices"),
    "0704": Name("Peralatan THT Terapetik", "Therapeutic ear, nose and throat devices"),
    "0801": Name(
        "Peralatan Gastroenterologi-Urologi Diagnostik",
        "Diagnostic gastroenterology and urology devices",
    ),
    "0802": Name(
        "Peralatan Gastroenterologi-Urologi Pemantauan",
        "Monitoring gastroenterology and urology devices",
    ),
    "0803": Name(
        "Peralatan Gastroenterologi-Urologi Prostetik",
        "Prosthetic gastroenterology and urology devices",
    ),
    "0804": Name(
        "Peralatan Gastroenterologi-Urologi Bedah",
        "Surgical gastroenterology and urology devices",
    ),
    "0805": Name(
        "Peralatan Gastroenterologi-Urologi Terapetik",
        "Therapeutic gastroenterology and urology devices",
    ),
    "0901": Name(
        "Peralatan Pemantauan Rumah Sakit Umum dan Perorangan",
        "General hospital and personal use monitoring devices",
    ),
    "0902": Name(
        "Peralatan Terapetik Rumah Sakit Umum dan Perorangan",
        "General hospital and personal use therapeutic devices",
    ),
    "0903": Name(
        "Peralatan Rumah Sakit Umum dan Perorangan Lain-lain",
        "Other general hospital and personal use devices",
    ),
    "1001": Name("Peralatan Neurologi Diagnostik", "Diagnostic neurology devices"),
    "1002": Name("Peralatan Neurologi Bedah", "Surgical neurology devices"),
    "1003": Name("Peralatan Neurologi Terapetik", "Therapeutic neurology devices"),
    "1101": Name(
        "Peralatan Obstetrik dan Ginekologi Diagnostik",
        "Diagnostic obstetrics and gynaecology devices",
    ),
    "1102": Name(
        "Peralatan Obstetrik dan Ginekologi Pemantauan",
        "Monitoring obstetrics and gynaecology devices",
    ),
    "1103": Name(
        "Peralatan Obstetrik dan Ginekologi Prostetik",
        "Prosthetic obstetrics and gynaecology devices",
    ),
    "1104": Name(
        "Peralatan Obstetrik dan Ginekologi Bedah",
        "Surgical obstetrics and gynaecology devices",
    ),
    "1105": Name(
        "Peralatan Obstetrik dan Ginekologi Terapetik",
        "Therapeutic obstetrics and gynaecology devices",
    ),
    "1106": Name(
        "Peralatan Teknologi Reproduksi Berbantu",
        "Assisted reproduction devices",
    ),
    "1201": Name("Peralatan Mata Diagnostik", "Diagnostic ophthalmic devices"),
    "1202": Name("Peralatan Mata Prostetik", "Prosthetic ophthalmic devices"),
    "1203": Name("Peralatan Mata Bedah", "Surgical ophthalmic devices"),
    "1204": Name("Peralatan Mata Terapetik", "Therapeutic ophthalmic devices"),
    "1301": Name("Peralatan Ortopedi Diagnostik", "Diagnostic orthopaedic devices"),
    "1302": Name("Peralatan Ortopedi Prostetik", "Prosthetic orthopaedic devices"),
    "1303": Name("Peralatan Ortopedi Bedah", "Surgical orthopaedic devices"),
    "1401": Name(
        "Peralatan Kesehatan Fisik Diagnostik", "Diagnostic physical medicine devices"
    ),
    "1402": Name(
        "Peralatan Kesehatan Fisik Prostetik", "Prosthetic physical medicine devices"
    ),
    "1403": Name(
        "Peralatan Kesehatan Fisik Terapetik", "Therapeutic physical medicine devices"
    ),
    "1501": Name("Peralatan Radiologi Diagnostik", "Diagnostic radiology devices"),
    "1502": Name("Peralatan Radiologi Terapetik", "Therapeutic radiology devices"),
    "1503": Name("Peralatan Radiologi Lain-lain", "Other radiology devices"),
    "1601": Name("Peralatan Bedah Diagnostik", "Diagnostic surgery devices"),
    "1602": Name("Peralatan Bedah Prostetik", "Prosthetic surgery devices"),
    "1603": Name("Peralatan Bedah", "Surgical devices"),
    "1604": Name("Peralatan Bedah Terapetik", "Therapeutic surgery devices"),
}
"""Sub-categories by their four digits, category included."""

LICENCE_GROUPS: dict[str, Name] = {
    "ENR": Name("Elektromedik Non Radiasi", "Electromedical, non-radiation"),
    "ER": Name("Elektromedik Radiasi", "Electromedical, radiation"),
    "NES": Name("Non Elektromedik Steril", "Non-electromedical, sterile"),
    "NENS": Name("Non Elektromedik Non Steril", "Non-electromedical, non-sterile"),
    "ID": Name("Invitro Diagnostik", "In vitro diagnostic"),
}
"""Product groups as the KFA register codes them; the code ER is inferred."""

RISK_CLASSES: dict[str, Name] = {
    "A": Name("Kelas A (risiko rendah)", "Class A (low risk)"),
    "B": Name("Kelas B (risiko rendah-sedang)", "Class B (low to moderate risk)"),
    "C": Name("Kelas C (risiko sedang-tinggi)", "Class C (moderate to high risk)"),
    "D": Name("Kelas D (risiko tinggi)", "Class D (high risk)"),
}
"""Risk classes of PMK 62/2017, which follow the ASEAN Medical Device Directive."""

LKPP_UNITS: tuple[str, ...] = (
    "Ah",
    "Ampul",
    "Artikel",
    "Bal",
    "Barel",
    "Batang",
    "Blister",
    "Botol",
    "Buah",
    "Buah Jembatan",
    "Bulan",
    "Butir",
    "Canister",
    "Cartridges",
    "Cm",
    "Drum",
    "Dus",
    "Gelas",
    "Ha/Bulan",
    "Hari",
    "Hektare",
    "Ikat",
    "Jam",
    "Jam Terbang",
    "Jerigen",
    "Kaleng",
    "Kantong",
    "Kaplet",
    "Kapsul",
    "Karung",
    "Kegiatan",
    "Kilogram",
    "Kilometer",
    "Kotak",
    "LS",
    "Lembar",
    "Liter",
    "Lokasi",
    "Lump Sum",
    "Lusin",
    "M2",
    "M3",
    "M3/Km",
    "Meter",
    "Milimeter",
    "Minggu",
    "Orang",
    "Orang/Bulan",
    "Orang/Jam",
    "Orang/Kegiatan",
    "Pail",
    "Paket",
    "Pasang",
    "Pcs",
    "Pekerjaan",
    "Pengujian",
    "Per Potong",
    "Periode",
    "Pohon",
    "Pola",
    "Porsi",
    "Rim",
    "Ritase",
    "Roll",
    "Rupiah/Jam",
    "Sampel",
    "Satuan Ukur",
    "Set",
    "Tablet",
    "Tahun",
    "Titik",
    "Titik Lokasi",
    "Ton",
    "Trip",
    "Tube",
    "Tunggul Pohon",
    "Unit",
    "Vial",
    "Voyage",
    "Watt",
    "Zak",
    "1 X",
)
"""Units of sale of the sixth e-Katalog, in its order and spelling.

The portal shows the 2 and 3 of M2 and M3 raised.
"""
