from domain.nomenclature import (
    CATEGORIES,
    LICENCE_GROUPS,
    LKPP_UNITS,
    RISK_CLASSES,
    SUB_CATEGORIES,
)


def test_there_are_sixteen_categories():
    assert list(CATEGORIES) == [f"{number:02d}" for number in range(1, 17)]
    assert CATEGORIES["09"].id == "Peralatan Rumah Sakit Umum dan Perorangan"
    assert CATEGORIES["09"].en == "General hospital and personal use devices"


def test_every_sub_category_belongs_to_a_category():
    assert len(SUB_CATEGORIES) == 70
    assert {code[:2] for code in SUB_CATEGORIES} == set(CATEGORIES)
    assert list(SUB_CATEGORIES) == sorted(SUB_CATEGORIES)


def test_the_attested_sub_categories_have_their_names():
    assert SUB_CATEGORIES["0205"].id == (
        "Peralatan Hematologi Otomatis dan Semi Otomatis"
    )
    assert SUB_CATEGORIES["1302"].id == "Peralatan Ortopedi Prostetik"
    assert SUB_CATEGORIES["1303"].id == "Peralatan Ortopedi Bedah"
    assert SUB_CATEGORIES["1603"].id == "Peralatan Bedah"


def test_groups_and_classes_are_complete():
    assert list(LICENCE_GROUPS) == ["ENR", "ER", "NES", "NENS", "ID"]
    assert list(RISK_CLASSES) == ["A", "B", "C", "D"]


def test_every_name_is_in_both_languages():
    for names in (CATEGORIES, SUB_CATEGORIES, LICENCE_GROUPS, RISK_CLASSES):
        assert all(name.id and name.en for name in names.values())
    assert RISK_CLASSES["C"].text("id") == "Kelas C (risiko sedang-tinggi)"
    assert RISK_CLASSES["C"].text("en") == "Class C (moderate to high risk)"


def test_the_units_of_sale_are_the_82_of_the_portal():
    assert len(LKPP_UNITS) == 82
    assert len(set(LKPP_UNITS)) == 82
    assert LKPP_UNITS[0] == "Ah"
    assert LKPP_UNITS[-1] == "1 X"
    assert {"Unit", "Kotak", "Pcs", "Set", "M2"} <= set(LKPP_UNITS)
