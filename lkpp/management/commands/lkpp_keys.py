import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from lkpp.files import signing
from lkpp.files.signing import SigningKey, SigningKeyError


class Command(BaseCommand):
    help = """The keys that sign exports. Private keys are never shown."""

    def add_arguments(self, parser):
        actions = parser.add_subparsers(
            dest="action", required=True, metavar="{new,list,remove}"
        )
        actions.add_parser(
            "new", help="make a key that signs from now on; the former one is retired"
        )
        listed = actions.add_parser("list", help="show the keys, the newest first")
        listed.add_argument(
            "--json", action="store_true", help="as the key set that is published"
        )
        removed = actions.add_parser(
            "remove",
            help="withdraw a retired key: what it signed cannot be verified any more",
        )
        removed.add_argument("kid")

    def handle(self, *args, action: str, **options):
        try:
            {"new": self._new, "list": self._list, "remove": self._remove}[action](
                options
            )
        except SigningKeyError as error:
            raise CommandError(str(error)) from error

    def _new(self, options) -> None:
        key = signing.new_key()
        self.stdout.write(
            _("Kunci baru %(kid)s menandatangani mulai sekarang.") % {"kid": key.kid}
        )
        self.stdout.write(
            _("Kunci privat: %(path)s. Cadangkan di tempat aman.")
            % {"path": key.private_path}
        )

    def _list(self, options) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(signing.key_set(), indent=2))
            return
        keys = signing.signing_keys()
        for key in keys:
            self.stdout.write(f"{key.kid}  {_lifetime(key)}")
        if not keys:
            self.stdout.write(_("Belum ada kunci. Buat dengan: lkpp_keys new"))

    def _remove(self, options) -> None:
        key = signing.remove_key(options["kid"])
        self.stdout.write(_("Kunci %(kid)s dicabut.") % {"kid": key.kid})


def _lifetime(key: SigningKey) -> str:
    made = timezone.localtime(key.made_at).date().isoformat()
    if key.retired_at is None:
        return _("menandatangani sejak %(made)s") % {"made": made}
    return _("%(made)s sampai %(retired)s; masih diterbitkan") % {
        "made": made,
        "retired": timezone.localtime(key.retired_at).date().isoformat(),
    }
