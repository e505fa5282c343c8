from .access import SupplierAccess
from .accreditation import Accreditation
from .catalogue_index_page import CatalogueIndexPage
from .certificate import SupplierCertificate
from .contact import SupplierContact
from .plant import Plant
from .supplier_page import BusinessScale, SupplierKind, SupplierPage

__all__ = [
    "Accreditation",
    "BusinessScale",
    "CatalogueIndexPage",
    "Plant",
    "SupplierAccess",
    "SupplierCertificate",
    "SupplierContact",
    "SupplierKind",
    "SupplierPage",
]
