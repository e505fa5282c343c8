"""What a product of e-Katalog v6 is."""

from typing import Annotated, Literal

from pydantic import Field

from domain.prices import PpnPercent
from lkpp.bounds import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOST_PICTURES,
    SHORTEST_NAME,
)
from lkpp.profiles.shapes import (
    Address,
    Amount,
    Count,
    Day,
    Moment,
    Percent,
    Reason,
    Rupiah,
    Shape,
    Sku,
    Text,
)


class Image(Shape):
    imageUrl: Address


class Category(Shape):
    """``path`` is the whole one, for names of the third level are not unique."""

    id: Text | None
    name: Text
    path: list[Text]


class Brand(Shape):
    brandName: str
    registrationNumber: Text | None
    expirationDate: Day | None


class Declaration(Shape):
    """Answers of the form to the self-declaration of domestic products."""

    type: Literal["Lokal", "Import"]
    locationType: Text | None
    laborType: Text | None
    materialType: Text | None
    countryCode: Text
    countryName: Text | None


class LocalContent(Shape):
    """Percentages; ``tkdnBmp`` is the sum."""

    number: Text
    value: Percent
    bmpValue: Percent | None
    tkdnBmp: Percent
    brand: Text | None
    productType: Text | None
    producerName: Text | None
    hs: Text | None
    description: Text | None
    date: Day
    expirationDate: Day
    bmpExpirationDate: Day | None


class Standard(Shape):
    sniNumber: Text | None
    certificateNumber: Text
    expirationDate: Day | None


class Kfa(Shape):
    kfaCode: Text | None
    packageKfaCode: None


class Prices(Shape):
    """Whole rupiah; those without “Tax” in the name are before PPN."""

    isRegionPrice: Literal[False]
    minPurchase: Amount
    minPriceWithTax: Rupiah
    maxPrice: Rupiah
    maxPriceWithTax: Rupiah


class Variant(Shape):
    """Whole rupiah. ``price`` is what the maker states, ``taxablePrice`` the base of
    PPN, ``priceWithTax`` what a buyer pays."""

    id: None
    sku: Sku
    price: Rupiah
    taxablePrice: Count
    priceWithTax: Rupiah
    stock: Count
    optionValues: list[Text]
    imageUrl: Address | None
    isActive: bool | None


class StockUnit(Shape):
    primaryUnit: Text
    secondaryUnit: None


class Tax(Shape):
    ppnPercentage: PpnPercent


class Shipping(Shape):
    weight: Count | None
    weightUnit: Literal["gram"]
    length: Annotated[float, Field(ge=0)] | None
    width: Annotated[float, Field(ge=0)] | None
    height: Annotated[float, Field(ge=0)] | None
    dimensionUnit: Literal["cm"]


class MainInformation(Shape):
    name: Text
    value: Text | None


class AdditionalInformation(Shape):
    name: Text
    value: Text


class Document(Shape):
    name: Text
    value: Address


class Informations(Shape):
    """``mainInformations`` are the sixteen attributes of the form for alkes, told
    apart by their label; ``additionalInformations`` what the maker specifies."""

    mainInformations: Annotated[
        list[MainInformation], Field(min_length=16, max_length=16)
    ]
    additionalInformations: list[AdditionalInformation]
    documents: list[Document]


class SellerLocation(Shape):
    cityName: Text | None


_Name = Annotated[str, Field(min_length=SHORTEST_NAME, max_length=LONGEST_NAME)]


class Product(Shape):
    """A variant that is offered. What INAPROC gives is null until it tells it."""

    id: Text | None
    sku: Sku
    name: _Name
    slug: None
    username: None
    sellerId: None
    type: Literal["PHYSICAL"]
    status: None
    isActive: bool | None
    isAllowedBuyer: bool | None
    isSellerUMKK: bool | None
    masterProductId: None
    kbki: Text | None
    labels: list[Text]
    description: Annotated[Text, Field(max_length=LONGEST_DESCRIPTION)] | None
    updatedAt: Moment
    images: Annotated[list[Image], Field(max_length=MOST_PICTURES)]
    category: Category
    brand: Brand
    pdn: Declaration
    tkdn: LocalContent | None
    sni: Standard | None
    kfa: Kfa
    prices: Prices
    variants: Annotated[list[Variant], Field(min_length=1, max_length=1)]
    stockUnit: StockUnit
    tax: Tax
    shipping: Shipping
    productInformations: Informations
    sellerLocation: SellerLocation


class WithdrawnProduct(Shape):
    """A variant that left."""

    sku: Sku
    name: _Name
    isActive: Literal[False]
    updatedAt: Moment
    reason: Reason


SHAPE = Product | WithdrawnProduct
