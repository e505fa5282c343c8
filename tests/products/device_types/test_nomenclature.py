"""The files of the named device types: how they are read, and that they are sound."""

from pathlib import Path

import pytest

from products.device_types import nomenclature
from products.device_types.nomenclature import (
    COLUMNS,
    NamedType,
    read_file,
    read_folder,
    with_own_synonyms,
)
from products.device_types.seed import load_device_types

HEADER = "\t".join(COLUMNS)
GAUZE = {
    "key": "gauze_swab",
    "name_id": "Kasa steril",
    "name_en": "Sterile gauze swab",
    "translation": "en",
    "sub_category": "1603",
    "risk_class": "A",
    "aspak": "21603001;1603032-1",
    "emdn": "M0201",
    "method": "",
    "synonyms": "kassa steril;gauze",
}


def row(**changes) -> str:
    return "\t".join((GAUZE | changes).values())


def content(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in (HEADER, *lines)).encode()


def faults(name: str, data: bytes) -> list[str]:
    return [str(fault) for fault in read_file(name, data)[1]]


def folder(path: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (path / f"{name.removeprefix('n')}.tsv").write_bytes(data)
    return path


def problems(path: Path, described=()) -> list[str]:
    return [str(fault) for fault in read_folder(path, described)[1]]


def test_a_row_becomes_a_type_of_its_files_category():
    rows, found = read_file("16.tsv", content(row()))

    assert not found
    assert [each.named_type() for each in rows] == [
        NamedType(
            key="gauze_swab",
            name_id="Kasa steril",
            name_en="Sterile gauze swab",
            translation="en",
            category="16",
            sub_category="1603",
            risk_class="A",
            aspak=("21603001", "1603032-1"),
            emdn="M0201",
            method="",
            synonyms=("kassa steril", "gauze"),
        )
    ]


def test_what_nobody_is_sure_of_is_left_empty():
    unsure = dict.fromkeys(
        ("sub_category", "risk_class", "aspak", "emdn", "method", "synonyms"), ""
    )

    rows, found = read_file("17.tsv", content(row(**unsure)))

    assert not found
    (named,) = (each.named_type() for each in rows)
    assert (named.category, named.aspak, named.synonyms) == ("17", (), ())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"key": "Gauze"}, "key: 'Gauze': write 2 to 60 of a-z, 0-9 and _, a letter"),
        ({"key": ""}, "key: '': write 2 to 60 of a-z"),
        ({"name_id": ""}, "name_id: write a name of 2 to 120 characters"),
        ({"name_en": "x" * 121}, "name_en: write a name of 2 to 120 characters"),
        ({"name_id": "Kasa  steril"}, "name_id: 'Kasa  steril': single spaces"),
        ({"name_id": 'Kasa "A"'}, "name_id: 'Kasa \"A\"': no quotes"),
        ({"name_id": "Kasa; perban"}, "name_id: 'Kasa; perban': write one value"),
        ({"translation": ""}, "translation: write one of register, id, en, both"),
        ({"sub_category": "1699"}, "sub_category: '1699' is not known: leave it empty"),
        ({"sub_category": "0902"}, "sub_category: 0902 lies outside category 16"),
        ({"risk_class": "E"}, "risk_class: write A, B, C or D, or nothing"),
        ({"aspak": "A1"}, "aspak: 'A1': write codes of ASPAK"),
        ({"aspak": "21603001;21603001"}, "aspak: '21603001' stands there twice"),
        ({"emdn": "M020"}, "emdn: 'M020': write a letter and pairs of digits"),
        ({"method": "MK 009-18"}, "method: 'MK 009-18': write KMK-MK-nnn-n"),
        ({"synonyms": "kasa;KASA"}, "synonyms: 'KASA' stands there twice: keep one"),
        ({"synonyms": "kasa;"}, "synonyms: a value of the list is empty: take out"),
        ({"synonyms": "kasa; perban"}, "synonyms: ' perban': single spaces"),
        ({"synonyms": "kasa STERIL"}, "synonyms: 'kasa STERIL' is a name of the type"),
        (
            {"synonyms": ";".join(f"kasa {n}" for n in range(31))},
            "synonyms: keep at most 30",
        ),
    ],
)
def test_a_fault_names_file_line_and_column_and_what_to_do(changes, fault):
    (found,) = faults("16.tsv", content(row(**changes)))

    assert found.startswith(f"16.tsv, line 2: {fault}")


def test_a_group_of_the_register_has_no_sub_categories():
    assert faults("17.tsv", content(row())) == [
        "17.tsv, line 2: sub_category: group 17 has none: leave it empty"
    ]


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("21.tsv", content(row()), "21.tsv, line 1: name the file after one of 01, "),
        ("16.tsv", b"key\n", "16.tsv, line 1: the first line must name, by tabs: key"),
        ("16.tsv", b"", "16.tsv, line 1: the first line must name"),
        ("16.tsv", content(row())[:-1], "16.tsv, line 2: end the last line with"),
        ("16.tsv", content("a\tb"), "16.tsv, line 2: has 2 columns; write 10, with 9"),
        ("16.tsv", content(row(), ""), "16.tsv, line 3: has 1 columns; write 10"),
        ("16.tsv", content(row()) + b"\xff", "16.tsv, line 3: save the file as UTF-8"),
        ("16.tsv", content(row() + "\r"), "16.tsv, line 2: synonyms: 'gauze\\r'"),
        (
            "16.tsv",
            content(row(key="zz"), row()),
            "16.tsv, line 3: key: sort: it belongs before zz",
        ),
    ],
)
def test_a_file_that_is_no_list_of_types_says_why(name, data, fault):
    (found,) = faults(name, data)

    assert found.startswith(fault)


def test_a_key_is_used_once_in_all_files(tmp_path):
    other = {"name_id": "Kasa lain", "name_en": "Other gauze", "synonyms": ""}
    folder(
        tmp_path,
        n09=content(row(**other, sub_category="0902")),
        n16=content(row()),
    )

    assert problems(tmp_path) == [
        "16.tsv, line 2: key: has it already: 09.tsv, line 2. Choose another key"
    ]


def test_two_types_with_one_name_are_doubted(tmp_path):
    other = {"key": "gauze_roll", "name_en": "KASA steril", "synonyms": ""}
    folder(tmp_path, n16=content(row(**other), row()))

    rows, (fault,) = read_folder(tmp_path)

    assert str(fault) == (
        "16.tsv, line 3: name_id: 'Kasa steril' belongs to gauze_roll (16.tsv, line 2) "
        "too. Rename one, or merge the types"
    )
    assert fault.is_doubt


def test_a_synonym_that_two_types_claim_is_doubted_and_nobodys(tmp_path):
    other = {"key": "gauze_roll", "name_id": "Kasa gulung", "name_en": "Gauze roll"}
    folder(tmp_path, n16=content(row(**other, synonyms="GAUZE;rol"), row()))

    rows, found = read_folder(tmp_path)
    types = with_own_synonyms([each.named_type() for each in rows])

    assert [str(fault) for fault in found] == [
        "16.tsv, line 3: synonyms: 'gauze' belongs to gauze_roll (16.tsv, line 2) too. "
        "Take it out of one, or merge the types"
    ]
    assert [each.synonyms for each in types] == [("rol",), ("kassa steril",)]


def test_a_name_wins_over_a_synonym(tmp_path):
    other = {"key": "gauze_roll", "name_id": "Kasa gulung", "name_en": "Gauze"}
    folder(tmp_path, n16=content(row(**other, synonyms="rol"), row()))

    rows, found = read_folder(tmp_path)
    types = with_own_synonyms([each.named_type() for each in rows])

    assert not found
    assert [each.synonyms for each in types] == [("rol",), ("kassa steril",)]


MASK = next(seed for seed in load_device_types() if seed.key == "surgical_mask")
ITS_ROW = {
    "key": MASK.key,
    "name_id": MASK.name_id,
    "name_en": MASK.name_en,
    "sub_category": "",
    "risk_class": MASK.risk_class,
    "emdn": "",
    "synonyms": f"masker medik;{MASK.synonyms[0].upper()}",
}


def test_a_described_type_has_the_synonyms_of_both(tmp_path):
    folder(tmp_path, n16=content(row(**ITS_ROW)))

    (its,), found = read_folder(tmp_path, [MASK])

    assert not found
    written = MASK.synonyms[0].upper()
    assert its.list_of("synonyms") == (written, *MASK.synonyms[1:], "masker medik")


def test_a_described_type_agrees_with_its_row(tmp_path):
    other = {"name_id": "Masker", "risk_class": "D", "emdn": "Z99"}
    folder(tmp_path, n09=content(row(**ITS_ROW | other)))

    assert problems(tmp_path, [MASK]) == [
        "09.tsv, line 2: key: move the row to 16.tsv",
        f"09.tsv, line 2: name_id: 'Masker': device_types.json has {MASK.name_id!r}. "
        "Write that",
        f"09.tsv, line 2: risk_class: 'D': device_types.json has {MASK.risk_class!r}. "
        "Write that",
        f"09.tsv, line 2: emdn: 'Z99': device_types.json has {MASK.emdn!r}. Write that",
    ]


def test_what_a_database_could_not_take_is_raised(tmp_path, monkeypatch):
    folder(tmp_path, n16=content(row(key="X"), row(risk_class="E")))
    monkeypatch.setattr(nomenclature, "FOLDER", tmp_path)

    with pytest.raises(ValueError, match="^16.tsv, line 2: key: .*\n16.tsv, line 3: "):
        nomenclature.load_named_types.__wrapped__()


def test_a_doubt_keeps_nobody_from_setting_up(tmp_path, monkeypatch):
    other = {"key": "gauze_roll", "name_id": "Kasa gulung", "name_en": "Gauze roll"}
    folder(tmp_path, n16=content(row(**other), row()))
    monkeypatch.setattr(nomenclature, "FOLDER", tmp_path)

    types = nomenclature.load_named_types.__wrapped__()

    assert [(each.key, each.synonyms) for each in types] == [
        ("gauze_roll", ()),
        ("gauze_swab", ()),
    ]


def test_every_shipped_file_is_sound():
    _rows, found = read_folder(nomenclature.FOLDER, load_device_types())

    assert [str(fault) for fault in found] == []


def test_what_of_the_register_became_no_type_is_listed_with_the_reason():
    header, *lines = (nomenclature.FOLDER / "unassigned.tsv").read_text().splitlines()

    rows = [line.split("\t") for line in lines]
    assert header == "code\tname\treason"
    assert rows == sorted(rows)
    assert all(len(row) == 3 and all(map(str.strip, row)) for row in rows)
    assert not {row[1].casefold() for row in rows} & {
        name.casefold()
        for each in nomenclature.load_named_types()
        for name in (each.name_id, each.name_en)
    }


def test_what_was_left_out_of_the_register_has_a_reason():
    text = (nomenclature.FOLDER / "unassigned.tsv").read_text(encoding="utf-8")

    header, *rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]

    assert header == ["code", "name", "reason"]
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
