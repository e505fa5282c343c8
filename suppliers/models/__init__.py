from .access import SupplierAccess
from .accreditation import Accreditation
from .catalogue_index_page import CatalogueIndexPage
from .certificate import SupplierCertificate
from .contact import SupplierContact
from .files import CatalogueDocument, CatalogueImage, CatalogueRendition
from .plant import Plant
from .supplier_page import BusinessScale, SupplierKind, SupplierPage

__all__ = [
    "Accreditation",
    "BusinessScale",
    "CatalogueDocument",
    "CatalogueImage",
    "CatalogueIndexPage",
    "CatalogueRendition",
    "Plant",
    "SupplierAccess",
    "SupplierCertificate",
    "SupplierContact",
    "SupplierKind",
    "SupplierPage",
]
