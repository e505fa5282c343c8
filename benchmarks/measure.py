"""Time, and the highest memory of a piece of work."""

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

REPEATS = 30


def milliseconds(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The median time of ``work`` after one run that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def in_turn(
    works: Mapping[str, Callable[[], object]], repeats: int = REPEATS
) -> dict[str, float]:
    """The median time of each in milliseconds, taken in turn, so that what else the
    machine does falls on all of them alike."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) * 1000 for name, taken in times.items()}


class PeakMemory:
    """The highest resident memory of this process within the block, in MiB.

    Linux forgets the mark when 5 is written to ``clear_refs``; elsewhere the mark is
    that of the whole process.
    """

    def __enter__(self) -> "PeakMemory":
        forget = Path("/proc/self/clear_refs")
        if forget.exists():
            forget.write_text("5")
        self.before = _status("VmRSS")
        return self

    def __exit__(self, *error) -> None:
        self.peak = _status("VmHWM")

    @property
    def over(self) -> float:
        """How much the peak was above what was in use before."""
        return self.peak - self.before


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def report(title: str, columns: tuple[str, ...], rows: list[tuple]) -> None:
    table = Table(title=title)
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right")
    for row in rows:
        table.add_row(
            *(each if isinstance(each, str) else f"{each:,.2f}" for each in row)
        )
    Console(width=110).print(table)
