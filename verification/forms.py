"""What a verifier is asked for when deciding a case or a submission."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.kinds import DECISIONS, CaseState
from certificates.models import VerificationCase


class DecisionForm(forms.Form):
    """``version`` is the version of the case that the verifier looked at."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label=_("Keputusan"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keputusan.")},
    )
    reason = forms.CharField(
        label=_("Alasan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Wajib kecuali untuk “Terverifikasi”. Mengapa sesuatu tidak berlaku dibaca "
            "semua orang; mengapa dibuka kembali dibaca pemasok; catatan pada "
            "“Terverifikasi” hanya dibaca verifikator."
        ),
    )

    def __init__(self, case: VerificationCase, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(state.value, state.label) for state in DECISIONS]
        if not case.is_open:
            choices.append((CaseState.OPEN.value, _("Buka kembali untuk diperiksa")))
        self.fields["state"].choices = choices

    def clean(self):
        cleaned = super().clean()
        decided = cleaned.get("state")
        if decided and decided != CaseState.VERIFIED and not cleaned.get("reason"):
            self.add_error("reason", _("Tulis alasan keputusan ini."))
        return cleaned


class ReasonForm(forms.Form):
    """Why a submission is returned; its editor reads it on the edit page."""

    comment = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tulis apa yang harus diperbaiki. Editor akan membacanya."),
        error_messages={"required": _("Tulis alasan pengembalian.")},
    )
