"""Model fields whose forms are tables."""

from django.db import models


class TestPointsField(models.JSONField):
    """Test points of a calibration, in the form of domain.calibration.points."""

    def formfield(self, **kwargs):
        # Imported here because form fields need the models' choices.
        from products.calibration.fields import TestPointsFormField

        return super().formfield(**{"form_class": TestPointsFormField, **kwargs})


class ReferenceStandardsField(models.JSONField):
    """Reference standards of a calibration, in the form of the same module."""

    def formfield(self, **kwargs):
        from products.calibration.fields import ReferenceStandardsFormField

        return super().formfield(
            **{"form_class": ReferenceStandardsFormField, **kwargs}
        )
