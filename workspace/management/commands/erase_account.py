from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.people import display_name
from workspace.accounts.erasure import CannotErase, erase_account


class Command(BaseCommand):
    help = """Takes name, e-mail address and all that signs in out of an account whose
holder leaves (docs/privacy.md). What it declared and decided remains, under a mark that
names nobody. It cannot be taken back; without --yes it only says what would be done."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--yes", action="store_true", help="Do it.")

    def handle(self, *args, username: str, yes: bool, **options) -> None:
        users = get_user_model().objects
        account = users.filter(username=username).first()
        if account is None:
            raise CommandError(
                _("Tidak ada akun dengan nama “%(name)s”.") % {"name": username}
            )
        if not yes:
            self.stdout.write(
                _("Data pribadi “%(name)s” akan dihapus. Ulangi dengan --yes.")
                % {"name": display_name(account)}
            )
            return
        try:
            mark = erase_account(account)
        except CannotErase as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("Data pribadi dihapus; yang tinggal hanya tanda “%(mark)s”.")
            % {"mark": mark}
        )
