"""What everything that lies in Indonesia has in common."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from domain import regions


class PlacedMixin:
    """Names the regions of a model with codes in ``province`` and ``regency``."""

    @property
    def province_name(self) -> str:
        return regions.province_name(self.province) if self.province else ""

    @property
    def regency_name(self) -> str:
        return regions.regency_name(self.regency) if self.regency else ""

    def clean(self):
        super().clean()
        if self.regency and self.regency not in _regencies_of(self.province):
            raise ValidationError(
                {
                    "regency": _(
                        "Kabupaten/kota ini tidak terletak di provinsi yang dipilih."
                    )
                }
            )


def _regencies_of(province: str) -> dict[str, str]:
    return regions.regencies_of(province) if regions.is_province(province) else {}
