"""Taking what LKPP reported, from a file or pasted."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.findings import message
from domain.findings import error
from domain.messages import gettext_noop
from lkpp.listings.carried_rows import from_text
from lkpp.listings.rows import RefusedRow, ReportedRow, read_reported_rows
from lkpp.listings.tables import UnreadableFile

MOST_ROWS = 5_000
"""On the screen; the command takes more."""
MOST_BYTES = 10_000_000
COLUMNS_HELP = _(
    "Kolom dikenali dari namanya: no_produk_penyedia atau sku, kfa_code, kd_produk, "
    "uuid, category_id, status_tayang, apakah_dapat_dibeli."
)


class ReportForm(forms.Form):
    """``rows`` is what was read, ``source`` where it came from."""

    text = forms.CharField(
        label=_("Tempel dari lembar kerja"),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}
        ),
        help_text=COLUMNS_HELP,
    )
    file = forms.FileField(
        label=_("Atau unggah berkas"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV, TSV, XLSX atau JSON, paling banyak 5.000 baris dan 10 MB."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.ndjson"}
        ),
    )

    def clean(self):
        cleaned_data = super().clean()
        text, file = cleaned_data.get("text"), cleaned_data.get("file")
        pasted = bool(text and text.strip())
        if self.errors:
            return cleaned_data
        if pasted == bool(file):
            raise ValidationError(
                _("Tempel isinya atau unggah satu berkas; tidak keduanya.")
                if pasted
                else _("Tempel isinya, atau pilih berkas untuk diunggah.")
            )
        self.source = _("ditempel") if pasted else file.name
        self.rows = self._read("text" if pasted else "file")
        return cleaned_data

    def _read(self, name: str) -> list[ReportedRow | RefusedRow]:
        try:
            rows = list(read_reported_rows(self._content(name), MOST_ROWS))
        except UnreadableFile as refusal:
            self.add_error(name, message(refusal))
            return []
        if not rows:
            self.add_error(name, _("Tidak ada baris di bawah judul."))
        return rows

    def _content(self, name: str) -> bytes:
        """Raises UnreadableFile."""
        given = self.cleaned_data[name]
        if name == "text":
            # Half characters, which some browser may send, are not those of any row.
            return given.encode("utf-8", "replace")
        if given.size > MOST_BYTES:
            raise UnreadableFile(
                error(
                    "file_large",
                    gettext_noop(
                        "Berkas ini lebih dari 10 MB; pakai perintah import_lkpp_ids."
                    ),
                )
            )
        return given.read()


class CarriedForm(forms.Form):
    """What was read before, on its way from the preview to being written."""

    rows = forms.CharField(widget=forms.HiddenInput, strip=False)
    source = forms.CharField(widget=forms.HiddenInput, max_length=200)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def clean_rows(self) -> list[ReportedRow | RefusedRow]:
        try:
            return from_text(self.cleaned_data["rows"])
        except ValueError as failure:
            raise ValidationError(_("Pratinjau tidak lagi lengkap.")) from failure
