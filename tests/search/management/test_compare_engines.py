"""The command that compares two engines."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from readmodel import comparison, feeding
from readmodel.sinks import get_sink
from search import engines
from search.comparison import answers
from search.comparison.questions import sample
from search.engines import get_engine
from search.engines.base import DocumentGroup, EngineUnavailable
from search.indexing.mapping import document_group
from tests.factories.documents import product_document
from tests.search.ledger_documents import remember, remember_lamps
from tests.search.second_engine import SECOND, register_second

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(settings, monkeypatch, tmp_path) -> str:
    """The name of the engine that answers; a second one is in step beside it."""
    register_second(monkeypatch, tmp_path / "second")
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    monkeypatch.setattr(comparison, "PATIENCE", 0.0)
    monkeypatch.setattr(answers, "PAUSE", 0.0)
    remember_lamps(*range(1, 31))
    feeding.feed_all()
    return settings.SEARCH_ENGINE


class Run:
    """What the command wrote, and how it ended."""

    def __init__(self, *names: str, **options) -> None:
        output = StringIO()
        self.status, self.error = 0, ""
        try:
            call_command("compare_engines", *names, stdout=output, **options)
        except CommandError as error:
            self.status, self.error = error.returncode, str(error)
        told = output.getvalue().splitlines()
        self.lines = [line for line in told if not line.startswith("Membandingkan ")]
        self.progress = [line for line in told if line.startswith("Membandingkan ")]


def test_engines_that_are_equal_are_told_so(first):
    run = Run(searches=40)

    assert (run.status, run.error) == (0, "")
    assert run.lines == [
        "Buku besar: 30 dokumen.",
        f"{first}: 30 dokumen, sama dengan buku besar.",
        "second: 30 dokumen, sama dengan buku besar.",
        f"Pencarian: {len_always() + 40} dibandingkan, 0 berbeda.",
        f"{first} dan second sama.",
    ]
    assert list(dict.fromkeys(line.split(":")[0] for line in run.progress)) == [
        "Membandingkan dokumen",
        "Membandingkan pencarian",
    ]


def len_always() -> int:
    """How many questions are asked of two pages in any case."""
    return len(sample([], 30, 1, 0))


def test_documents_that_differ_are_told_with_what_to_do(first):
    get_engine(SECOND).apply([DocumentGroup(3), DocumentGroup(4)])

    run = Run(searches=0)

    assert run.status == 1
    assert run.lines[1:5] == [
        f"{first}: 30 dokumen, sama dengan buku besar.",
        "second: 28 dokumen, 2 produk tidak sama dengan buku besar.",
        "  hilang: 2 (3, 4)",
        "Berbeda satu dari yang lain: 2 (3, 4)",
    ]
    assert "  /cari/?" in run.lines
    assert f"    jumlah: {first} 30 / second 28" in run.lines
    assert run.error.splitlines() == [
        "Mesin tidak sama.",
        "second: jalankan sweep_expiry, yang mencatat perbaikan untuk pengindeks, atau "
        "rebuild_index --engine second; lalu bandingkan lagi.",
    ]


REFUSED = "product:3: price is not a number: 'murah'"


def test_what_both_refuse_is_told_with_the_reason_and_is_no_difference(first):
    remember(product_document(id=3, title="Lampu 3", price_min="murah"))
    feeding.feed_all()

    run = Run(searches=40)

    assert (run.status, run.error) == (0, "")
    assert run.lines[:5] == [
        "Buku besar: 30 dokumen.",
        f"{first}: 30 dokumen, sama dengan buku besar, selain yang ditolak.",
        f"  “{first}” menolak produk 3: {REFUSED}",
        "second: 30 dokumen, sama dengan buku besar, selain yang ditolak.",
        f"  “second” menolak produk 3: {REFUSED}",
    ]
    assert run.lines[-1] == f"{first} dan second sama."


def test_what_is_refused_and_held_otherwise_is_told_with_what_that_means(first):
    remember(product_document(id=3, title="Lampu 3", price_min="murah"))
    feeding.feed_all()
    feeding.rebuild(get_sink(SECOND))

    run = Run(searches=0)

    assert run.status == 1
    assert "Berbeda satu dari yang lain: 1 (3)" in run.lines
    assert run.error.splitlines() == [
        "Mesin tidak sama.",
        "Produk yang ditolak, tetapi tidak sama di kedua mesin: 1 (3). Laporkan alasan "
        "di atas: bila pindah sekarang, pembaca melihat dokumen mesin yang lain.",
    ]


def test_of_many_products_the_first_are_named(first):
    get_engine(SECOND).apply(map(DocumentGroup, range(10, 21)))

    run = Run(searches=0)

    assert "  hilang: 11 (10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …)" in run.lines


def test_what_the_indexer_has_still_to_give_is_told(first):
    remember_lamps(3, brand="Baru")
    feeding.feed(get_sink(first))

    run = Run(searches=0)

    assert run.status == 1
    assert "  masih menunggu pengindeks: 1 (3)" in run.lines
    assert "pengindeks belum memberikan semuanya" in run.error


def test_answers_that_differ_though_documents_are_the_same_are_told(first):
    source = get_engine(SECOND).get(["product:3"])["product:3"]
    [document] = document_group(3, source).documents
    hidden = document.__class__(document.key, "product", source, document.card)
    get_engine(SECOND).apply([DocumentGroup(3, (hidden,))])

    run = Run(searches=0)

    assert run.status == 1
    assert run.lines[2] == "second: 30 dokumen, sama dengan buku besar."
    assert "dan " in run.lines[-1]
    assert "Dokumennya sama tetapi jawabannya tidak" in run.error


def test_what_may_differ_is_told_and_is_no_difference(first, monkeypatch):
    monkeypatch.setattr(get_engine(SECOND), "similar", lambda key, limit: ())

    run = Run(searches=60)

    assert run.status == 0
    assert any(line.startswith("Yang boleh: pada ") for line in run.lines)


def test_an_order_that_moved_is_told(first, monkeypatch):
    engine = get_engine(SECOND)
    search = engine.search

    def turned(query):
        found = search(query)
        if query.sort or not query.terms:
            return found
        return found.__class__(
            found.total, found.hits[::-1], found.counts, found.range_counts
        )

    monkeypatch.setattr(engine, "search", turned)

    run = Run(searches=60)

    assert run.status == 0
    assert any("urutan menurut kesesuaian bergeser" in line for line in run.lines)


@pytest.mark.parametrize(
    "names", [("embedded",), ("embedded", "embedded"), ("a", "b", "c")]
)
def test_it_takes_two_engines(first, names):
    run = Run(*names)

    assert run.status == 2
    assert run.error == (
        "Sebutkan dua mesin, misalnya: compare_engines embedded elasticsearch. "
        f"Yang dipakai sekarang: {first}, second."
    )


def test_an_engine_that_there_is_not_cannot_be_asked(first):
    run = Run(first, "sphinx")

    assert run.status == 2
    assert "'sphinx'" in run.error


def test_an_engine_without_an_index_cannot_be_asked(first, monkeypatch, tmp_path):
    register_second(monkeypatch, tmp_path / "elsewhere")
    engines._made.clear()

    run = Run(first, SECOND)

    assert run.status == 2
    assert run.error.startswith("Mesin second belum punya indeks yang utuh (no index")
    assert "rebuild_index --engine second" in run.error


def test_an_engine_that_cannot_be_reached_is_told(first, monkeypatch):
    engine = get_engine(SECOND)
    away = engine.health().__class__(False, 0, "refused")
    monkeypatch.setattr(engine, "health", lambda: away)

    run = Run(first, SECOND)

    assert (run.status, run.error) == (
        2,
        "Mesin second tidak dapat ditanya: refused.",
    )


def test_an_engine_that_goes_away_meanwhile_is_told(first, monkeypatch):
    def refuse(query):
        raise EngineUnavailable("refused")

    monkeypatch.setattr(get_engine(SECOND), "search", refuse)

    run = Run()

    assert run.status == 2
    assert run.error == "Pembandingan terhenti, mesin tidak menjawab: refused"


def test_engines_of_an_empty_catalogue_are_equal(
    settings, monkeypatch, tmp_path, catalogue
):
    register_second(monkeypatch, tmp_path / "second")
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    feeding.feed_all()

    assert Run().status == 0


def test_many_differences_are_counted(first):
    remember(product_document(id=99, title="Meja"))
    feeding.feed(get_sink(first))
    for name in (first, SECOND):
        get_engine(name)
    get_engine(SECOND).apply(DocumentGroup(each) for each in range(1, 21))

    run = Run(searches=0)

    assert "  hilang: 20 (1, 10, 11, 12, 13, 14, 15, 16, 17, 18, …)" in run.lines
