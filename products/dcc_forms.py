"""Taking a digital calibration certificate into a product."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from products.calibration.dcc.reader import read_certificate
from products.calibration.dcc.safe_xml import MOST_BYTES, UnreadableCertificate
from products.models import CalibrationRecord

DATES = ("received_on", "began_on", "performed_on", "issued_on", "due_on")


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
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        # One byte more than is taken, so that a huge file is refused unread.
        self.content = file.read(MOST_BYTES + 1)
        try:
            self.certificate = read_certificate(self.content)
        except UnreadableCertificate as error:
            raise forms.ValidationError(error.message_id) from error
        return file


class DccRecordForm(forms.ModelForm):
    """What a certificate says as a record, for the editor to confirm or mend."""

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
        ]
        widgets = dict.fromkeys(
            ("received_on", "began_on", "performed_on", "issued_on", "due_on"),
            AdminDateInput,
        )
