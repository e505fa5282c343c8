"""Model fields for official numbers in their normal form, and for money."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from core.findings import message
from domain.findings import InvalidInput


class NormalisedCharField(models.CharField):
    """Text that ``normalise`` brings to its one form when the model is cleaned.

    ``normalise`` takes the text as typed and returns the form to store; what the
    InvalidInput it raises has found is shown beside the field. Blank stays blank. What
    is stored as it is may stay: a rule that became stricter must not keep an editor
    from saving something else.
    """

    def __init__(
        self, *args: Any, normalise: Callable[[str], str], **kwargs: Any
    ) -> None:
        self.normalise = normalise
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "normalise": self.normalise}

    def clean(self, value: str | None, model_instance: models.Model | None) -> str:
        text = (value or "").strip()
        if text:
            try:
                text = self.normalise(text)
            except InvalidInput as error:
                if self._is_stored(text, model_instance):
                    return text
                raise ValidationError(message(error), code="invalid-number") from error
        cleaned: str = super().clean(text, model_instance)
        return cleaned

    def _is_stored(self, text: str, model_instance: models.Model | None) -> bool:
        if model_instance is None or model_instance.pk is None:
            return False
        rows = type(model_instance)._base_manager
        return rows.filter(pk=model_instance.pk, **{self.attname: text}).exists()


class RupiahField(models.PositiveBigIntegerField):
    """An amount of money in whole rupiah, which forms read as people write money.

    To the database, hence to migrations, it is the whole number that it is.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveBigIntegerField", args, kwargs
