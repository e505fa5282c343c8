"""Whatever happens between, a reader ends where a snapshot ends.

Random edits, expiries, deletions, rebuilds and crashes; readers that began at any
moment and read on in pages of any size.
"""

from datetime import timedelta

import orjson
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lkpp.clients.request_log import HandedOut
from lkpp.feed import native
from lkpp.feed.cursors import BEGINNING, cursor_at, parse_cursor
from products.models import ProductPage
from readmodel import chain, indexer
from search.engines import get_engine
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

BASE = "https://katalog.example"


class Reader:
    """Keeps a copy in step, as an integrator would."""

    def __init__(self, page_size: int) -> None:
        self.page_size = page_size
        self.cursor = "0"
        self.copy: dict[str, dict] = {}
        self.revisions: list[int] = []

    def begin_with_snapshot(self) -> None:
        lines = read_lines(
            native.snapshot(
                BEGINNING, None, "native", BASE, HandedOut(), tombstones=False
            )
        )
        self.copy = {each["sku"]: each for each in lines[1:-1]}
        self.cursor = lines[0]["snapshot"]["next_cursor"]
        assert lines[-1]["end"] == {
            "revision": parse_cursor(self.cursor).position,
            "records": len(self.copy),
        }

    def read_on(self) -> None:
        more = True
        while more:
            after = parse_cursor(self.cursor)
            answer = native.changes(after, self.page_size, "native", BASE, HandedOut())
            page = orjson.loads(b"".join(answer.body))
            for record in page["records"]:
                assert after.position < record["revision"] <= page["cursor"]
                self.revisions.append(record["revision"])
                if record["active"]:
                    self.copy[record["sku"]] = record
                else:
                    assert record["reason"] in REASONS
                    self.copy.pop(record["sku"], None)
            self.cursor, more = page["next_cursor"], page["more"]


REASONS = {"withdrawn", "licence-expired", "not-ready", "deleted"}


def read_lines(delivery) -> list[dict]:
    return [orjson.loads(line) for line in b"".join(delivery.body).splitlines()]


def snapshot() -> dict[str, dict]:
    lines = read_lines(
        native.snapshot(BEGINNING, None, "native", BASE, HandedOut(), tombstones=False)
    )
    return {each["sku"]: each for each in lines[1:-1]}


class World:
    """The catalogue, to which things happen."""

    def __init__(self, monkeypatch) -> None:
        self.monkeypatch = monkeypatch
        self.products = [complete_product().pk for _ in range(3)]
        self.today = timezone.localdate()

    def page(self, number: int) -> ProductPage:
        return ProductPage.objects.filter(pk=self.products[number % 3]).first()

    def edit(self, number: int) -> None:
        if page := self.page(number):
            page.summary = f"{page.summary[:200]} {number}"
            page.save()

    def reprice(self, number: int) -> None:
        if (page := self.page(number)) and (variant := page.variants.first()):
            variant.price += 1 + number
            variant.save()
            page.save()

    def drop_variant(self, number: int) -> None:
        if page := self.page(number):
            page.variants.all().delete()
            page.save()

    def unpublish(self, number: int) -> None:
        if page := self.page(number):
            page.unpublish()

    def publish(self, number: int) -> None:
        if page := self.page(number):
            page.live = True
            page.save()

    def delete(self, number: int) -> None:
        if page := self.page(number):
            page.delete()
        self.products[number % 3] = complete_product().pk

    def hand_over_sku(self, number: int) -> None:
        giver, taker = self.page(number), self.page(number + 1)
        if giver and taker and (variant := giver.variants.first()):
            sku = variant.sku
            giver.variants.all().delete()
            taker.variants.update(sku=sku)
            giver.save()
            taker.save()

    def let_time_pass(self, number: int) -> None:
        self.today += timedelta(days=120 * (1 + number % 3))
        today = self.today
        self.monkeypatch.setattr(timezone, "localdate", lambda *args: today)

    def roll_back(self, number: int) -> None:
        try:
            with transaction.atomic():
                self.edit(number)
                raise InterruptedError
        except InterruptedError:
            pass

    def crash_before_engine(self, number: int) -> None:
        self.edit(number)
        with self.monkeypatch.context() as patched:
            patched.setattr(get_engine(), "apply", _die)
            with pytest.raises(InterruptedError):
                indexer.drain()
                raise InterruptedError
        indexer.drain()

    def rebuild(self, number: int) -> None:
        indexer.rebuild()

    def drain(self, number: int) -> None:
        indexer.drain()


def _die(groups):
    raise InterruptedError


EVENTS = [name for name in vars(World) if not name.startswith("_") and name != "page"]


def test_every_reader_ends_where_a_snapshot_ends(catalogue, monkeypatch):
    indexer.rebuild()

    @settings(
        max_examples=12,
        deadline=None,
        # Shrinking would take longer than reading the events that were found.
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([*EVENTS, "reader", "snapshot reader"]),
                st.integers(0, 8),
            ),
            max_size=12,
        )
    )
    def happens(events):
        with monkeypatch.context() as patched, transaction.atomic():
            _play(events, World(patched))
            transaction.set_rollback(True)

    happens()


def _play(events, world: World) -> None:
    readers = [Reader(page_size=1000)]
    for event, number in events:
        if event == "reader":
            readers.append(Reader(page_size=1 + number))
        elif event == "snapshot reader":
            readers.append(Reader(page_size=1 + number))
            readers[-1].begin_with_snapshot()
        else:
            getattr(world, event)(number)
        for reader in readers[number % len(readers) :]:
            reader.read_on()
    indexer.drain()

    expected = snapshot()
    for reader in readers:
        reader.read_on()
        assert reader.copy == expected
        told = chain.past()
        assert parse_cursor(reader.cursor) == cursor_at(told.revision, told)
        assert reader.revisions == sorted(reader.revisions)
