import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dcc import safe_xml
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import (
    MOST_BYTES,
    MOST_DEPTH,
    UnreadableCertificate,
    parse,
)
from tests.domain.dcc.samples import VERSION_3_3, bomb
from tests.findings import told_code
from tests.wording import english, indonesian

EXTERNAL = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"""
PARAMETER = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><a/>"""


def refusal_of(content: bytes) -> UnreadableCertificate:
    with pytest.raises(UnreadableCertificate) as refusal:
        read_certificate(content)
    return refusal.value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_xml"),
        (b"   ", "not_xml"),
        (b'{"dcc": 1}', "not_xml"),
        (b"%PDF-1.7 \xe2\xe3", "not_xml"),
        (b"PK\x03\x04", "not_xml"),
        (b"\x00" * 100, "not_xml"),
        (VERSION_3_3[:900], "truncated"),
        (VERSION_3_3[:-3], "truncated"),
        (VERSION_3_3 + b"<a/>", "broken_xml"),
        (VERSION_3_3.replace(b"</dcc:items>", b""), "broken_xml"),
        (b"<a>&foo;</a>", "broken_xml"),
        (VERSION_3_3[:900] + b"\xc3", "truncated"),
        (b"<a>caf\xe2\x82", "truncated"),
        (b"\xc3", "not_xml"),
        (b"<a>caf\xe9</a>", "wrong_encoding"),
        (b'<?xml version="1.0" encoding="UTF-8"?><a>\xe9</a>', "wrong_encoding"),
        (b'<?xml version="1.0" encoding="UTF8"?><a>\xe9</a>', "wrong_encoding"),
        (b'<?xml version="1.0" encoding="latin1"?><a>\xe9<</a>', "broken_xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "wrong_encoding"),
        (b'<?xml version="1.0" encoding="utf-16"?><a/>', "wrong_encoding"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "wrong_encoding"),
        (EXTERNAL, "document_type"),
        (PARAMETER, "document_type"),
        (b'<!DOCTYPE html PUBLIC "a" "b"><html/>', "document_type"),
        (EXTERNAL.decode().encode("utf-16"), "document_type"),
        (bomb(), "document_type"),
        (b"<a>" * (MOST_DEPTH + 1), "too_deep"),
        (b"<a><a><b/>" + b"<a>" * (MOST_DEPTH - 1), "too_deep"),
        (b" " * (MOST_BYTES + 1), "too_large"),
        (b"<a/>", "not_a_certificate"),
        (
            VERSION_3_3.replace(b'"https://ptb.de/dcc"', b'"https://other.example"'),
            "not_a_certificate",
        ),
        (VERSION_3_3.replace(b'"3.3.0"', b'"3.4.0"'), "version_not_supported"),
        (VERSION_3_3.replace(b'"3.3.0"', b'"2.3.0"'), "version_not_supported"),
        (VERSION_3_3.replace(b'"3.3.0"', b'""'), "version_not_supported"),
        (VERSION_3_3.replace(b'"3.3.0"', b'"9e9"'), "version_not_supported"),
    ],
)
def test_what_is_no_certificate_is_refused(content, code):
    refusal = refusal_of(content)

    assert told_code(refusal) == code
    assert indonesian(refusal.finding) != english(refusal.finding)


def test_a_refusal_says_what_is_wrong():
    refusal = refusal_of(VERSION_3_3.replace(b'"3.3.0"', b'"4.0.0"'))

    assert indonesian(refusal.finding) == (
        "Versi DCC “4.0.0” tidak didukung; yang dibaca adalah 2.4 sampai 3.3."
    )
    assert english(refusal.finding) == (
        "DCC version “4.0.0” is not supported; 2.4 to 3.3 are read."
    )


@pytest.mark.parametrize("version", ["2.4.0", "3.0.0-rc.4", "3.1.2", "3.2.1", "3.3.1"])
def test_versions_from_2_4_to_3_3_are_read(version):
    content = VERSION_3_3.replace(b'"3.3.0"', f'"{version}"'.encode())

    assert read_certificate(content).schema_version == version


def test_a_bomb_is_not_expanded():
    content = bomb()
    tracemalloc.start()

    refusal_of(content)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_nothing_is_opened_for_an_external_entity(monkeypatch):
    def no_file(*args, **kwargs):
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", no_file)
    monkeypatch.setattr("socket.socket.connect", no_file)

    assert refusal_of(EXTERNAL).code == "document_type"
    assert refusal_of(PARAMETER).code == "document_type"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_unicode_are_read(encoding):
    text = VERSION_3_3.decode().replace(' encoding="UTF-8"', "")

    assert read_certificate(text.encode(encoding)).number == "S-0042/2026"


@pytest.mark.parametrize("name", ["utf8", "UTF8", "utf-8", "UTF-8"])
def test_utf_8_is_known_by_both_its_names(name):
    declaration = f'<?xml version="1.0" encoding="{name}"?>'

    assert parse(f"{declaration}<a>25 °C</a>".encode()).text == "25 °C"


def test_comments_instructions_and_cdata_do_not_confuse():
    content = VERSION_3_3.replace(
        b"S-0042/2026", b"S-<!-- 9 -->00<?pi 8?>42<![CDATA[/20]]>26"
    )

    assert read_certificate(content).number == "S-0042/2026"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_parsed(content):
    try:
        parse(content)
    except UnreadableCertificate as refusal:
        assert indonesian(refusal.finding)


@given(st.integers(0, len(VERSION_3_3) - 1), st.binary(min_size=1, max_size=3))
def test_a_damaged_certificate_is_refused_or_read(position, damage):
    content = VERSION_3_3[:position] + damage + VERSION_3_3[position + len(damage) :]

    try:
        read_certificate(content)
    except UnreadableCertificate as refusal:
        assert indonesian(refusal.finding)


def test_a_file_of_exactly_the_largest_size_is_read():
    content = VERSION_3_3 + b" " * (MOST_BYTES - len(VERSION_3_3))

    assert len(content) == MOST_BYTES
    assert read_certificate(content).number == "S-0042/2026"


@pytest.mark.parametrize(
    ("content", "in_indonesian", "in_english"),
    [
        (b"x", "Berkas ini bukan XML.", "This file is not XML."),
        (
            b"<a>\n <b>",
            "Berkas XML terpotong: berakhir pada baris 2 sebelum lengkap.",
            "The XML file is cut off: it ends at line 2 before it is complete.",
        ),
        (
            b"<a>\n  </b></a>",
            "XML rusak pada baris 2, kolom 5.",
            "The XML is broken at line 2, column 5.",
        ),
        (
            b"<a>caf\xe9</a>",
            "Pengodean huruf berkas salah atau tidak dikenal; simpan sebagai UTF-8.",
            "The file's character encoding is wrong or unknown; save it as UTF-8.",
        ),
        (
            b"<!DOCTYPE a><a/>",
            "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas seperti itu "
            "tidak dibaca.",
            "The file has a DOCTYPE or entities; for safety such a file is not read.",
        ),
        (
            b" " * (MOST_BYTES + 1),
            "Berkas lebih besar dari 5 MB.",
            "The file is larger than 5 MB.",
        ),
        (
            b"<a>" * (MOST_DEPTH + 1),
            "Elemen XML bersarang lebih dari 64 tingkat.",
            "XML elements are nested more than 64 levels deep.",
        ),
        (
            b"<a/>",
            "Berkas XML ini bukan sertifikat kalibrasi digital (DCC): elemen akarnya "
            "“a”.",
            "This XML file is no digital calibration certificate (DCC): its root "
            "element is “a”.",
        ),
    ],
)
def test_every_refusal_is_told_in_words(content, in_indonesian, in_english):
    finding = refusal_of(content).finding

    assert finding.is_error
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


def test_a_file_as_deep_as_may_be_is_parsed():
    deep = b"<a>" * MOST_DEPTH + b"</a>" * MOST_DEPTH

    assert parse(deep).tag == "a"


def test_a_file_as_full_as_may_be_is_parsed_and_a_fuller_one_refused(monkeypatch):
    assert safe_xml.MOST_ELEMENTS == 250_000
    monkeypatch.setattr(safe_xml, "MOST_ELEMENTS", 7)

    assert len(parse(b"<a>" + b"<b/>" * 6 + b"</a>")) == 6
    refusal = refusal_of(b"<a>" + b"<b/>" * 7 + b"</a>")

    assert told_code(refusal) == "too_many_elements"
    assert refusal.finding.is_error
    assert (indonesian(refusal.finding), english(refusal.finding)) == (
        "Berkas memuat lebih dari 7 elemen XML.",
        "The file has more than 7 XML elements.",
    )
