"""What a file system's refusal means to the person who started an export."""

import errno
from pathlib import Path

from django.utils.translation import gettext as _


def explained(error: OSError, target: Path) -> str:
    """One sentence, with what to do where that is known."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _(
            "Disk penuh: ekspor dibatalkan dan sisanya dihapus. Yang lama tetap ada. "
            "Kosongkan tempat di %(place)s lalu ulangi."
        ) % {"place": target.parent}
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _("%(place)s tidak dapat ditulisi. Periksa haknya.") % {
            "place": error.filename or target.parent
        }
    return _("Ekspor gagal: %(error)s (%(place)s)") % {
        "error": error.strerror or error,
        "place": error.filename or target,
    }
