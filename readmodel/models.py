"""What the read model remembers between runs of the indexer."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.append_only import AppendOnlyModel
from readmodel.querysets import ProductStateQuerySet


class PendingChange(models.Model):
    """A product that may look different now: the outbox.

    Written in the transaction that changes the product, so that a rollback leaves
    none. ``product_id`` is no foreign key: the product may be gone.
    """

    product_id = models.BigIntegerField(db_index=True)
    enqueued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("perubahan tertunda")
        verbose_name_plural = _("perubahan tertunda")

    def __str__(self) -> str:
        return f"{self.product_id}"


class ProductState(models.Model):
    """What readers were told of a product that was ever public.

    ``document`` is what was built of it, as JSON, and None once it left. ``revision``
    is the number of the last change; numbers are handed out in the order of commits
    and without gaps. On ``rebuild_on`` some date in the product passes and it must be
    built again. It was built on ``built_on``, or later and the same; None is unknown.
    """

    product_id = models.BigIntegerField(primary_key=True)
    revision = models.BigIntegerField(unique=True)
    checksum = models.CharField(max_length=64)
    live = models.BooleanField(default=True)
    rebuild_on = models.DateField(null=True, db_index=True)
    built_on = models.DateField(null=True, db_index=True)
    changed_at = models.DateTimeField()
    document = models.BinaryField(null=True)

    objects = ProductStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("keadaan produk")
        verbose_name_plural = _("keadaan produk")

    def __str__(self) -> str:
        return f"{self.product_id} r{self.revision}"


class VariantState(models.Model):
    """What readers were told of a variant that was ever exported.

    ``record`` is its neutral record as JSON, ready to be sent; ``revision`` the number
    of its last change. ``history`` is a
    :class:`readmodel.variant_history.VariantHistory`. A SKU that moves to another
    product takes its past along.
    """

    sku = models.CharField(max_length=60, primary_key=True)
    product_id = models.BigIntegerField(db_index=True)
    revision = models.BigIntegerField()
    active = models.BooleanField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    record = models.BinaryField()
    history = models.JSONField()

    class Meta:
        verbose_name = _("keadaan varian")
        verbose_name_plural = _("keadaan varian")
        indexes = [
            models.Index(fields=["revision", "sku"], name="variants_by_revision"),
            models.Index(fields=["active", "created_at", "sku"], name="by_creation"),
            models.Index(fields=["active", "updated_at", "sku"], name="by_update"),
            models.Index(fields=["updated_at", "sku"], name="by_any_update"),
        ]

    def __str__(self) -> str:
        return self.sku


class ProjectionState(models.Model):
    """The version of a projection that the ledger was derived with."""

    name = models.CharField(max_length=40, primary_key=True)
    version = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("keadaan proyeksi")
        verbose_name_plural = _("keadaan proyeksi")

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class SinkState(models.Model):
    """How far a sink follows the ledger, and who writes to it.

    It has every change up to ``applied_revision``, and was built for
    ``schema_version``, which is empty until it was. ``generation`` names what was
    built, and is empty where that was before it was noted. ``holder`` may write to it
    until ``expires_at``. While it cannot be written, ``failure`` says why and
    ``failing_since`` for how long already.
    """

    name = models.CharField(max_length=40, primary_key=True)
    schema_version = models.CharField(max_length=80, default="")
    generation = models.CharField(max_length=255, default="", blank=True)
    applied_revision = models.BigIntegerField(default=0)
    holder = models.CharField(max_length=40, default="", blank=True)
    expires_at = models.DateTimeField(null=True)
    failure = models.TextField(default="", blank=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("keadaan tujuan")
        verbose_name_plural = _("keadaan tujuan")

    def __str__(self) -> str:
        return f"{self.name} r{self.applied_revision}"


class PendingRepair(models.Model):
    """A product that ``sink`` has wrongly, to be given to it again from the ledger."""

    sink = models.CharField(max_length=40, db_index=True)
    product_id = models.BigIntegerField()
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("perbaikan tertunda")
        verbose_name_plural = _("perbaikan tertunda")

    def __str__(self) -> str:
        return f"{self.sink} {self.product_id}"


class RefusedProduct(models.Model):
    """A product that ``sink`` does not take as the ledger has it, and why: it is held
    as it was before, or not at all after a rebuild."""

    sink = models.CharField(max_length=40)
    product_id = models.BigIntegerField()
    reason = models.TextField()

    class Meta:
        verbose_name = _("produk yang ditolak")
        verbose_name_plural = _("produk yang ditolak")
        constraints = [
            models.UniqueConstraint(
                fields=["sink", "product_id"], name="refused_once_by_each_sink"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sink} {self.product_id}"


class IndexerLease(models.Model):
    """The right to write to the ledger, held by one process for a short time.

    There is one row. ``last_revision`` is the highest number handed out, ``feed_id``
    names the sequence of numbers.
    """

    holder = models.CharField(max_length=40, blank=True)
    expires_at = models.DateTimeField(null=True)
    last_revision = models.BigIntegerField(default=0)
    feed_id = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = _("giliran pengindeks")
        verbose_name_plural = _("giliran pengindeks")

    def __str__(self) -> str:
        return self.holder or "-"


class LedgerLink(AppendOnlyModel):
    """A link of the chain over what readers were told (:mod:`readmodel.chain`): up to
    ``revision``, the last one of a transaction of the ledger, it was what ``digest``
    stands for."""

    revision = models.BigIntegerField(unique=True)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("mata rantai buku besar")
        verbose_name_plural = _("mata rantai buku besar")

    def __str__(self) -> str:
        return f"r{self.revision}"


class IndexerState(models.Model):
    """A sign of life of the indexer, whichever process that is. There is one row.

    It was at work at ``seen_at``, and has lost the database ``outages`` times, the last
    time at about ``last_outage_at``.
    """

    seen_at = models.DateTimeField(null=True)
    outages = models.PositiveBigIntegerField(default=0)
    last_outage_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("keadaan pengindeks")
        verbose_name_plural = _("keadaan pengindeks")

    def __str__(self) -> str:
        return f"{self.seen_at:%Y-%m-%d %H:%M:%S}" if self.seen_at else "-"


class IndexTask(models.Model):
    """Long work on the indexes: asked for by an administrator, or done by a command.

    It is open until ``ended_at``; ``result`` is what came of it, ``problem`` says why
    nothing did. Until then the indexer that is ``holder`` works on it until
    ``expires_at``, for the ``attempts``-th time, and has done ``done`` of ``total`` of
    its ``stage``.
    """

    class Kind(models.TextChoices):
        REBUILD = "rebuild", _("Bangun ulang indeks")
        SWEEP = "sweep", _("Penyapuan")

    kind = models.CharField(max_length=10, choices=Kind)
    is_open = models.BooleanField(default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=80, default="", blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    problem = models.TextField(default="", blank=True)
    holder = models.CharField(max_length=40, default="", blank=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pekerjaan indeks")
        verbose_name_plural = _("pekerjaan indeks")
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"],
                condition=models.Q(is_open=True),
                name="one_open_index_task",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
