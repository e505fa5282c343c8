from .authorisation import MarketingAuthorisation
from .calibration import CalibrationRecord
from .certificate import ProductCertificate
from .device_type import CalibrationParameter, DeviceAttribute, DeviceType
from .media import ProductAttachment, ProductPicture
from .product_page import ProductPage
from .sale_restriction import SaleRestriction, SaleRestrictionEntry
from .tkdn import TkdnCertificate
from .variant import ProductVariant

__all__ = [
    "CalibrationParameter",
    "CalibrationRecord",
    "DeviceAttribute",
    "DeviceType",
    "MarketingAuthorisation",
    "ProductAttachment",
    "ProductCertificate",
    "ProductPage",
    "ProductPicture",
    "ProductVariant",
    "SaleRestriction",
    "SaleRestrictionEntry",
    "TkdnCertificate",
]
