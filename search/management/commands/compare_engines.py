from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import orjson
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.shown_progress import ShownProgress
from core.terminal_text import on_one_line
from readmodel import comparison
from readmodel.comparison import Comparison, Findings
from readmodel.refusals import Refusals
from readmodel.sampling import some_documents
from readmodel.sinks import SinkUnavailable
from search.comparison import answers, questions
from search.comparison.answers import Difference, Outcome
from search.engines import get_engine, names_in_use
from search.engines.base import EngineUnavailable, SearchEngine
from search.indexing.sink import EngineSink

DIFFERENT, UNAVAILABLE = 1, 2
DOCUMENTS = 200
"""Documents of which questions are made."""
SHOWN = 10
"""Searches of each kind that are told in full, and products that are named."""


class Command(BaseCommand):
    help = """Compare two search engines: every document with the ledger and with each
other, and a sample of searches. The exit status is 0 where they are equal, 1 where they
differ, 2 where one cannot be asked."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "engines",
            nargs="*",
            metavar="ENGINE",
            help="Two engines; those in use unless given.",
        )
        parser.add_argument(
            "--searches",
            type=int,
            default=300,
            help="How many searches are drawn, beside those that are always made.",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=1,
            help="Another number draws other searches.",
        )

    def handle(
        self, *args: Any, engines: list[str], searches: int, seed: int, **options: Any
    ) -> None:
        first, second = self._names(engines)
        pair = (self._engine(first), self._engine(second))
        with ShownProgress(self.stdout) as shown:
            try:
                documents = comparison.compare(
                    [EngineSink(first), EngineSink(second)],
                    lambda done, total: shown.update(
                        _("Membandingkan dokumen"), done, total
                    ),
                )
                outcomes = self._asked(pair, documents.ledger, searches, seed, shown)
            except (SinkUnavailable, EngineUnavailable) as error:
                raise CommandError(
                    _("Pembandingan terhenti, mesin tidak menjawab: %(error)s")
                    % {"error": error},
                    returncode=UNAVAILABLE,
                ) from error
        self._tell_documents(documents)
        self._tell_searches(outcomes, (first, second))
        different = [outcome for outcome in outcomes if outcome.differences]
        if not documents.is_equal or different:
            raise CommandError(
                "\n".join(_advice(documents, bool(different))), returncode=DIFFERENT
            )
        self.stdout.write(
            _("%(first)s dan %(second)s sama.") % {"first": first, "second": second}
        )

    def _names(self, given: list[str]) -> tuple[str, str]:
        chosen = given or list(names_in_use())
        if len(set(chosen)) != 2 or len(chosen) != 2:
            raise CommandError(
                _(
                    "Sebutkan dua mesin, misalnya: compare_engines embedded "
                    "elasticsearch. Yang dipakai sekarang: %(names)s."
                )
                % {"names": ", ".join(names_in_use())},
                returncode=UNAVAILABLE,
            )
        return chosen[0], chosen[1]

    def _engine(self, name: str) -> SearchEngine:
        """Raises CommandError where it cannot be asked."""
        try:
            engine = get_engine(name)
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=UNAVAILABLE) from error
        health = engine.health()
        if health.ok and not health.index.outdated:
            return engine
        if health.index.missing or health.index.outdated:
            problem = _(
                "Mesin %(name)s belum punya indeks yang utuh (%(detail)s). Tambahkan "
                "ke SEARCH_ENGINES_BESIDE lalu jalankan run_indexer, atau "
                "rebuild_index --engine %(name)s."
            )
        else:
            problem = _("Mesin %(name)s tidak dapat ditanya: %(detail)s.")
        raise CommandError(
            problem % {"name": name, "detail": health.detail}, returncode=UNAVAILABLE
        )

    def _asked(
        self,
        pair: tuple[SearchEngine, SearchEngine],
        total: int,
        searches: int,
        seed: int,
        shown: ShownProgress,
    ) -> list[Outcome]:
        chance = Random(seed)  # noqa: S311 - a sample that can be drawn again
        documents = [orjson.loads(each) for each in some_documents(chance, DOCUMENTS)]
        asked = questions.sample(documents, total, seed, searches)
        outcomes = []
        for done, question in enumerate(asked, 1):
            outcomes.append(answers.compare(question, pair))
            shown.update(_("Membandingkan pencarian"), done, len(asked))
        return outcomes

    def _tell_documents(self, found: Comparison) -> None:
        self.stdout.write(_("Buku besar: %(count)d dokumen.") % {"count": found.ledger})
        for name, findings in found.sinks.items():
            self.stdout.write(_of_engine(name, findings))
            for kind, products in _kinds(findings):
                if products:
                    self.stdout.write(f"  {kind}: {_named(products)}")
            for sentence in Refusals.of(findings.refused).sentences(name):
                self.stdout.write(f"  {sentence}")
        if found.unequal:
            self.stdout.write(
                _("Berbeda satu dari yang lain: %(products)s")
                % {"products": _named(found.unequal)}
            )

    def _tell_searches(self, outcomes: list[Outcome], names: tuple[str, str]) -> None:
        different = [outcome for outcome in outcomes if outcome.differences]
        moved = [each for each in outcomes if each.moved and not each.differences]
        unlike = [each for each in outcomes if each.is_unlike]
        self.stdout.write(
            _("Pencarian: %(all)d dibandingkan, %(different)d berbeda.")
            % {"all": len(outcomes), "different": len(different)}
        )
        for outcome in different[:SHOWN]:
            self.stdout.write("  " + on_one_line(outcome.question.label))
            for difference in outcome.differences:
                self.stdout.write("    " + on_one_line(_told(difference, names)))
        self._tell_rest(len(different))
        if moved:
            most = max(moved, key=lambda each: each.moved)
            self.stdout.write(
                _(
                    "Yang boleh: pada %(count)d pencarian urutan menurut kesesuaian "
                    "bergeser, paling jauh %(places)d tempat (%(label)s)."
                )
                % {
                    "count": len(moved),
                    "places": most.moved,
                    "label": on_one_line(most.question.label),
                }
            )
        if unlike:
            self.stdout.write(
                _(
                    "Yang boleh: pada %(count)d produk daftar produk serupa lain "
                    "(%(label)s)."
                )
                % {
                    "count": len(unlike),
                    "label": on_one_line(unlike[0].question.label),
                }
            )

    def _tell_rest(self, count: int) -> None:
        if count > SHOWN:
            self.stdout.write("  " + _("dan %(count)d lagi") % {"count": count - SHOWN})


def _of_engine(name: str, findings: Findings) -> str:
    documents = _("%(count)d dokumen") % {"count": findings.documents}
    state = _("sama dengan buku besar")
    if findings.refused:
        state = _("sama dengan buku besar, selain yang ditolak")
    if findings.count:
        state = _("%(count)d produk tidak sama dengan buku besar") % {
            "count": findings.count
        }
    return f"{name}: {documents}, {state}."


def _kinds(findings: Findings) -> Iterable[tuple[str, Sequence[int]]]:
    return (
        (_("hilang"), findings.missing),
        (_("berbeda isi atau revisi"), findings.differing),
        (_("asing"), findings.unknown_to_ledger),
        (_("masih menunggu pengindeks"), findings.waiting),
    )


def _named(products: Sequence[int]) -> str:
    """How many, and the numbers of the first."""
    shown = ", ".join(map(str, products[:SHOWN]))
    more = ", …" if len(products) > SHOWN else ""
    return f"{len(products)} ({shown}{more})"


def _told(difference: Difference, names: tuple[str, str]) -> str:
    aspects = {"total": _("jumlah"), "hits": _("isi"), "order": _("urutan")}
    aspect = aspects.get(difference.aspect) or _("cacah %(facet)s") % {
        "facet": difference.aspect
    }
    first, second = names
    return f"{aspect}: {first} {difference.first} / {second} {difference.second}"


def _advice(found: Comparison, is_search_different: bool) -> Iterable[str]:
    """What to do about it."""
    yield _("Mesin tidak sama.")
    for name, findings in found.sinks.items():
        if findings.waiting:
            yield _(
                "%(name)s: pengindeks belum memberikan semuanya. Pastikan run_indexer "
                "berjalan dengan setelan ini, tunggu, lalu bandingkan lagi."
            ) % {"name": name}
        if findings.wrong:
            yield _(
                "%(name)s: jalankan sweep_expiry, yang mencatat perbaikan untuk "
                "pengindeks, atau rebuild_index --engine %(name)s; lalu bandingkan "
                "lagi."
            ) % {"name": name}
    if held_otherwise := _refused_and_unequal(found):
        yield _(
            "Produk yang ditolak, tetapi tidak sama di kedua mesin: %(products)s. "
            "Laporkan alasan di atas: bila pindah sekarang, pembaca melihat dokumen "
            "mesin yang lain."
        ) % {"products": _named(held_otherwise)}
    if is_search_different and found.is_equal:
        yield _(
            "Dokumennya sama tetapi jawabannya tidak: bangun ulang kedua indeks dengan "
            "rebuild_index, lalu bandingkan lagi. Bila tetap berbeda, jangan pindah "
            "mesin, dan laporkan pencarian di atas."
        )


def _refused_and_unequal(found: Comparison) -> list[int]:
    """Products that an engine refused, of which the engines have other documents."""
    refused = set[int]().union(*(each.refused for each in found.sinks.values()))
    return [each for each in found.unequal if each in refused]
