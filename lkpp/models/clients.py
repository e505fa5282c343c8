"""Those who read the export, their keys, and what they were given."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from lkpp.choices import Outcome, ProfileName, Scope
from lkpp.querysets import FeedKeyQuerySet, FeedRequestQuerySet

BUILT_IN = "LKPP"
"""The name of the client that LKPP_SECRET_KEY stands for. It has no row."""
USER_MARK = "@"
"""Begins the name under which the holder of an API token appears in the log."""
FASTEST = 6000
"""Requests per minute that a client may be allowed at most."""


def validate_client_name(name: str) -> None:
    """Raises ValidationError for a name that would stand for somebody else."""
    if name.casefold() == BUILT_IN.casefold():
        raise ValidationError(
            _("Nama “%(name)s” milik kunci bawaan (LKPP_SECRET_KEY); pilih nama lain."),
            params={"name": BUILT_IN},
        )
    if name.startswith(USER_MARK):
        raise ValidationError(
            _("Nama tidak boleh diawali “%(mark)s”."), params={"mark": USER_MARK}
        )
    if not name.isprintable():
        raise ValidationError(_("Nama hanya boleh berisi karakter yang dapat dibaca."))


def all_scopes() -> list[str]:
    return list(Scope.values)


class FeedClient(models.Model):
    """A system that reads the export.

    Its name appears in the log of requests and does not change. Without ``profiles``
    it may read all of them. ``per_minute`` is the number of requests that it may make
    in a minute, and at once after a minute of silence. A revoked client is not
    ``active`` and has no usable key.
    """

    name = models.CharField(_("nama"), max_length=60, validators=[validate_client_name])
    contact = models.CharField(
        _("kontak"),
        max_length=200,
        blank=True,
        help_text=_("Siapa yang dihubungi bila ada gangguan: nama, surel, telepon."),
    )
    scopes = models.JSONField(_("boleh membaca"), default=all_scopes)
    profiles = models.JSONField(_("profil"), default=list, blank=True)
    per_minute = models.PositiveIntegerField(
        _("permintaan per menit"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(FASTEST)],
    )
    active = models.BooleanField(_("aktif"), default=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dibuat oleh"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("klien LKPP")
        verbose_name_plural = _("klien LKPP")
        ordering = ["name"]
        permissions = [("pull_feed", _("Dapat menarik umpan LKPP dengan token API"))]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_feed_client_of_a_name",
                violation_error_message=_("Sudah ada klien dengan nama ini."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError for a scope or profile that does not exist."""
        if not self.scopes:
            raise ValidationError({"scopes": _("Pilih sekurang-kurangnya satu.")})
        _refuse_unknown("scopes", self.scopes, Scope)
        _refuse_unknown("profiles", self.profiles, ProfileName)

    @property
    def scope_labels(self) -> list[str]:
        return [Scope(each).label for each in self.scopes]

    @property
    def profile_labels(self) -> list[str]:
        return [ProfileName(each).label for each in self.profiles]

    @cached_property
    def usable_keys(self) -> list["FeedKey"]:
        return [key for key in self.keys.all() if key.is_usable]

    @property
    def first_end(self) -> datetime | None:
        """When the first of the usable keys ends, if any does."""
        ends = [key.expires_at for key in self.usable_keys if key.expires_at]
        return min(ends, default=None)


def _refuse_unknown(field: str, values: object, choices) -> None:
    allowed = set(choices.values)
    if isinstance(values, list) and allowed.issuperset(map(str, values)):
        return
    raise ValidationError(
        {field: _("Yang diperbolehkan: %(allowed)s.")},
        params={"allowed": ", ".join(map(str, choices.labels))},
    )


class FeedKey(models.Model):
    """A key of a client. Its text is shown once and never kept.

    It is found by ``prefix`` and recognised by ``digest``. Several may be usable at a
    time, so that a reader can go over from one to the next.
    """

    client = models.ForeignKey(
        FeedClient, on_delete=models.CASCADE, related_name="keys"
    )
    prefix = models.CharField(_("awalan"), max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    label = models.CharField(_("keterangan"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("berlaku sampai"), null=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True)

    objects = models.Manager.from_queryset(FeedKeyQuerySet)()

    class Meta:
        verbose_name = _("kunci klien LKPP")
        verbose_name_plural = _("kunci klien LKPP")

    def __str__(self) -> str:
        return self.shown_prefix

    @property
    def shown_prefix(self) -> str:
        """As much of the key as may be shown."""
        return f"alkes_{self.prefix}_…"

    def has_expired(self, at: datetime | None = None) -> bool:
        return self.expires_at is not None and self.expires_at <= (at or timezone.now())

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and not self.has_expired()


class FeedRate(models.Model):
    """How much of its rate a client has used; see :mod:`lkpp.clients.rate_limit`.

    ``due`` and ``refusal_logged`` are microseconds since 1970: when all requests so
    far are paid for, and when a refusal was last written to the log.
    """

    client = models.CharField(max_length=160, primary_key=True)
    due = models.BigIntegerField(default=0)
    refusal_logged = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("laju klien LKPP")
        verbose_name_plural = _("laju klien LKPP")

    def __str__(self) -> str:
        return self.client


class FeedRequest(models.Model):
    """A request for the export, and what was handed out.

    ``client`` is a name and no foreign key: LKPP's built-in key and the holders of API
    tokens have no row. ``first_revision`` and ``last_revision`` are those of the first
    and last record that left the server, ``size`` the bytes before compression.
    ``address`` is shortened to the network, so that it names nobody.
    """

    client = models.CharField(_("klien"), max_length=160)
    key = models.CharField(_("kunci"), max_length=12, blank=True)
    at = models.DateTimeField(_("waktu"), default=timezone.now, db_index=True)
    endpoint = models.CharField(_("alamat"), max_length=40)
    profile = models.CharField(_("profil"), max_length=20, blank=True)
    parameters = models.JSONField(_("parameter"), default=dict)
    first_revision = models.BigIntegerField(_("dari revisi"), null=True)
    last_revision = models.BigIntegerField(_("sampai revisi"), null=True)
    records = models.PositiveBigIntegerField(_("rekaman"), default=0)
    size = models.PositiveBigIntegerField(_("ukuran"), default=0)
    status = models.PositiveSmallIntegerField(_("status"))
    outcome = models.CharField(_("hasil"), max_length=8, choices=Outcome.choices)
    duration = models.PositiveBigIntegerField(_("lama (ms)"), default=0)
    address = models.CharField(_("jaringan"), max_length=45, blank=True)

    objects = models.Manager.from_queryset(FeedRequestQuerySet)()

    class Meta:
        verbose_name = _("permintaan umpan LKPP")
        verbose_name_plural = _("permintaan umpan LKPP")
        indexes = [models.Index(fields=["client", "-at"], name="feed_request_client")]

    def __str__(self) -> str:
        return f"{self.client} {self.endpoint} {self.at:%Y-%m-%d %H:%M:%S}"
