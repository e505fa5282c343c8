"""Followers without threads, for tests that lie in one transaction."""

from collections.abc import Iterable

from readmodel import indexer
from readmodel.following import Follower
from readmodel.sinks import Sink


class FollowersInTurn:
    """Stands in for :class:`readmodel.following.Followers`: whenever it is told to
    look, each follower has its turn."""

    def __init__(self, sinks: Iterable[Sink]) -> None:
        self._is_settled = False
        self._followers = [Follower(sink, lambda: self._is_settled) for sink in sinks]

    def __enter__(self) -> "FollowersInTurn":
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is at work."""

    def look(self, *, is_settled: bool) -> None:
        self._is_settled = is_settled
        for follower in self._followers:
            follower.turn()


def follow_in_turn(monkeypatch) -> None:
    """Have sinks follow in the test's own thread and transaction."""
    monkeypatch.setattr(indexer, "Followers", FollowersInTurn)
