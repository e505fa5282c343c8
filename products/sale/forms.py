"""What is asked of who restricts the sale of variants, or lifts a restriction."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language import in_language
from products.choices import restriction_kind_choices, restriction_reason_choices
from products.models import ProductVariant
from products.models.sale_restriction import LONGEST_NOTE

CHOOSE = ("", _("Pilih alasan"))


class LiftForm(forms.Form):
    """``note`` says why, where somebody wants to say it."""

    note = forms.CharField(
        label=_("Catatan pencabutan (boleh kosong)"),
        max_length=LONGEST_NOTE,
        required=False,
    )


class RestrictionForm(forms.Form):
    """``skus`` are those that were chosen, or all where the whole product was."""

    whole = forms.BooleanField(label=_("Seluruh produk (semua varian)"), required=False)
    variants = forms.MultipleChoiceField(
        label=_("Varian"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("SKU %(value)s tidak ada lagi pada produk ini.")
        },
    )
    kind = forms.ChoiceField(
        label=_("Keadaan"),
        choices=restriction_kind_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keadaannya.")},
    )
    reason = forms.ChoiceField(
        label=_("Alasan"),
        choices=lambda: [CHOOSE, *restriction_reason_choices()],
        help_text=_("Dibaca semua orang, bersama tanggalnya."),
        error_messages={"required": _("Pilih alasannya.")},
    )
    note = forms.CharField(
        label=_("Penjelasan"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hanya dibaca pemasok ini dan verifikator."),
        error_messages={"required": _("Tulis penjelasannya.")},
    )

    def __init__(self, variants: Sequence[ProductVariant], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.skus = [each.sku for each in variants]
        if len(variants) == 1:
            # There is nothing to choose.
            del self.fields["whole"], self.fields["variants"]
        else:
            self.fields["variants"].choices = [
                (each.sku, f"{each.sku} {in_language(each, 'label')}".strip())
                for each in variants
            ]

    def clean(self):
        cleaned = super().clean()
        if "variants" in self.fields and not cleaned.get("whole"):
            self.skus = cleaned.get("variants", [])
            if not self.skus and "variants" not in self.errors:
                self.add_error("variants", _("Pilih varian, atau seluruh produk."))
        return cleaned
