from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class ProductPicture(Orderable):
    """A picture of the product; the first one stands for it in lists."""

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="pictures"
    )
    image = models.ForeignKey(
        "core.CatalogueImage",
        verbose_name=_("gambar"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    caption = models.CharField(_("keterangan"), max_length=150, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("gambar")
        verbose_name_plural = _("gambar")


class AttachmentKind(models.TextChoices):
    DATASHEET = "datasheet", _("Lembar data")
    MANUAL = "manual", _("Petunjuk pemakaian")
    BROCHURE = "brochure", _("Brosur")
    OTHER = "other", _("Lainnya")


class ProductAttachment(Orderable):
    """A document a buyer may download."""

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="attachments"
    )
    document = models.ForeignKey(
        "core.CatalogueDocument",
        verbose_name=_("dokumen"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=AttachmentKind.choices)

    class Meta(Orderable.Meta):
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")
