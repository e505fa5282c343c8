import json
from argparse import ArgumentTypeError
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from core.moments import rfc3339
from lkpp.choices import ProfileName, Scope
from lkpp.clients import request_log
from lkpp.clients.keys import (
    LONGEST_LIFE,
    LONGEST_OVERLAP,
    OVERLAP_DAYS,
    CannotChange,
    NewKey,
    example_address,
    make_client,
    resume_client,
    revoke_client,
    revoke_key,
    rotate_key,
)
from lkpp.models import BUILT_IN, FASTEST, FeedClient, FeedKey, FeedRequest

NEVER = "–"


class Command(BaseCommand):
    help = """Keeps the clients that may read the LKPP export, and their keys. A key is
printed once, when it is made, and is kept nowhere."""

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        self._add_arguments_of_add(actions.add_parser("add", help="Make a client."))
        rotate = _named(actions, "rotate", "Make a new key; those before end later.")
        rotate.add_argument(
            "--overlap-days",
            type=_between(0, LONGEST_OVERLAP),
            default=OVERLAP_DAYS,
            metavar="DAYS",
            help="How long the keys before remain valid (default: %(default)s).",
        )
        _add_expiry(rotate)
        revoke = _named(actions, "revoke", "Revoke a client, or one of its keys.")
        revoke.add_argument(
            "--key", metavar="PREFIX", help="Revoke this key only, see “list”."
        )
        _named(actions, "resume", "Take the revocation of a client back.")
        listing = actions.add_parser("list", help="List clients and keys.")
        listing.add_argument("--json", action="store_true", help="For machines.")
        log = _named(actions, "log", f"Show requests of a client, also “{BUILT_IN}”.")
        log.add_argument(
            "--last",
            type=_between(1, 10_000),
            default=20,
            metavar="N",
            help="How many, the newest last (default: %(default)s).",
        )
        prune = actions.add_parser("prune", help="Forget old requests.")
        prune.add_argument(
            "--days",
            type=_between(1, 3650),
            default=request_log.KEPT.days,
            help="Those older than this (default: %(default)s).",
        )

    def _add_arguments_of_add(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--contact", default="", help="Whom to call.")
        parser.add_argument(
            "--scope",
            action="append",
            type=_one_of(Scope.values),
            metavar="SCOPE",
            help=f"Repeatable: {', '.join(Scope.values)}. All unless given.",
        )
        parser.add_argument(
            "--profile",
            action="append",
            type=_one_of(ProfileName.values),
            metavar="PROFILE",
            help=f"Repeatable: {', '.join(ProfileName.values)}. All unless given.",
        )
        parser.add_argument(
            "--per-minute",
            type=_between(1, FASTEST),
            default=60,
            metavar="N",
            help="Requests per minute (default: %(default)s).",
        )
        _add_expiry(parser)

    def handle(self, *args, action: str, **options) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except CannotChange as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    # Making, rotating, revoking

    @sensitive_variables("new_key")
    def _add(
        self, *, name, contact, scope, profile, per_minute, expires, **options
    ) -> None:
        client, new_key = make_client(
            name,
            contact=contact,
            scopes=list(dict.fromkeys(scope or Scope.values)),
            profiles=list(dict.fromkeys(profile or [])),
            per_minute=per_minute,
            expires_days=expires,
        )
        self.stdout.write(_("Klien “%(client)s” dibuat.") % {"client": client})
        self._tell_key(client, new_key)

    @sensitive_variables("new_key")
    def _rotate(self, *, name, overlap_days, expires, **options) -> None:
        client = _client(name)
        new_key = rotate_key(client, overlap_days=overlap_days, expires_days=expires)
        self.stdout.write(
            _("Kunci lama “%(client)s” masih berlaku %(days)d hari.")
            % {"client": client, "days": overlap_days}
        )
        self._tell_key(client, new_key)

    def _revoke(self, *, name, key, **options) -> None:
        client = _client(name)
        if key is None:
            count = revoke_client(client)
            self.stdout.write(
                _("Klien “%(client)s” dicabut, dengan %(count)d kunci yang berlaku.")
                % {"client": client, "count": count}
            )
        else:
            found = _key(client, key)
            revoke_key(found)
            self.stdout.write(_("Kunci %(key)s dicabut.") % {"key": found})

    def _resume(self, *, name, **options) -> None:
        client = _client(name)
        resume_client(client)
        self.stdout.write(
            _("Klien “%(client)s” aktif lagi. Buat kunci: lkpp_client rotate")
            % {"client": client}
        )

    @sensitive_variables("new_key")
    def _tell_key(self, client: FeedClient, new_key: NewKey) -> None:
        lines = [
            _("Kunci baru, hanya ditampilkan sekali ini:"),
            "",
            new_key.text,
            "",
            _("Berlaku sampai: %(end)s")
            % {"end": _moment(new_key.key.expires_at, _("tanpa batas waktu"))},
            _("Simpan sebagai rahasia pada sistem pembaca, tidak di dalam alamat."),
        ]
        if example := example_address(client):
            lines += [
                _("Coba (KUNCI diisi dengan: read -rs KUNCI):"),
                f"  curl -H \"Authorization: Bearer $KUNCI\" '{example}'",
            ]
        self.stdout.write("\n".join(lines))

    # Looking

    def _list(self, **options) -> None:
        found = request_log.with_use(FeedClient.objects.order_by("name"))
        found = found.prefetch_related("keys")
        if options["json"]:
            self.stdout.write(json.dumps([_as_json(each) for each in found], indent=2))
            return
        for client in found:
            self._show(client)
        if not found:
            self.stdout.write(_("Belum ada klien. Buat: lkpp_client add NAMA"))

    def _show(self, client: FeedClient) -> None:
        state = "" if client.active else " " + _("(dicabut)")
        profiles = ", ".join(client.profiles) or _("semua")
        self.stdout.write(f"{client.name}{state}")
        for label, value in (
            (_("kontak"), client.contact or NEVER),
            (_("boleh membaca"), ", ".join(client.scopes)),
            (_("profil"), profiles),
            (_("per menit"), client.per_minute),
            (_("permintaan terakhir"), _moment(client.last_request_at)),
            (_("permintaan hari ini"), client.requests_today),
            (_("revisi terakhir"), _or_never(client.last_revision)),
        ):
            self.stdout.write(f"  {label}: {value}")
        for key in client.keys.all():
            self.stdout.write(f"  {key.prefix}  {_state(key)}")

    def _log(self, *, name, last, **options) -> None:
        requests = FeedRequest.objects.filter(client__iexact=name)
        latest = list(requests.newest_first()[:last])
        if not latest and name.casefold() != BUILT_IN.casefold():
            _client(name)
        for each in reversed(latest):
            revisions = (
                f"{_or_never(each.first_revision)}..{_or_never(each.last_revision)}"
            )
            self.stdout.write(
                f"{_moment(each.at)}  {each.status} {each.get_outcome_display()}  "
                f"{each.endpoint} {each.profile}  r{revisions}  "
                f"{each.records} rek  {each.size} B  {each.duration} ms"
            )
        if not latest:
            self.stdout.write(_("Belum ada permintaan."))

    def _prune(self, *, days, **options) -> None:
        count = request_log.prune_all(days)
        self.stdout.write(_("%(count)d permintaan dilupakan.") % {"count": count})


def _named(actions, action: str, about: str) -> CommandParser:
    parser = actions.add_parser(action, help=about)
    parser.add_argument("name")
    return parser


def _add_expiry(parser: CommandParser) -> None:
    parser.add_argument(
        "--expires",
        type=_between(1, LONGEST_LIFE),
        metavar="DAYS",
        help="How long the new key is valid; without end unless given.",
    )


def _between(least: int, most: int):
    def number(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or len(text) > 9:
            raise ArgumentTypeError(_expected(text, f"{least}–{most}"))
        if not least <= int(text) <= most:
            raise ArgumentTypeError(_expected(text, f"{least}–{most}"))
        return int(text)

    return number


def _one_of(allowed: list[str]):
    def one(text: str) -> str:
        if text not in allowed:
            raise ArgumentTypeError(_expected(text, ", ".join(allowed)))
        return text

    return one


def _expected(text: str, allowed: str) -> str:
    return _("“%(text)s” tidak dikenal; yang diperbolehkan: %(allowed)s") % {
        "text": text,
        "allowed": allowed,
    }


def _client(name: str) -> FeedClient:
    """Raises CommandError that names those that there are."""
    client = FeedClient.objects.filter(name__iexact=name.strip()).first()
    if client is not None:
        return client
    known = ", ".join(FeedClient.objects.values_list("name", flat=True)) or NEVER
    raise CommandError(
        _("Tidak ada klien “%(name)s”. Yang ada: %(known)s")
        % {"name": name, "known": known}
    )


def _key(client: FeedClient, prefix: str) -> FeedKey:
    """Raises CommandError that names the keys that can be revoked."""
    bare = prefix.removeprefix("alkes_").partition("_")[0]
    key = client.keys.filter(prefix=bare).first()
    if key is not None:
        return key
    known = ", ".join(each.prefix for each in client.keys.usable()) or NEVER
    raise CommandError(
        _("“%(client)s” tidak punya kunci itu. Yang berlaku: %(known)s")
        % {"client": client, "known": known}
    )


def _state(key: FeedKey) -> str:
    if key.revoked_at:
        state = _("dicabut %(at)s") % {"at": _moment(key.revoked_at)}
    elif key.has_expired():
        state = _("berakhir %(at)s") % {"at": _moment(key.expires_at)}
    elif key.expires_at:
        state = _("berlaku sampai %(at)s") % {"at": _moment(key.expires_at)}
    else:
        state = _("berlaku")
    used = _("terakhir dipakai %(at)s") % {"at": _moment(key.last_used_at)}
    return f"{state}, {used}"


def _moment(moment: datetime | None, without: str = NEVER) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else without


def _or_never(number: int | None) -> str:
    return NEVER if number is None else str(number)


def _as_json(client: FeedClient) -> dict[str, object]:
    return {
        "name": client.name,
        "contact": client.contact,
        "scopes": client.scopes,
        "profiles": client.profiles,
        "per_minute": client.per_minute,
        "active": client.active,
        "last_request_at": _iso(client.last_request_at),
        "requests_today": client.requests_today,
        "last_revision": client.last_revision,
        "keys": [
            {
                "prefix": key.prefix,
                "usable": client.active and key.is_usable,
                "created_at": _iso(key.created_at),
                "expires_at": _iso(key.expires_at),
                "revoked_at": _iso(key.revoked_at),
                "last_used_at": _iso(key.last_used_at),
            }
            for key in client.keys.all()
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None
