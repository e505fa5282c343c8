"""What checking every record against its JSON Schema costs when an export is verified.

    python benchmarks/verification.py [--records 2000]

Exports as many records of each profile as NDJSON, and verifies them with and without
the schema, in turn.
"""

import argparse
from pathlib import Path

from measure import in_turn, report
from scratch import scratch_catalogue


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--records", type=int, default=2_000)
    options.add_argument("--repeats", type=int, default=5)
    arguments = options.parse_args()
    with scratch_catalogue() as directory:
        rows = _measured(directory, arguments.records, arguments.repeats)
    report(
        f"{arguments.records:,} records verified",
        ("profile", "ms without schema", "ms with schema", "ratio"),
        rows,
    )


def _measured(
    directory: Path, records: int, repeats: int
) -> list[tuple[str, str, str, str]]:
    from django.test.utils import override_settings

    from lkpp.files import signing
    from lkpp.profiles import PROFILES

    with override_settings(LKPP_SIGNING_KEYS=str(directory / "keys")):
        signing.new_key()
        return [
            _of_profile(profile, directory / profile.name, records, repeats)
            for profile in PROFILES.values()
        ]


def _of_profile(profile, target: Path, records: int, repeats: int):
    from django.utils import timezone

    from lkpp.files import signing
    from lkpp.files.verification import verify

    _export(profile, target, records)

    def verified(with_schema: bool) -> None:
        found = verify(
            target, signing.key_set(), now=timezone.now(), with_schema=with_schema
        )
        if not found.ok:
            raise SystemExit(f"{profile.name}: {found.errors[0]}")

    times = in_turn(
        {"without": lambda: verified(False), "with": lambda: verified(True)}, repeats
    )
    without, checked = times["without"], times["with"]
    return (
        profile.name,
        f"{without:,.0f}",
        f"{checked:,.0f}",
        f"{checked / without:.2f}",
    )


def _export(profile, target: Path, records: int) -> None:
    import orjson
    from django.utils import timezone

    from lkpp.files.export import Order, RecordSource, export
    from lkpp.management.commands.export_lkpp import columns_of, key_of
    from lkpp.profiles.samples import full_record

    target.mkdir()
    order = Order(
        profile=profile,
        format="ndjson",
        base_url="https://katalog.example",
        key=key_of(profile),
        columns=columns_of(profile),
        schema=profile.schema,
        compressed=True,
    )
    record = full_record()
    rows = (
        _Row(number, orjson.dumps(record | {"sku": f"S-{number}", "revision": number}))
        for number in range(1, records + 1)
    )
    export(
        RecordSource(rows, records, "benchmark", cursor=str(records)),
        target,
        order,
        now=timezone.now(),
        step=lambda reached: None,
    )


class _Row:
    """A row of the ledger."""

    active = True

    def __init__(self, revision: int, record: bytes):
        self.revision = revision
        self.sku = f"S-{revision}"
        self.record = record


if __name__ == "__main__":
    main()
