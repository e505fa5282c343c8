"""The admin's forms of pictures and documents, whose files pass the gate."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.findings import message
from core.gate.accepted import AcceptedFile
from core.gate.gate import Readable, accept_document, accept_picture
from core.models import CatalogueDocument
from core.uploads import is_published
from domain.findings import InvalidInput

Gate = Callable[[Readable], AcceptedFile]


def _judged(gate: Gate, data: Any, field: FileField) -> AcceptedFile | None:
    """What the gate makes of ``data``, or its sentence as the field's error."""
    if data in field.empty_values:
        return None
    try:
        return gate(data)
    except InvalidInput as refused:
        raise ValidationError(message(refused), code=refused.code) from refused


def _too_large(field: WagtailImageField | WagtailDocumentField) -> str:
    """Shown by the upload of several files, before anything is sent."""
    return _("Berkas ini lebih besar dari %(most)s. Kecilkan dahulu, lalu unggah.") % {
        "most": filesizeformat(field.max_upload_size)
    }


class PictureUploadField(WagtailImageField):
    """Keeps what the gate made of the file."""

    # The content decides, not the name.
    default_validators: list = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A name's length does not matter either: the file gets another.
        self.max_length = None
        self.help_text = _(
            "JPEG, PNG, WebP atau HEIC, paling besar %(most)s. Letak pengambilan dan "
            "keterangan kamera dihapus."
        ) % {"most": filesizeformat(self.max_upload_size)}
        self.error_messages["file_too_large_unknown_size"] = _too_large(self)
        self.error_messages["invalid_image_extension"] = _(
            "Berkas ini bukan gambar yang dikenal. Unggah gambar JPEG, PNG, WebP atau "
            "HEIC."
        )

    def to_python(self, data: Any) -> AcceptedFile | None:
        return _judged(accept_picture, data, self)


class DocumentUploadField(WagtailDocumentField):
    """Keeps what the gate made of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_length = None
        self.help_text = _("PDF, JPEG atau PNG, paling besar %(most)s.") % {
            "most": filesizeformat(self.max_upload_size)
        }
        self.error_messages["file_too_large_unknown_size"] = _too_large(self)

    def to_python(self, data: Any) -> AcceptedFile | None:
        return _judged(accept_document, data, self)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        kinds = "application/pdf,image/jpeg,image/png,image/webp,image/heic"
        return {**super().widget_attrs(widget), "accept": kinds}


class UploadForm(forms.ModelForm):
    """Has its file pass the gate; a replaced one goes when the new one is stored.

    What a published page shows was verified, and proves what a certificate claims:
    another file takes its place through that page, where it is verified again.
    """

    original_file: Any
    upload_field: type[FileField]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Some forms have no file.
        field: Any = self.fields.get("file")
        if field is not None:
            self.fields["file"] = self.upload_field(
                label=field.label, required=field.required, widget=field.widget
            )

    def clean_file(self) -> Any:
        if "file" in self.changed_data and self.instance.pk:
            self.refuse_replacement()
        return self.cleaned_data["file"]

    def refuse_replacement(self) -> None:
        """Raises ValidationError where the stored file has to stay."""
        if is_published(self.instance):
            raise ValidationError(
                _(
                    "Berkas ini tampil pada halaman yang sudah tayang, jadi tidak "
                    "dapat diganti di sini. Unggah berkas yang baru, lalu pilih di "
                    "halaman itu."
                ),
                code="file_published",
            )

    def save(self, commit: bool = True) -> Any:
        # Wagtail would delete the former file before the new one is sure to stay.
        former, self.original_file = self.original_file, None
        stored = super().save(commit=commit)
        if commit and former and "file" in self.changed_data:
            self.file_replaced()
            transaction.on_commit(partial(former.storage.delete, former.name))
        return stored

    def file_replaced(self) -> None:
        """What else goes with the former file."""


class CatalogueImageForm(UploadForm, BaseImageForm):
    """A picture with title and description."""

    upload_field = PictureUploadField

    def file_replaced(self) -> None:
        self.instance.renditions.all().delete()


class CatalogueDocumentForm(UploadForm, BaseDocumentForm):
    """A document with its title."""

    upload_field = DocumentUploadField

    def refuse_replacement(self) -> None:
        """A digital certificate stays as it came: pages rely on it. Nobody uploads XML
        here; it is read and kept by the products' pages."""
        stored = CatalogueDocument.objects.filter(
            pk=self.instance.pk, file__endswith=".xml"
        )
        if stored.exists():
            raise ValidationError(
                _("Sertifikat digital asli tidak dapat diganti berkas lain."),
                code="original_kept",
            )
        super().refuse_replacement()
