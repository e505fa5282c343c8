"""Forms of the screens on which clients are kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import WholeNumberField
from core.registration import formfield_for_dbfield
from lkpp.choices import ProfileName, Scope
from lkpp.clients.keys import LONGEST_LIFE, LONGEST_OVERLAP, OVERLAP_DAYS
from lkpp.models import FeedClient, all_scopes


class ClientForm(forms.ModelForm):
    """What a client may do. Its name is chosen once."""

    scopes = forms.MultipleChoiceField(
        label=_("Boleh membaca"),
        choices=Scope.choices,
        initial=all_scopes,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sekurang-kurangnya satu.")},
    )
    profiles = forms.MultipleChoiceField(
        label=_("Hanya profil"),
        choices=ProfileName.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa pilihan, semua profil boleh dibaca."),
    )

    class Meta:
        model = FeedClient
        fields = ["name", "contact", "scopes", "profiles", "per_minute"]
        formfield_callback = formfield_for_dbfield
        help_texts = {
            "name": _("Muncul di catatan permintaan dan tidak dapat diubah lagi."),
            "per_minute": _(
                "Di atas jumlah ini klien diminta menunggu (429, Retry-After)."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["name"]


def expiry_field() -> WholeNumberField:
    return WholeNumberField(
        label=_("Kunci berlaku (hari)"),
        required=False,
        min_value=1,
        max_value=LONGEST_LIFE,
        help_text=_("Kosongkan untuk kunci tanpa batas waktu."),
    )


class NewClientForm(ClientForm):
    expires_days = expiry_field()


class RotationForm(forms.Form):
    """How a client goes over to a new key.

    ``newest`` is the key that the person saw as the newest one: the same form sent
    twice makes one key. Raises ValidationError otherwise.
    """

    overlap_days = WholeNumberField(
        label=_("Kunci lama masih berlaku (hari)"),
        min_value=0,
        max_value=LONGEST_OVERLAP,
        initial=OVERLAP_DAYS,
        help_text=_("Selama itu pembaca dapat berpindah tanpa terputus."),
    )
    expires_days = expiry_field()
    newest = WholeNumberField(required=False, widget=forms.HiddenInput)

    def __init__(self, client: FeedClient, *args, **kwargs):
        self.newest = client.keys.newest_first().values_list("pk", flat=True).first()
        super().__init__(*args, **kwargs)
        self.fields["newest"].initial = self.newest

    def clean_newest(self) -> int | None:
        newest = self.cleaned_data["newest"]
        if newest != self.newest:
            raise ValidationError(
                _("Klien ini baru saja diberi kunci. Muat ulang halamannya.")
            )
        return newest
