"""Which words meet, which do not, and that no text can hurt."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, analyse_codes, analyse_query, stem
from search.analysis.chain import MAX_QUERY_WORDS, STOP_WORDS
from search.analysis.stemming import overrides
from search.analysis.terms import AnalysedText, QueryTerm
from search.analysis.words import MAX_TEXT, MAX_WORD, strip_punctuation

FAMILIES = [
    "rawat merawat dirawat perawat perawatan keperawatan",
    "periksa memeriksa diperiksa pemeriksaan memeriksakan",
    "pakai memakai dipakai pemakai pemakaian",
    "pantau memantau dipantau terpantau pemantau pemantauan",
    "panas pemanas memanaskan pemanasan dipanaskan",
    "hangat penghangat menghangatkan penghangatan kehangatan",
    "dingin pendingin mendinginkan pendinginan",
    "kering pengering mengeringkan pengeringan dikeringkan",
    "timbang menimbang penimbang timbangan penimbangan",
    "suntik suntikan menyuntik penyuntik penyuntikan disuntikkan",
    "steril sterilisasi sterilisator sterilizer sterilkan mensterilkan",
    "kalibrasi dikalibrasi terkalibrasi mengkalibrasi",
    "ukur pengukur pengukuran mengukur terukur ukuran",
    "hisap isap penghisap menghisap pengisap mengisap hisapan penghisapan",
    "terapi terapis terapeutik",
    "diagnosis diagnosa diagnostik mendiagnosis",
    "analisis analisa menganalisis penganalisis",
    "disinfeksi desinfeksi disinfektan desinfektan",
    "napas nafas pernapasan pernafasan bernapas",
    "sinar penyinaran disinari menyinari",
    "terang penerangan penerang menerangi",
    "gerak gerakan menggerakkan penggerak bergerak",
    "lembap lembab kelembapan kelembaban",
    "aman keamanan pengaman pengamanan",
    "lapis lapisan berlapis pelapis",
    "kemas kemasan pengemas mengemas dikemas",
    "saring saringan penyaring menyaring",
    "cek pengecekan mengecek",
    "monitor memonitor pemonitor monitoring",
    "autoklaf autoclave",
    "nebulizer nebuliser nebulisasi",
    "simpan penyimpanan menyimpan tersimpan",
    "operasi pengoperasian dioperasikan mengoperasikan",
    "pompa memompa dipompa",
    "infus diinfus penginfus",
    "uji pengujian penguji menguji teruji",
    "lindung pelindung perlindungan melindungi",
    "alir aliran mengalir dialiri",
    "angkat diangkat pengangkat",
    "portabel portable",
    "sertifikat sertifikasi bersertifikat tersertifikasi",
]

APART = [
    ("terapi", "api"),
    ("terapis", "tapis"),
    ("termometer", "ukur"),
    ("termometer", "meter"),
    ("tensimeter", "termometer"),
    ("diagnostik", "agnostik"),
    ("disposable", "sposable"),
    ("pengaman", "kam"),
    ("pengering", "ering"),
    ("pengemasan", "emas"),
    ("gerakan", "gera"),
    ("disinari", "sari"),
    ("perangkat", "angkat"),
    ("perineal", "real"),
    ("kalibrator", "kalibrasi"),
    ("konsentrator", "konsentrasi"),
    ("ventilator", "ventilasi"),
    ("inkubator", "inkubasi"),
    ("operator", "operasi"),
    ("fototerapi", "terapi"),
    ("ultrasonografi", "ultrasonik"),
    ("radiografi", "radiologi"),
    ("dialisis", "hemodialisis"),
    ("tempat", "tepat"),
    ("masker", "masuk"),
    ("kasa", "kasar"),
]

# The names of devices, whole words that no affix may be taken from.
UNTOUCHED = """
    tempat tidur pasien brankar meja lampu inkubator bayi fototerapi nebulizer
    tensimeter sfigmomanometer ventilator konsentrator oksigen ultrasonografi autoklaf
    unit gigi lendir suction pompa infus spuit jarum masker bedah sarung tangan rapid
    test antigen kursi roda stetoskop termometer oksimeter defibrilator kateter kanula
    disposable perangkat sensor alarm matras baterai lateks nitril reagen
"""


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_meets(family):
    stems = {word: stem(word) for word in family.split()}

    assert set(stems.values()) == {stem(family.split()[0])}, stems


@pytest.mark.parametrize(("one", "other"), APART)
def test_strangers_do_not_meet(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", UNTOUCHED.split())
def test_names_of_devices_are_their_own_stem(word):
    assert stem(word) == word


def test_families_are_apart_from_each_other():
    stems = [stem(family.split()[0]) for family in FAMILIES]

    assert len(set(stems)) == len(FAMILIES)


def test_every_reviewed_stem_is_its_own():
    assert {word for word in overrides().values() if stem(word) != word} == set()


def test_a_text_gives_its_words_in_order():
    found = analyse("Alat untuk PERAWATAN, dan pengukuran (tekanan darah)")

    assert found == AnalysedText(
        stems=("alat", "rawat", "ukur", "tekan", "darah"),
        exact=("alat", "perawatan", "pengukuran", "tekanan", "darah"),
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("X-ray", ("x", "ray", "xray")),
        ("3-motor", ("3", "motor", "3motor")),
        ("3kg", ("3", "kg", "3kg")),
        ("3 kg", ("3", "kg")),
        ("0,5 ml", ("0", "5", "05", "ml")),
        ("0.5 mL", ("0", "5", "05", "ml")),
        ("HB-3M-001", ("hb", "3", "m", "001", "hb3m001")),
        ("SpO₂", ("spo2",)),
        ("covid19", ("covid19",)),
        ("alat-alat", ("alat", "alat")),
        ("non-steril", ("non", "steril")),
        ("1/2/3/4/5/6", ("1", "2", "3", "4", "5", "6")),
        ("Café É", ("cafe", "e")),
        ("ＭＯＮＩＴＯＲ", ("monitor",)),
        ("  ... --- ", ()),
        ("dan yang untuk di", ()),
    ],
)
def test_words_are_split(text, terms):
    assert analyse(text).exact == terms


def test_a_code_is_kept_whole_and_in_parts():
    found = analyse_codes(["HB-3M-001", "AKD 20501012345", "", "--"])

    assert found.exact == (
        *("hb3m001", "hb", "3", "m", "001"),
        *("akd20501012345", "akd", "20501012345"),
    )


@pytest.mark.parametrize(
    "typed", ["HB-3M-001", "hb 3m 001", "hb3m001", "HB3M-001", "hb/3m.001", "3M"]
)
def test_a_code_is_found_however_it_is_typed(typed):
    known = set(analyse_codes(["HB-3M-001"]).exact)

    for term in analyse_query(typed):
        assert known & {term.exact, *(other.exact for other in term.alternatives)}


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("X-ray", "xray"),
        ("xray", "X-ray"),
        ("3 kg", "3kg"),
        ("3kg", "3 kg"),
        ("masker 3ply", "3-ply"),
        ("SpO2", "SpO₂"),
        ("0,5 ml", "0.5ml"),
    ],
)
def test_spellings_agree(text, typed):
    known = set(analyse(text).exact)

    for term in analyse_query(typed):
        assert known & {term.exact, *(other.exact for other in term.alternatives)}


def test_a_query_has_each_word_once_with_its_whole():
    ray = QueryTerm("xray", "xray")

    assert analyse_query("alat x-ray alat") == (
        QueryTerm("alat", "alat"),
        QueryTerm("x", "x", (ray,)),
        QueryTerm("ray", "ray", (ray,)),
    )


def test_stop_words_stay_when_there_is_nothing_else():
    assert [it.exact for it in analyse_query("alat untuk bayi")] == ["alat", "bayi"]
    assert [it.exact for it in analyse_query("untuk yang")] == ["untuk", "yang"]
    assert analyse_query(" , ") == ()


def test_an_unfinished_word_may_look_like_a_stop_word():
    found = analyse_query("di termometer di", unfinished=True)

    assert [it.exact for it in found] == ["termometer", "di"]


TELLING = "tempat panjang lima satu dua dalam luar atas baru besar kecil tanpa"


@pytest.mark.parametrize("word", TELLING.split())
def test_words_that_tell_devices_apart_are_no_stop_words(word):
    assert word not in STOP_WORDS


@given(st.text())
def test_analysis_never_raises_and_is_stable(text):
    found = analyse(text)
    query = analyse_query(text)
    again = analyse(" ".join(found.exact))

    assert len(found.stems) == len(found.exact)
    assert all(term and not term.isspace() for term in found.exact)
    assert set(again.exact) == set(found.exact)
    assert {term.exact for term in query if term.exact not in STOP_WORDS} <= {
        *found.exact
    }


@given(st.text(alphabet="aAb3-/. µg\u0301\ufdfaßİ", max_size=60))
def test_a_code_is_one_word(text):
    whole = strip_punctuation(text)

    assert strip_punctuation(whole) == whole
    assert analyse_codes([text]).exact[:1] == ((whole,) if whole else ())


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301\u0316" * 1_000_000,
        "\u0316\u0301" * 60_000,
        "\ufdfa" * 1_000_000,
        "a" * 2_000_000,
        "a-" * 1_000_000,
        "a." * 1_000_000 + " ",
        "\x00\ud800" * 1_000_000,
        "pengukuran tekanan darah " * 100_000,
        "- " * 1_000_000,
    ],
)
def test_large_texts_take_bounded_time(text):
    start = time.perf_counter()

    found = analyse(text)
    analyse_query(text)
    analyse_codes([text, text])

    # A hundred times what it takes; quadratic time would be minutes.
    assert time.perf_counter() - start < 30
    assert len(found.exact) <= MAX_TEXT
    assert all(len(term) <= MAX_WORD for term in found.exact)


def test_a_text_is_cut_between_words():
    found = analyse("perawatan " * 20_000)

    assert set(found.exact) == {"perawatan"}
    assert len(found.exact) == 10_000


def test_a_query_is_cut():
    found = analyse_query(" ".join(f"w{number}" for number in range(1_000)))

    assert [it.exact for it in found] == [f"w{n}" for n in range(MAX_QUERY_WORDS)]
