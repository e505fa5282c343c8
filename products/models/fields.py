"""Model fields that hold a table. Their form fields are registered above them
(``products.registration``)."""

from django.db import models


class TestPointsField(models.JSONField):
    """Test points of a calibration, in the form of domain.calibration.points."""

    __test__ = False


class ReferenceStandardsField(models.JSONField):
    """Reference standards of a calibration, in the form of the same module."""
