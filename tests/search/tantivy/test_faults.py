"""What tantivy raises, and what it tells of the index."""

import pytest

from search.engines.tantivy.faults import is_damage, is_failure

# The class is made when Rust panics first.
PanicException = type("PanicException", (BaseException,), {})
PanicException.__module__ = "pyo3_runtime"


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (PanicException("index out of bounds"), True),
        (ValueError("Data corrupted"), True),
        (FileNotFoundError("meta.json"), True),
        (KeyboardInterrupt(), False),
        (SystemExit(), False),
        (KeyError("a"), True),
        (TypeError("'<' not supported between NoneType and int"), True),
        (AttributeError("a"), False),
        (type("PanicException", (BaseException,), {})(), False),
    ],
)
def test_panics_are_failures_and_other_ends_of_a_process_are_not(error, failure):
    assert is_failure(error) is failure


@pytest.mark.parametrize(
    ("error", "damage"),
    [
        (PanicException("range end index 9"), True),
        (PanicException('io_error: Os { code: 24, kind: Uncategorized }"'), False),
        (ValueError("Data corrupted: 'Invalid footer'"), True),
        (ValueError("Failed to acquire Lockfile: LockBusy. None"), False),
        (ValueError("io_error: Os { code: 13 }"), False),
        (ValueError("An IO error occurred: 'No space left (os error 28)'"), False),
        (ValueError("An IO error occurred: 'Quota exceeded (os error 122)'"), False),
        (ValueError("An IO error occurred: 'No such file (os error 2)'"), True),
        (FileNotFoundError("gone"), True),
        (PermissionError("no right"), False),
        (OSError(5, "Input/output error"), False),
    ],
)
def test_what_passes_is_no_damage(error, damage):
    assert is_damage(error) is damage
