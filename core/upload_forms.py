"""The admin's forms of pictures and documents, whose files pass the gate."""

from collections.abc import Callable
from functools import partial
from typing import Any

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
        # Shown by the upload of several files, before anything is sent.
        self.error_messages["file_too_large_unknown_size"] = _(
            "Berkas ini lebih besar dari %(most)s. Kecilkan dahulu, lalu unggah."
        ) % {"most": filesizeformat(self.max_upload_size)}
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
        self.error_messages["file_too_large_unknown_size"] = _(
            "Berkas ini lebih besar dari %(most)s. Kecilkan dahulu, lalu unggah."
        ) % {"most": filesizeformat(self.max_upload_size)}

    def to_python(self, data: Any) -> AcceptedFile | None:
        return _judged(accept_document, data, self)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        kinds = "application/pdf,image/jpeg,image/png,image/webp,image/heic"
        return {**super().widget_attrs(widget), "accept": kinds}


class CatalogueImageForm(BaseImageForm):
    """A picture with title and description."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _pass_the_gate(self, PictureUploadField)

    def save(self, commit: bool = True) -> Any:
        # Wagtail would delete the former file before the new one is sure to stay.
        former, self.original_file = self.original_file, None
        image = super().save(commit=commit)
        if commit and former and "file" in self.changed_data:
            image.renditions.all().delete()
            _delete_when_sure(former)
        return image


class CatalogueDocumentForm(BaseDocumentForm):
    """A document with its title."""

    original_file: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _pass_the_gate(self, DocumentUploadField)

    def clean_file(self) -> Any:
        """A digital certificate stays as it came: pages rely on it. Nobody uploads XML
        here; it is read and kept by the products' pages."""
        stored = CatalogueDocument.objects.filter(
            pk=self.instance.pk, file__endswith=".xml"
        )
        if "file" in self.changed_data and stored.exists():
            raise ValidationError(
                _("Sertifikat digital asli tidak dapat diganti berkas lain."),
                code="original_kept",
            )
        return self.cleaned_data["file"]

    def save(self, commit: bool = True) -> Any:
        former, self.original_file = self.original_file, None
        document = super().save(commit=commit)
        if commit and former and "file" in self.changed_data:
            _delete_when_sure(former)
        return document


def _pass_the_gate(form: Any, field_class: type[FileField]) -> None:
    """Put the gate's field in the place of Wagtail's; some forms have none."""
    field = form.fields.get("file")
    if field is not None:
        form.fields["file"] = field_class(
            label=field.label, required=field.required, widget=field.widget
        )


def _delete_when_sure(file: Any) -> None:
    transaction.on_commit(partial(file.storage.delete, file.name))
