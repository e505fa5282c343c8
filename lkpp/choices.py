"""What a reader of the export may be allowed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """A part of the export that a client may read."""

    SNAPSHOT = "snapshot", _("Salinan lengkap")
    CHANGES = "changes", _("Perubahan")
    V5 = "v5", _("Umpan e-Katalog v5")
    FILES = "files", _("Berkas ekspor")


class ProfileName(models.TextChoices):
    """A shape in which a client may read products."""

    NATIVE = "native", _("Catatan netral")
    V5 = "v5", _("e-Katalog v5")
    V6 = "v6", _("e-Katalog v6 (INAPROC)")
    ISB = "isb", _("Inaproc Service Bus")
    TOKODARING = "tokodaring", _("Toko Daring")


class Outcome(models.TextChoices):
    """How the answer to a request ended."""

    COMPLETE = "complete", _("selesai")
    ABORTED = "aborted", _("terputus")
    FAILED = "failed", _("gagal")
    REFUSED = "refused", _("ditolak")
