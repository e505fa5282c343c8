"""The index's part of the daily sweep: whether ledger and sinks are as they should be,
and noting for repair what is not."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from readmodel import outbox
from readmodel.comparison import Findings, compare_with_ledger, repair
from readmodel.feeding import Stopped, never
from readmodel.sampling import find_outdated
from readmodel.sinks import Sink, SinkUnavailable, sinks
from readmodel.sweep import SweepResult, sweep

Step = Callable[[Sink, int, int], object]
"""Called with the sink that is being compared, and how far that is."""


def _no_step(sink: Sink, done: int, total: int) -> None:
    """Shows nothing."""


@dataclass(slots=True)
class Checked:
    """What was found. ``outdated`` products of a sample would be built otherwise than
    the ledger has them. Sinks are there by name; ``unreadable`` says why one could not
    be compared."""

    swept: SweepResult
    outdated: int
    findings: dict[str, Findings] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)

    @property
    def ledger_drift(self) -> int:
        """Products of which the ledger was not as the catalogue is."""
        return self.swept.unknown + self.swept.gone + self.outdated

    @property
    def is_well(self) -> bool:
        """Whether all was as it should be."""
        drifted = any(each.wrong for each in self.findings.values())
        return not (self.ledger_drift or self.unreadable or drifted)

    def as_json(self) -> dict[str, Any]:
        """What is kept of it: :class:`readmodel.models.IndexTask`. Products are
        counted."""
        return {
            "well": self.is_well,
            "ledger": {
                **asdict(self.swept),
                "outdated": self.outdated,
                "drift": self.ledger_drift,
            },
            "sinks": {
                name: {
                    "missing": len(found.missing),
                    "differing": len(found.differing),
                    "foreign": len(found.unknown_to_ledger),
                    "refused": len(found.refused),
                    "drift": len(found.wrong),
                }
                for name, found in self.findings.items()
            },
            "unreadable": self.unreadable,
        }


def check(
    on: date,
    *,
    dry_run: bool = False,
    step: Step = _no_step,
    should_stop: Callable[[], bool] = never,
) -> Checked:
    """Look at ledger and sinks as on the day ``on``, and have the indexer mend what is
    wrong, but for a ``dry_run``. Raises Stopped where ``should_stop`` wants it."""
    checked = Checked(sweep(on, dry_run=dry_run), _check_sample(dry_run))
    for sink in sinks():
        try:
            _compare(sink, checked, step, should_stop)
        except SinkUnavailable as error:
            checked.unreadable[sink.name] = str(error)
        else:
            if not dry_run:
                repair(sink, checked.findings[sink.name])
    return checked


def _check_sample(dry_run: bool) -> int:
    outdated = find_outdated()
    if outdated and not dry_run:
        outbox.enqueue(outdated)
    return len(outdated)


def _compare(
    sink: Sink, checked: Checked, step: Step, should_stop: Callable[[], bool]
) -> None:
    def progress(done: int, total: int) -> None:
        if should_stop():
            raise Stopped
        step(sink, done, total)

    checked.findings[sink.name] = compare_with_ledger(sink, progress)
