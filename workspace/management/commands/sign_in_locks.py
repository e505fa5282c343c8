from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from core.terminal_text import on_one_line
from workspace.accounts.locks import Lock, locks, unlock, unlock_all
from workspace.accounts.sign_in import as_counted


class Command(BaseCommand):
    help = "Lists names that are locked after failed sign-ins, or unlocks them."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="Show who is locked, and until when.")
        unlocking = actions.add_parser("unlock", help="Let a name in again.")
        which = unlocking.add_mutually_exclusive_group(required=True)
        which.add_argument("name", nargs="?", help="As it was typed when signing in.")
        which.add_argument("--all", action="store_true", help="Every name.")

    def handle(self, *args, action: str, **options) -> None:
        if action == "list":
            self._list()
        elif options["all"]:
            self._write_count(unlock_all())
        else:
            self._unlock(as_counted(options["name"]))

    def _list(self) -> None:
        found = locks()
        for lock in found:
            self.stdout.write(_line(lock))
        if not found:
            self.stdout.write(_("Tidak ada yang terkunci."))

    def _unlock(self, name: str) -> None:
        """Raises CommandError where nobody tried that name."""
        count = unlock(name)
        if not count:
            raise CommandError(
                _("Tidak ada percobaan gagal dengan nama “%(name)s”.") % {"name": name}
            )
        self._write_count(count)

    def _write_count(self, count: int) -> None:
        self.stdout.write(_("%(count)d percobaan gagal dilupakan.") % {"count": count})


def _line(lock: Lock) -> str:
    where = lock.address or _("semua alamat yang baru")
    until = timezone.localtime(lock.until)
    return on_one_line(f"{lock.name}  {where}  {lock.failures}  {until:%Y-%m-%d %H:%M}")
