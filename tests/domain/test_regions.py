import pytest

from domain import regions


def test_there_are_38_provinces_in_code_order():
    codes = list(regions.PROVINCES)

    assert len(codes) == 38
    assert codes == sorted(codes)
    assert regions.PROVINCES["32"] == "Jawa Barat"


def test_there_are_514_regencies_each_in_its_province():
    codes = [
        code
        for province in regions.PROVINCES
        for code in regions.regencies_of(province)
    ]

    assert len(codes) == 514
    assert len(set(codes)) == 514
    assert all(regions.province_of(code) == code[:2] for code in codes)


def test_names_are_found_by_code():
    assert regions.province_name("96") == "Papua Barat Daya"
    assert regions.regency_name("32.73") == "Kota Bandung"
    assert regions.regency_name("11.01") == "Kabupaten Aceh Selatan"
    assert regions.province_of("32.73") == "32"


@pytest.mark.parametrize("code", ["", "3", "99", "32.73", "Jawa Barat"])
def test_other_texts_are_no_province(code):
    assert not regions.is_province(code)

    with pytest.raises(KeyError):
        regions.province_name(code)


@pytest.mark.parametrize("code", ["", "32", "32.00", "3273", "99.01", "32.73.01"])
def test_other_texts_are_no_regency(code):
    assert not regions.is_regency(code)

    with pytest.raises(KeyError):
        regions.regency_name(code)
    with pytest.raises(KeyError):
        regions.province_of(code)


def test_a_caller_cannot_change_the_regions():
    regencies = regions.regencies_of("36")

    regencies.clear()

    assert len(regions.regencies_of("36")) == 8
    with pytest.raises(TypeError):
        regions.PROVINCES["36"] = "x"


def test_the_module_has_no_other_lazy_names():
    with pytest.raises(AttributeError, match="has no attribute 'DISTRICTS'"):
        regions.DISTRICTS  # noqa: B018


def test_an_unknown_regency_is_named():
    with pytest.raises(KeyError) as refusal:
        regions.province_of("32.99")

    assert refusal.value.args == ("32.99",)
