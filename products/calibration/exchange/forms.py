"""Taking a digital calibration certificate into a product."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.findings import message
from core.registration import formfield_for_dbfield
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import MOST_BYTES, UnreadableCertificate
from products.calibration.exchange.originals import keep_original
from products.models import CalibrationRecord


class DccUploadForm(forms.Form):
    """A file that :func:`read_certificate` understands; ``certificate`` is what it
    says and ``content`` the file as it came."""

    file = forms.FileField(
        label=_("Berkas DCC"),
        help_text=_(
            "Sertifikat kalibrasi digital PTB (XML), versi 2.4 sampai 3.3, paling "
            "besar 5 MB."
        ),
        error_messages={"required": _("Pilih berkas XML lebih dulu.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,application/xml"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than is taken, so that a huge file is refused unread.
        self.content = file.read(MOST_BYTES + 1)
        try:
            self.certificate = read_certificate(self.content)
        except UnreadableCertificate as unreadable:
            raise ValidationError(message(unreadable)) from unreadable
        return file


class OriginalKeptForm(forms.ModelForm):
    """A form of a calibration record that reads its digital certificate again, and has
    the record keep what it is."""

    def _post_clean(self):
        super()._post_clean()
        try:
            keep_original(self.instance)
        except UnreadableCertificate as unreadable:
            self.add_error("dcc", message(unreadable))


class DccRecordForm(OriginalKeptForm):
    """What a certificate says as a record, for the editor to confirm or mend.

    The tables are only shown; they are edited on the product's own page.
    """

    class Meta:
        model = CalibrationRecord
        fields = [
            "certificate_number",
            "order_number",
            "unit_serial",
            "purpose",
            "laboratory",
            "laboratory_name",
            "laboratory_code",
            "received_on",
            "began_on",
            "performed_on",
            "issued_on",
            "due_on",
            "result",
            "place",
            "temperature_low",
            "temperature_high",
            "humidity_low",
            "humidity_high",
            "mains_voltage",
        ]
        formfield_callback = formfield_for_dbfield

    def add_error(self, field, error):
        """Tell above the form what is at fault in fields that it does not have."""
        by_field = getattr(error, "error_dict", None)
        if by_field is None:
            super().add_error(field if field in self.fields else None, error)
            return
        for name, errors in by_field.items():
            super().add_error(name if name in self.fields else None, errors)
