"""Every benchmark runs, in a small form; how fast is told by the large one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="copies the test's database to a file"
    ),
]

PROJECT = Path(__file__).parents[2]
HELPERS = {
    "engines_report.py",
    "many_products.py",
    "measure.py",
    "raw_elasticsearch.py",
    "scratch.py",
}
DEMO = ("--products=12", "--suppliers=6")
SMALL = {
    "demo_loading.py": ("--one-by-one=2", *DEMO),
    "eligibility.py": ("--products=60",),
    "engines.py": ("--documents=300", "--repeats=2", *DEMO),
    "export.py": ("--variants=1200", "--repeats=2", *DEMO),
    "pictures.py": ("--picture-size=300", "--repeats=2", *DEMO),
    "read_model.py": ("--repeats=2", *DEMO),
    "slow_readers.py": (
        *("--seconds=0.3", "--patience=0.3", "--variants=1200", *DEMO),
    ),
    "verification.py": ("--records=20", "--repeats=1"),
}
WRITTEN = {
    "demo_loading.py": "peak memory",
    "eligibility.py": "60 products, ",
    "engines.py": "What is promised",
    "export.py": "Rendering alone",
    "pictures.py": "of drafts, for who may see them",
    "read_model.py": "The full feed",
    "slow_readers.py": "with bounds: at twice that",
    "verification.py": "20 records verified",
}
"""What each writes, mostly at its end."""
KEPT = ("PATH", "HOME", "ELASTICSEARCH_URL")
"""What of the environment a benchmark is given."""


def test_every_benchmark_has_a_small_form():
    scripts = {path.name for path in (PROJECT / "benchmarks").glob("*.py")}

    assert scripts - HELPERS == SMALL.keys() == WRITTEN.keys()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=[pytest.mark.elasticsearch] if name == "engines.py" else []
        )
        for name in SMALL
    ],
)
def test_benchmark_runs_to_its_end(name, tmp_path):
    migrated = tmp_path / "migrated.sqlite3"
    # A backup would wait for the end of the test's own transaction.
    migrated.write_bytes(connection.connection.serialize())
    kept = {key: os.environ[key] for key in KEPT if key in os.environ}

    ended = subprocess.run(
        [sys.executable, PROJECT / "benchmarks" / name, *SMALL[name]],
        env={**kept, "MIGRATED_DATABASE": str(migrated)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert WRITTEN[name] in ended.stdout
