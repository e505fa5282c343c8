"""What a verifier is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a submission is returned; its editor reads it on the edit page."""

    comment = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tulis apa yang harus diperbaiki. Editor akan membacanya."),
        error_messages={"required": _("Tulis alasan pengembalian.")},
    )
