"""What readers were told of variants, and what they are told next."""

import pytest

from readmodel.variant_history import (
    DELETED,
    WITHDRAWN,
    Occasion,
    RecordForm,
    VariantContents,
    WithdrawalReason,
    next_histories,
    record_of,
)

FORM = RecordForm("1", ("listing", "price"), name_section="listing")
FIRST = Occasion(1, "2026-01-01T01:00:00Z", "2025-12-01T01:00:00Z")
SECOND = Occasion(2, "2026-02-02T01:00:00Z", "2026-02-02T01:00:00Z")
THIRD = Occasion(3, "2026-03-03T01:00:00Z", "2026-03-03T01:00:00Z")
NOT_READY = WithdrawalReason("not-ready", "Belum ada gambar.")
EXPIRED = WithdrawalReason("licence-expired", "Izin edar kedaluwarsa.")


def contents(**skus) -> VariantContents:
    return VariantContents(sections=skus)


def lamp(name: str = "Lampu", *, listing: str = "besar", price: int = 100) -> dict:
    return {"name": name, "listing": {"size": listing}, "price": {"rupiah": price}}


def told(*steps: tuple[VariantContents, Occasion], form: RecordForm = FORM) -> dict:
    """The histories after readers were told each of these."""
    histories: dict = {}
    for variants, occasion in steps:
        histories = next_histories(histories, variants, form, occasion)
    return histories


def moments(history) -> dict[str, str]:
    return {name: moment for name, (_digest, moment) in history["sections"].items()}


def test_a_new_variant_exists_since_its_product_was_published():
    history = told((contents(A=lamp()), FIRST))["A"]

    assert history | {"sections": {}} == {
        "name": "Lampu",
        "created_at": FIRST.created_at,
        "revision": 1,
        "reason": "",
        "explanation": "",
        "withdrawn_at": "",
        "schema_version": "1",
        "sections": {},
    }
    assert moments(history) == {"listing": FIRST.moment, "price": FIRST.moment}


def test_a_variant_that_is_as_before_keeps_its_history():
    once = told((contents(A=lamp()), FIRST))
    twice = told((contents(A=lamp()), FIRST), (contents(A=lamp()), SECOND))

    assert twice == once


def test_only_the_section_that_changed_gets_the_moment():
    history = told((contents(A=lamp()), FIRST), (contents(A=lamp(price=200)), SECOND))[
        "A"
    ]

    assert moments(history) == {"listing": FIRST.moment, "price": SECOND.moment}
    assert (history["revision"], history["created_at"]) == (2, FIRST.created_at)


def test_another_name_is_a_change_of_the_section_that_has_it():
    history = told(
        (contents(A=lamp()), FIRST), (contents(A=lamp("Lampu baru")), SECOND)
    )["A"]

    assert moments(history) == {"listing": SECOND.moment, "price": FIRST.moment}
    assert (history["name"], history["revision"]) == ("Lampu baru", 2)


def test_another_variant_keeps_its_revision():
    both = contents(A=lamp(), B=lamp())

    histories = told((both, FIRST), (contents(A=lamp(), B=lamp(price=200)), SECOND))

    assert {sku: each["revision"] for sku, each in histories.items()} == {
        "A": 1,
        "B": 2,
    }


def test_a_record_of_another_form_is_told_anew_with_its_moments():
    former = told((contents(A=lamp()), FIRST))
    later = RecordForm("2", FORM.sections, name_section="listing")

    history = next_histories(former, contents(A=lamp()), later, SECOND)["A"]

    assert (history["revision"], history["schema_version"]) == (2, "2")
    assert moments(history) == {"listing": FIRST.moment, "price": FIRST.moment}


def test_a_variant_that_is_gone_was_withdrawn():
    history = told((contents(A=lamp()), FIRST), (contents(), SECOND))["A"]

    assert (history["reason"], history["explanation"]) == (
        "withdrawn",
        "Produk ditarik dari katalog.",
    )
    assert (history["withdrawn_at"], history["revision"]) == (SECOND.moment, 2)
    assert moments(history) == {"listing": FIRST.moment, "price": FIRST.moment}


def test_a_variant_with_a_reason_of_its_own_left_for_that():
    blocked = VariantContents(withdrawals={"A": NOT_READY})

    histories = told((contents(A=lamp(), B=lamp()), FIRST), (blocked, SECOND))

    assert {sku: each["reason"] for sku, each in histories.items()} == {
        "A": "not-ready",
        "B": "withdrawn",
    }
    assert histories["A"]["explanation"] == "Belum ada gambar."


def test_a_reason_of_the_product_goes_before_those_of_its_variants():
    expired = VariantContents(withdrawals={"A": NOT_READY}, withdrawal=EXPIRED)

    history = told((contents(A=lamp()), FIRST), (expired, SECOND))["A"]

    assert history["reason"] == "licence-expired"


def test_what_left_for_the_same_reason_stays_as_it_was():
    left = told((contents(A=lamp()), FIRST), (contents(), SECOND))

    assert next_histories(left, contents(), FORM, THIRD) == left


@pytest.mark.parametrize(
    "reason", [DELETED, WithdrawalReason("withdrawn", "Ditarik oleh pembuatnya.")]
)
def test_another_reason_is_told_and_the_moment_of_leaving_kept(reason):
    again = VariantContents(withdrawal=reason)

    history = told((contents(A=lamp()), FIRST), (contents(), SECOND), (again, THIRD))[
        "A"
    ]

    assert (history["reason"], history["explanation"]) == (
        reason.reason,
        reason.explanation,
    )
    assert history["withdrawn_at"] == SECOND.moment
    assert history["revision"] == 3


def test_a_variant_that_comes_back_is_told_whole_and_keeps_when_it_was_made():
    history = told(
        (contents(A=lamp()), FIRST), (contents(), SECOND), (contents(A=lamp()), THIRD)
    )["A"]

    assert (history["reason"], history["explanation"], history["withdrawn_at"]) == (
        "",
        "",
        "",
    )
    assert moments(history) == {"listing": THIRD.moment, "price": THIRD.moment}
    assert (history["created_at"], history["revision"]) == (FIRST.created_at, 3)


def test_a_variant_that_was_never_exported_leaves_nothing():
    blocked = VariantContents(withdrawals={"A": NOT_READY})

    assert told((blocked, FIRST)) == {}


def test_the_record_of_a_variant_was_updated_with_its_latest_section():
    history = told((contents(A=lamp()), FIRST), (contents(A=lamp(price=200)), SECOND))[
        "A"
    ]

    record = record_of(7, "A", history, lamp(price=200), FORM)

    assert record == {
        "schema_version": "1",
        "sku": "A",
        "product_id": 7,
        "revision": 2,
        "name": "Lampu",
        "active": True,
        "reason": "",
        "explanation": "",
        "created_at": FIRST.created_at,
        "updated_at": SECOND.moment,
        "changed": {"listing": FIRST.moment, "price": SECOND.moment},
        "listing": {"size": "besar"},
        "price": {"rupiah": 200},
    }


def test_a_tombstone_has_no_sections_and_was_updated_when_it_left():
    history = told((contents(A=lamp()), FIRST), (contents(), SECOND))["A"]

    record = record_of(7, "A", history, None, FORM)

    assert (record["active"], record["reason"]) == (False, WITHDRAWN.reason)
    assert record["explanation"] == WITHDRAWN.explanation
    assert record["updated_at"] == SECOND.moment
    assert (record["listing"], record["price"]) == (None, None)


def test_moments_of_former_histories_are_told_in_one_form():
    """Written in two zones, of which the latter as a text is the former moment."""
    history = told((contents(A=lamp()), FIRST))["A"]
    history["created_at"] = "2025-12-01T01:00:00+00:00"
    history["sections"]["listing"][1] = "2026-01-01T01:00:00+00:00"
    history["sections"]["price"][1] = "2026-01-01T07:00:00+07:00"

    record = record_of(7, "A", history, lamp(), FORM)
    gone = history | {"reason": "deleted", "withdrawn_at": "2026-02-02T08:00:00+07:00"}

    assert record["created_at"] == "2025-12-01T01:00:00Z"
    assert record["changed"] == {
        "listing": "2026-01-01T01:00:00Z",
        "price": "2026-01-01T00:00:00Z",
    }
    assert record["updated_at"] == "2026-01-01T01:00:00Z"
    assert record_of(7, "A", gone, None, FORM)["updated_at"] == "2026-02-02T01:00:00Z"


def test_moments_that_lie_ahead_become_the_present():
    histories = told((contents(A=lamp(), B=lamp()), FIRST), (contents(A=lamp()), THIRD))

    following = next_histories(histories, contents(A=lamp()), FORM, SECOND)

    assert following["A"] == histories["A"]
    assert following["B"]["withdrawn_at"] == SECOND.moment
    assert following["B"]["revision"] == SECOND.revision
    assert moments(following["B"]) == moments(histories["B"])


def test_a_variant_that_began_ahead_begins_with_the_present():
    histories = told((contents(A=lamp()), THIRD))

    following = next_histories(histories, contents(A=lamp()), FORM, SECOND)["A"]

    assert moments(following) == dict.fromkeys(FORM.sections, SECOND.moment)
    assert following["created_at"] == SECOND.moment
    assert following["revision"] == SECOND.revision
