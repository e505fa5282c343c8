"""The sums of what is counted, for people."""

from collections import Counter
from dataclasses import dataclass

from catalog_site.metrics.counting import counted

TOO_MANY = "429"
REQUESTS = "catalogue_requests_total"
SHED = "catalogue_shed_requests_total"


@dataclass(frozen=True, slots=True)
class Totals:
    """Requests since the server started: all, those that failed for a fault of ours,
    those that were too many of one asker, and those that were sent away under load,
    which are among the failed."""

    requests: int
    failed: int
    limited: int
    shed: int


def totals() -> Totals:
    by_status: Counter[str] = Counter()
    shed = 0.0
    for sample in (each for metric in counted().collect() for each in metric.samples):
        if sample.name == REQUESTS:
            by_status[sample.labels["status"]] += int(sample.value)
        elif sample.name == SHED:
            shed = sample.value
    return Totals(
        requests=by_status.total(),
        failed=sum(n for status, n in by_status.items() if status.startswith("5")),
        limited=by_status[TOO_MANY],
        shed=int(shed),
    )
