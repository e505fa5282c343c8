"""What every dated certificate has in common."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from suppliers.validity import Status, Validity


class DatedMixin:
    """Gives a model with a first and a last day its status.

    The status is derived from the dates whenever it is asked for and never stored.
    A subclass names its fields in ``starts_field`` and ``expires_field``.
    """

    starts_field = "issued_on"
    expires_field = "expires_on"

    @property
    def validity(self) -> Validity:
        return Validity(
            getattr(self, self.starts_field), getattr(self, self.expires_field)
        )

    def status(self, on: date | None = None) -> Status:
        return self.validity.status(on or timezone.localdate())

    def clean(self):
        super().clean()
        starts, expires = self.validity.starts_on, self.validity.expires_on
        if starts and expires and expires <= starts:
            raise ValidationError(
                {
                    self.expires_field: _(
                        "Tanggal berakhir harus sesudah tanggal terbit."
                    )
                }
            )
