"""What a user may do with a product, beyond Wagtail's own rules."""

from suppliers.permissions import SupplierPermissionTester


class ProductPermissionTester(SupplierPermissionTester):
    """As with a supplier, but a draft that was never published may be deleted.

    What buyers have seen stays: it is taken off, and its record remains.
    """

    def can_delete(self, ignore_bulk=False) -> bool:
        if self.page.first_published_at is None and not self.page.live:
            # Wagtail's own rule, past the supplier's.
            return super(SupplierPermissionTester, self).can_delete(ignore_bulk)
        return super().can_delete(ignore_bulk)
