"""What a user may do with the pages of a supplier, beyond Wagtail's own rules."""

from wagtail.models import PagePermissionTester


class SupplierPermissionTester(PagePermissionTester):
    """Nobody but a superuser publishes except by verification (four eyes), and
    nobody but a superuser removes a supplier.

    Verifiers hold Wagtail's permission to publish, so that they may take a page
    off; a page goes live only when someone else's submission is approved.
    """

    def can_publish(self) -> bool:
        return self.user.is_superuser and super().can_publish()

    def can_publish_subpage(self) -> bool:
        return self.user.is_superuser and super().can_publish_subpage()

    def can_delete(self, ignore_bulk=False) -> bool:
        return self.user.is_superuser and super().can_delete(ignore_bulk)
