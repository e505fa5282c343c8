"""What the pages of suppliers get from the modules above their models."""

from core.pages import register_context, register_edit_handler
from suppliers.directory import directory_context, supplier_context
from suppliers.forms import OriginalCopyForm
from suppliers.models import CatalogueIndexPage, SupplierPage
from suppliers.panels import supplier_edit_handler

register_context(CatalogueIndexPage, directory_context)
register_context(SupplierPage, supplier_context)
register_edit_handler(SupplierPage, supplier_edit_handler)
SupplierPage.copy_form_class = OriginalCopyForm
