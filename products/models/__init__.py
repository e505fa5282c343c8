from .authorisation import MarketingAuthorisation
from .calibration import CalibrationRecord
from .certificate import ProductCertificate
from .device_type import CalibrationParameter, DeviceAttribute, DeviceType
from .lkpp_listing import LkppListing, LkppListingChange
from .media import ProductAttachment, ProductPicture
from .product_page import ProductPage
from .readiness_summary import ReadinessSummary
from .reminder import ExpiryReminder
from .tkdn import TkdnCertificate
from .variant import ProductVariant
from .verification import VerificationTask

__all__ = [
    "CalibrationParameter",
    "CalibrationRecord",
    "DeviceAttribute",
    "DeviceType",
    "ExpiryReminder",
    "LkppListing",
    "LkppListingChange",
    "MarketingAuthorisation",
    "ProductAttachment",
    "ProductCertificate",
    "ProductPage",
    "ProductPicture",
    "ProductVariant",
    "ReadinessSummary",
    "TkdnCertificate",
    "VerificationTask",
]
