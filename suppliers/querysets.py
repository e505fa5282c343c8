from wagtail.query import PageQuerySet


class SupplierQuerySet(PageQuerySet):
    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def manufacturers(self):
        return self.of_kind("manufacturer")

    def calibration_laboratories(self):
        return self.of_kind("calibration_laboratory")
