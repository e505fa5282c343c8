"""What the edit forms of suppliers and their products have in common."""

import re
from collections.abc import Iterator
from uuid import uuid4

from django import forms
from django.db.models import JSONField, Model, QuerySet
from django.forms.models import BaseModelFormSet, model_to_dict
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.pages import CopyForm
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from certificates.travelling import no_alias

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


class RichTextFormField(forms.CharField):
    """Knows an untouched text, which the editor sends back with new keys on its blocks,
    an empty one as nothing or as an empty paragraph."""

    def has_changed(self, initial: str | None, data: str | None) -> bool:
        converter = self.widget.converter
        sent_back = converter.to_database_format(
            converter.from_database_format(initial or "")
        )
        return super().has_changed(_without_keys(sent_back), _without_keys(data or ""))


def _without_keys(html: str) -> str:
    """The text alone; one empty paragraph, which some browsers send, is none."""
    text = BLOCK_KEY.sub("", html)
    return "" if text == "<p></p>" else text


register_form_field_override(RichTextField, override={"form_class": RichTextFormField})
# Django compares a list with a hidden input, which Wagtail's panels do not draw.
register_form_field_override(JSONField, override={"show_hidden_initial": False})


class OwnFilesForm(WagtailAdminPageForm):
    """Accepts only pictures and documents that the user may choose from.

    The choosers show no others, but a request can name any number. What is on the
    page already may stay, whoever put it there.

    The form of a new page carries the key that the page will have, so that the same
    form sent twice makes one page (``verification.workflow_views``).
    """

    creation_key = forms.UUIDField(
        required=False, initial=uuid4, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["creation_key"]
        self._let_rows_know_their_page()
        if self.for_user is None:
            return
        for model in (get_image_model(), get_document_model()):
            allowed = policy_registry.get_by_type(model)
            choosable = allowed.instances_user_has_permission_for(
                self.for_user, "choose"
            )
            for form in self._forms():
                _restrict(form, model, choosable)

    def _let_rows_know_their_page(self) -> None:
        """A new row has no page until it is saved, and its rules ask for the page."""
        for formset in self.formsets.values():
            for form in formset.forms:
                setattr(form.instance, formset.fk.name, self.instance)

    def has_changed(self) -> bool:
        return bool(self.changed_data) or any(
            map(_rows_changed, self.formsets.values())
        )

    def _forms(self) -> Iterator[forms.ModelForm]:
        yield self
        for formset in self.formsets.values():
            yield from formset.forms


class OriginalCopyForm(CopyForm):
    """Offers no alias, and refuses one that is asked for all the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        cleaned_data = super().clean()
        if self.data.get("alias"):
            # Wagtail's template shows errors of fields only.
            self.add_error("new_title", no_alias())
        return cleaned_data


class CompanyCertificateFormSet(BaseChildFormSet):
    """Offers a certificate only the supplier's own plants."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        plants = form.fields["plant"]
        plants.queryset = plants.queryset.filter(supplier_id=self.instance.pk)


def _restrict(form: forms.ModelForm, model: type[Model], choosable: QuerySet) -> None:
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is model:
            kept = getattr(form.instance, f"{name}_id")
            # By keys, since the two querysets may be built differently.
            field.queryset = model.objects.filter(
                pk__in=choosable.values("pk")
            ) | model.objects.filter(pk=kept)


def _rows_changed(formset: BaseModelFormSet) -> bool:
    """Whether a row was changed, added, moved or deleted.

    The draft of a live page has rows without a key. The formset takes them for new
    ones; here the first of them drawn is the first of them stored, and so on.
    """
    stored = [row for row in formset.get_queryset() if row.pk is None]
    keyless = [form for form in formset.initial_forms if form.instance.pk is None]
    if len(stored) != len(keyless):
        return True
    others = [form for form in formset.forms if form not in keyless]
    return any(form.has_changed() for form in others) or any(
        map(_differs, keyless, stored)
    )


def _differs(form: forms.ModelForm, row: Model) -> bool:
    stored = model_to_dict(row, fields=list(form.fields))
    return any(
        field.has_changed(stored[name], form[name].data)
        if name in stored
        else name in form.changed_data
        for name, field in form.fields.items()
    )
