"""What is sold by: LKPP's units as a reader's language writes them.

Stored, exported and chosen in the spelling of the sixth e-Katalog
(:data:`domain.nomenclature.LKPP_UNITS`); only what is read is put into words.
"""

ENGLISH: dict[str, tuple[str, str]] = {
    "Ah": ("Ah", "Ah"),
    "Ampul": ("ampoule", "ampoules"),
    "Artikel": ("article", "articles"),
    "Bal": ("bale", "bales"),
    "Barel": ("barrel", "barrels"),
    "Batang": ("stick", "sticks"),
    "Blister": ("blister", "blisters"),
    "Botol": ("bottle", "bottles"),
    "Buah": ("piece", "pieces"),
    "Buah Jembatan": ("bridge", "bridges"),
    "Bulan": ("month", "months"),
    "Butir": ("item", "items"),
    "Canister": ("canister", "canisters"),
    "Cartridges": ("cartridge", "cartridges"),
    "Cm": ("cm", "cm"),
    "Drum": ("drum", "drums"),
    "Dus": ("carton", "cartons"),
    "Gelas": ("cup", "cups"),
    "Ha/Bulan": ("ha/month", "ha/month"),
    "Hari": ("day", "days"),
    "Hektare": ("hectare", "hectares"),
    "Ikat": ("bundle", "bundles"),
    "Jam": ("hour", "hours"),
    "Jam Terbang": ("flight hour", "flight hours"),
    "Jerigen": ("jerrycan", "jerrycans"),
    "Kaleng": ("can", "cans"),
    "Kantong": ("bag", "bags"),
    "Kaplet": ("caplet", "caplets"),
    "Kapsul": ("capsule", "capsules"),
    "Karung": ("sack", "sacks"),
    "Kegiatan": ("activity", "activities"),
    "Kilogram": ("kilogram", "kilograms"),
    "Kilometer": ("kilometre", "kilometres"),
    "Kotak": ("box", "boxes"),
    "LS": ("lump sum", "lump sums"),
    "Lembar": ("sheet", "sheets"),
    "Liter": ("litre", "litres"),
    "Lokasi": ("location", "locations"),
    "Lump Sum": ("lump sum", "lump sums"),
    "Lusin": ("dozen", "dozen"),
    "M2": ("m²", "m²"),
    "M3": ("m³", "m³"),
    "M3/Km": ("m³/km", "m³/km"),
    "Meter": ("metre", "metres"),
    "Milimeter": ("millimetre", "millimetres"),
    "Minggu": ("week", "weeks"),
    "Orang": ("person", "people"),
    "Orang/Bulan": ("person-month", "person-months"),
    "Orang/Jam": ("person-hour", "person-hours"),
    "Orang/Kegiatan": ("person per activity", "people per activity"),
    "Pail": ("pail", "pails"),
    "Paket": ("package", "packages"),
    "Pasang": ("pair", "pairs"),
    "Pcs": ("piece", "pieces"),
    "Pekerjaan": ("job", "jobs"),
    "Pengujian": ("test", "tests"),
    "Per Potong": ("piece", "pieces"),
    "Periode": ("period", "periods"),
    "Pohon": ("tree", "trees"),
    "Pola": ("pattern", "patterns"),
    "Porsi": ("portion", "portions"),
    "Rim": ("ream", "reams"),
    "Ritase": ("trip", "trips"),
    "Roll": ("roll", "rolls"),
    "Rupiah/Jam": ("rupiah/hour", "rupiah/hour"),
    "Sampel": ("sample", "samples"),
    "Satuan Ukur": ("unit of measure", "units of measure"),
    "Set": ("set", "sets"),
    "Tablet": ("tablet", "tablets"),
    "Tahun": ("year", "years"),
    "Titik": ("point", "points"),
    "Titik Lokasi": ("site", "sites"),
    "Ton": ("tonne", "tonnes"),
    "Trip": ("trip", "trips"),
    "Tube": ("tube", "tubes"),
    "Tunggul Pohon": ("tree stump", "tree stumps"),
    "Unit": ("unit", "units"),
    "Vial": ("vial", "vials"),
    "Voyage": ("voyage", "voyages"),
    "Watt": ("watt", "watts"),
    "Zak": ("sack", "sacks"),
    "1 X": ("time", "times"),
}
"""One and several, by LKPP's spelling."""


def unit_name(unit: str, language: str, count: int = 1) -> str:
    """The unit beside ``count`` of it: "Kotak", in English "box" or "boxes".

    What is none of LKPP's units is left as it is written.
    """
    if language != "en" or unit not in ENGLISH:
        return unit
    one, several = ENGLISH[unit]
    return one if count == 1 else several
