"""What keeps a command from writing an index, in a sentence for who gave it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from readmodel.lease import LeaseTaken
from readmodel.sinks import SinkUnavailable


@contextmanager
def refusals() -> Iterator[None]:
    """Raises CommandError for LeaseTaken and SinkUnavailable."""
    try:
        yield
    except LeaseTaken as error:
        raise CommandError(
            _(
                "Proses lain sedang menulis indeks. Bila tidak ada, "
                "klaimnya berakhir sendiri dalam beberapa menit; "
                "lalu coba lagi. Bila ia macet: run_indexer --take-over."
            )
        ) from error
    except SinkUnavailable as error:
        raise CommandError(
            _("Indeks tidak dapat ditulis: %(error)s") % {"error": error}
        ) from error
