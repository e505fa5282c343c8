"""What the edit forms of suppliers and their products have in common."""

from collections.abc import Iterator

from django import forms
from django.db.models import Model, QuerySet
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry


class OwnFilesForm(WagtailAdminPageForm):
    """Accepts only pictures and documents that the user may choose from.

    The choosers show no others, but a request can name any number. What is on the
    page already may stay, whoever put it there.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user is None:
            return
        for model in (get_image_model(), get_document_model()):
            allowed = policy_registry.get_by_type(model)
            choosable = allowed.instances_user_has_permission_for(
                self.for_user, "choose"
            )
            for form in self._forms():
                _restrict(form, model, choosable)

    def _forms(self) -> Iterator[forms.ModelForm]:
        yield self
        for formset in self.formsets.values():
            yield from formset.forms


def _restrict(form: forms.ModelForm, model: type[Model], choosable: QuerySet) -> None:
    for name, field in form.fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is model:
            kept = getattr(form.instance, f"{name}_id")
            # By keys, since the two querysets may be built differently.
            field.queryset = model.objects.filter(
                pk__in=choosable.values("pk")
            ) | model.objects.filter(pk=kept)
