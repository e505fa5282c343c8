"""What a user may do with a product, beyond Wagtail's own rules."""

from suppliers.permissions import SupplierPermissionTester


class ProductPermissionTester(SupplierPermissionTester):
    """As with a supplier, but who adds products may delete a draft of them that was
    never published.

    What buyers have seen stays: it is taken off, and its record remains.
    """

    def can_delete(self, ignore_bulk=False) -> bool:
        if self.is_unpublished_draft() and self.may_add():
            # Wagtail's own rule, past the supplier's.
            return super(SupplierPermissionTester, self).can_delete(ignore_bulk)
        return super().can_delete(ignore_bulk)

    def is_unpublished_draft(self) -> bool:
        return self.page.first_published_at is None and not self.page.live

    def may_add(self) -> bool:
        # Wagtail reads the permissions of active users who are no superusers only.
        return "add" in getattr(self, "permissions", ())
