"""What a file system's refusal means to the person who started an export."""

import errno
from pathlib import Path

import pytest

from lkpp.files.failures import explained

TARGET = Path("/ekspor/umpan")
FULL = (
    "Disk penuh: ekspor dibatalkan dan sisanya dihapus. Yang lama tetap ada. "
    "Kosongkan tempat di /ekspor lalu ulangi."
)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
        (
            OSError(errno.EACCES, "Permission denied"),
            "/ekspor tidak dapat ditulisi. Periksa haknya.",
        ),
        (
            OSError(errno.EPERM, "Operation not permitted", "/ekspor/umpan/a"),
            "/ekspor/umpan/a tidak dapat ditulisi. Periksa haknya.",
        ),
        (
            OSError(errno.EROFS, "Read-only file system"),
            "/ekspor tidak dapat ditulisi. Periksa haknya.",
        ),
        (
            OSError(errno.EIO, "Input/output error"),
            "Ekspor gagal: Input/output error (/ekspor/umpan)",
        ),
        (OSError("rusak"), "Ekspor gagal: rusak (/ekspor/umpan)"),
    ],
)
def test_a_refusal_is_explained_with_what_to_do(error, expected):
    assert explained(error, TARGET) == expected
