"""The sums of what is counted, for people."""

from dataclasses import dataclass

from catalog_site.metrics.counting import counted

TOO_MANY = "429"
SAMPLE = "catalogue_requests_total"


@dataclass(frozen=True, slots=True)
class Totals:
    """Requests since the server started: all, those that failed for a fault of ours,
    and those that were too many of one asker."""

    requests: int
    failed: int
    limited: int


def totals() -> Totals:
    by_status: dict[str, int] = {}
    for metric in counted().collect():
        for sample in metric.samples:
            if sample.name == SAMPLE:
                status = sample.labels["status"]
                by_status[status] = by_status.get(status, 0) + int(sample.value)
    return Totals(
        requests=sum(by_status.values()),
        failed=sum(n for status, n in by_status.items() if status.startswith("5")),
        limited=by_status.get(TOO_MANY, 0),
    )
