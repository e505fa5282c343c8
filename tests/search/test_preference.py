"""The step of Perpres 46/2025 as pages say it: from the index, of today."""

from datetime import date

import pytest
from django.utils import timezone, translation

from domain.eligibility import Market, Preference, Reason, Step, TkdnBand
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from search.preference import market_of, preference_of, preferences_of, sentence
from tests.factories.documents import BED, index_documents, licence, product_document

LAMP = "led_operating_light"
IMPORTED = licence(number="AKL20503110001", domestic=False)
LAPSED = licence(status="expired")


def domestic(tkdn=None, bmp=None, **fields):
    return product_document(tkdn=tkdn, bmp=bmp, **fields)


def imported(tkdn=None):
    return domestic(tkdn, licence=IMPORTED)


def told(products):
    found = preferences_of(products)
    return [found[each["id"]] for each in products]


def test_the_worked_example_of_the_ministry():
    products = index_documents(
        [
            domestic(35.0, 0.0),
            domestic(26.0, 14.0),
            domestic(25.0, 10.0),
            domestic(10.0, 10.0),
            imported(),
        ]
    )

    found = told(products)

    assert [each.step for each in found] == [Step.OBLIGATORY] * 5
    assert [each.passes for each in found] == [True, True, True, False, False]
    assert [each.reason for each in found] == [
        Reason.REACHES_25,
        Reason.REACHES_25,
        Reason.REACHES_25,
        Reason.BELOW_25,
        Reason.IMPORTED,
    ]
    assert {each.on for each in found} == {timezone.localdate()}


@pytest.mark.parametrize(
    ("products", "step"),
    [
        ([domestic(39.99), domestic(26.0, 13.99)], Step.CERTIFIED_25),
        ([domestic(26.0, 14.0)], Step.OBLIGATORY),
        ([domestic(24.99, 15.0)], Step.CERTIFIED),
        ([domestic(25.0)], Step.CERTIFIED_25),
        ([domestic(24.99), domestic()], Step.CERTIFIED),
        ([domestic(), domestic()], Step.LISTED),
        ([imported(90.0)], None),
        ([], None),
    ],
)
def test_step_in_force(products, step):
    index_documents([*products, domestic(90.0, device_type=BED)])

    assert market_of(LAMP).step == step


def test_a_product_whose_licence_lapsed_counts_for_nothing_and_does_not_pass():
    lapsed = domestic(60.0, licence=LAPSED)
    products = index_documents([lapsed, domestic(26.0)])

    assert market_of(LAMP) == Market(frozenset({TkdnBand.FROM_25}), reaches_40=False)
    assert [each.reason for each in told(products)] == [
        Reason.IMPORTED,
        Reason.REACHES_25,
    ]


def test_one_product_stands_among_all_of_its_type():
    product = domestic(10.0)
    index_documents([product, domestic(30.0)])

    found = preference_of(product)

    assert (found.step, found.reason) == (Step.CERTIFIED_25, Reason.BELOW_25)


def test_nothing_is_said_of_no_product_or_without_an_index(monkeypatch):
    def refuse(query):
        raise EngineUnavailable("no index")

    product = domestic(30.0)
    monkeypatch.setattr(get_engine(), "search", refuse)

    assert preferences_of([]) == {}
    assert preferences_of([product]) == {}
    assert preference_of(product) is None


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("step", [None, *Step])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_step_and_reason_has_a_sentence(step, reason, language):
    preference = Preference(step, reason, 30.5, date(2026, 11, 24))

    with translation.override(language):
        said = sentence(preference).replace("\u00a0", " ")

    number = {"id": "30,50 %", "en": "30.50%"}[language]
    named = reason in {Reason.REACHES_25, Reason.BELOW_25, Reason.CERTIFIED}
    assert (number in said) is named
    assert "24 November 2026" in said
    assert "%(" not in said


def test_what_a_buyer_reads():
    preference = Preference(Step.CERTIFIED, Reason.UNCERTIFIED, None, date(2026, 5, 4))

    assert sentence(preference) == (
        "Tingkat 3: belum ada produk sejenis dengan TKDN 25 %, sehingga wajib dibeli "
        "produk dalam negeri bersertifikat TKDN. Produk ini tidak memenuhi: tidak ada "
        "sertifikat TKDN yang berlaku. Dihitung 4 Mei 2026 di antara produk sejenis "
        "dalam katalog ini."
    )
