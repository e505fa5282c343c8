"""What is built of snapshots, whatever these are of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import orjson
import pytest

from readmodel import projections
from readmodel.building import build_products, document_checksum
from readmodel.projections import DocumentProjection, ProductSource, VariantProjection
from readmodel.variant_history import RecordForm, VariantContents, WithdrawalReason

FORM = RecordForm("1", ("listing",), name_section="listing")
PUBLISHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
REBUILD_ON = date(2026, 6, 1)


@dataclass(frozen=True)
class Thing:
    """A snapshot of something that has nothing to do with products."""

    product_id: int
    title: str = "Sekrup"
    is_public: bool = True
    exists: bool = True
    published_at: datetime | None = PUBLISHED_AT
    rebuild_on: date | None = REBUILD_ON


class Hardware:
    """An app that registers things. ``prepared`` says for which sets of them records
    were prepared; ``contents`` is what is exported of each."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.prepared: list[list[int]] = []
        self.contents = VariantContents(sections={"S-1": {"name": "Sekrup"}})
        self.form = FORM

    def load(self, product_ids):
        return [each for each in self.things if each.product_id in product_ids]

    def document(self, thing: Thing) -> dict[str, str]:
        if not thing.title:
            raise ValueError("a thing needs a title")
        return {"title": thing.title}

    def prepare(self, things):
        self.prepared.append([each.product_id for each in things])
        return self.record

    def record(self, thing: Thing) -> VariantContents:
        if thing.title == "?":
            raise KeyError("S-1")
        return self.contents

    def register(self, monkeypatch) -> None:
        parts = {
            "source": ProductSource(public=lambda: None, load=self.load),
            "document": DocumentProjection("1", self.document),
            "variants": VariantProjection(self.form, self.prepare, lambda found: None),
        }
        for name, value in parts.items():
            monkeypatch.setattr(projections._registered, name, value)


@pytest.fixture
def hardware(monkeypatch) -> Hardware:
    app = Hardware()
    app.register(monkeypatch)
    return app


def test_what_is_public_is_built_with_its_records(hardware):
    hardware.things = [Thing(1)]

    [built] = build_products({1})

    assert orjson.loads(built.document) == {"title": "Sekrup"}
    assert built.variants is hardware.contents
    assert (built.product_id, built.exists) == (1, True)
    assert (built.published_at, built.rebuild_on) == (PUBLISHED_AT, REBUILD_ON)


def test_of_what_is_not_public_nothing_is_built(hardware):
    hardware.things = [
        Thing(1, is_public=False),
        Thing(2, is_public=False, exists=False),
    ]

    hidden, gone = build_products({1, 2})

    assert (hidden.document, hidden.variants) == (None, VariantContents())
    assert (hidden.published_at, hidden.rebuild_on) == (None, None)
    assert (hidden.exists, gone.exists) == (True, False)
    assert hidden.checksum != gone.checksum


def test_records_are_prepared_once_for_all_that_is_public(hardware):
    hardware.things = [Thing(1), Thing(2, is_public=False), Thing(3)]

    list(build_products({1, 2, 3}))

    assert hardware.prepared == [[1, 3]]


@pytest.mark.parametrize("title", ["", "?"])
def test_what_cannot_be_built_is_logged_and_left_out(hardware, caplog, title):
    hardware.things = [Thing(1, title=title), Thing(2)]

    built = list(build_products({1, 2}))

    assert [each.product_id for each in built] == [2]
    assert "Product 1 cannot be indexed as it is." in caplog.text


def test_an_error_of_the_program_is_no_fault_of_the_data(hardware, monkeypatch):
    hardware.things = [Thing(1)]
    hardware.record = lambda thing: 1 / 0

    with pytest.raises(ZeroDivisionError):
        list(build_products({1}))


def test_the_checksum_begins_with_the_documents(hardware):
    hardware.things = [Thing(1)]

    [built] = build_products({1})

    assert len(built.checksum) == 64
    assert built.checksum[:32] == document_checksum({"title": "Sekrup"})


def test_the_order_of_keys_makes_no_other_document():
    assert document_checksum({"a": 1, "b": 2}) == document_checksum({"b": 2, "a": 1})
    assert document_checksum({"a": 1}) != document_checksum({"a": 2})
    assert document_checksum(None) != document_checksum({})


@pytest.mark.parametrize(
    "contents",
    [
        VariantContents(sections={"S-1": {"name": "Paku"}}),
        VariantContents(sections={"S-2": {"name": "Sekrup"}}),
        VariantContents(
            sections={"S-1": {"name": "Sekrup"}},
            withdrawals={"S-2": WithdrawalReason("not-ready", "Tanpa gambar.")},
        ),
        VariantContents(
            sections={"S-1": {"name": "Sekrup"}},
            withdrawal=WithdrawalReason("expired", "Berakhir."),
        ),
    ],
)
def test_whatever_is_exported_otherwise_is_news(hardware, contents):
    hardware.things = [Thing(1)]
    [before] = build_products({1})

    hardware.contents = contents
    [after] = build_products({1})

    assert before.checksum != after.checksum
    assert before.checksum[:32] == after.checksum[:32]


def test_records_of_another_form_are_news(hardware, monkeypatch):
    hardware.things = [Thing(1)]
    [before] = build_products({1})

    hardware.form = RecordForm("2", FORM.sections, FORM.name_section)
    hardware.register(monkeypatch)
    [after] = build_products({1})

    assert before.checksum != after.checksum


def test_what_is_kept_beside_is_no_news(hardware):
    hardware.things = [Thing(1)]
    [before] = build_products({1})

    hardware.contents = VariantContents(
        sections=hardware.contents.sections, summary="lain"
    )
    [after] = build_products({1})

    assert before.checksum == after.checksum
