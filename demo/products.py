"""Products of the demo: names, texts, sizes and prices, drawn from chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone
from stdnum import ean

from demo.attributes import make_values
from demo.calibrations import make_calibrations
from demo.certificates import (
    Certifiers,
    make_certificates,
    make_licences,
    make_tkdn,
)
from demo.chance import Chance, between, round_to_figures
from demo.companies import Company
from demo.devices import Device, load_devices
from demo.files import Files
from demo.verification import date_statements
from domain.attributes.display import format_value
from products.device_types.seed import DeviceTypeSeed, load_device_types
from products.models import (
    DeviceType,
    ProductAttachment,
    ProductPage,
    ProductPicture,
    ProductVariant,
)

FICTION = (
    "<p><i>Contoh: produk dan produsen ini rekaan.</i></p>",
    "<p><i>Demonstration: product and maker are fictional.</i></p>",
)
SERIES = ("", "", "", " Plus", " Pro", " S", " Prima")
PACKED_DENSITY = 150
"""Kilograms in a cubic metre of packed goods, from which package sizes follow."""
GTIN_PREFIX = "899"
"""Of numbers given by GS1 Indonesia."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """How many products of a device type a maker has."""

    company: Company
    device_type: DeviceType
    count: int


@dataclass(frozen=True, slots=True)
class Size:
    """One of the sizes that a product comes in, with the value it stands for."""

    label: str
    label_en: str
    value: object
    index: int


def assign_products(
    makers: Sequence[Company], device_types: Sequence[DeviceType], count: int, seed: int
) -> list[Assignment]:
    """Share ``count`` products among the makers, each making a few types.

    Every device type is made by someone as long as there are enough products. Large
    makers have more.
    """
    chance = Chance.about(seed, "assignment")
    pairs = [
        (makers[index % len(makers)], device_type)
        for index, device_type in enumerate(device_types)
    ]
    for maker in makers:
        for device_type in chance.several(device_types, 2, 5):
            pairs.append((maker, device_type))
    pairs = list({(id(m), t.key): (m, t) for m, t in pairs}.values())
    weights = [0.3 + maker.quality * chance.random() for maker, _type in pairs]
    counts = _shares(count, weights)
    made = [
        Assignment(maker, device_type, number)
        for (maker, device_type), number in zip(pairs, counts, strict=True)
        if number
    ]
    position = {id(maker): index for index, maker in enumerate(makers)}
    return sorted(made, key=lambda each: position[id(each.company)])


def _shares(count: int, weights: Sequence[float]) -> list[int]:
    """``count`` divided in proportion: one each first, as far as it goes."""
    shares = [1 if index < count else 0 for index in range(len(weights))]
    left = count - sum(shares)
    total = sum(weights)
    given = 0.0
    for index, weight in enumerate(weights):
        before, given = given, given + weight
        shares[index] += round(left * given / total) - round(left * before / total)
    return shares


def make_products(
    assignment: Assignment, files: Files, certifiers: Certifiers, seed: int
) -> Iterator[ProductPage]:
    """The unsaved products of one maker and device type, with their children."""
    for number in range(assignment.count):
        yield _ProductMaker(assignment, files, certifiers, seed, number).make()


@cache
def _seed(key: str) -> DeviceTypeSeed:
    return {seed.key: seed for seed in load_device_types()}[key]


class _ProductMaker:
    """Makes one product; what several of its parts depend on is kept here."""

    def __init__(self, assignment, files, certifiers, seed, number) -> None:
        self.company: Company = assignment.company
        self.device_type: DeviceType = assignment.device_type
        self.files: Files = files
        self.certifiers: Certifiers = certifiers
        self.number: int = number
        self.key: str = self.device_type.key
        self.device: Device = load_devices()[self.key]
        self.seed: DeviceTypeSeed = _seed(self.key)
        self.chance = Chance.about(seed, self.company.cpakb, self.key, number)
        self.quality = self.chance.near(0.2 + 0.6 * self.company.quality, 0.22)
        self.brand = self.chance.choice(self.company.brands)
        self.model_name = self._model_name()
        self.sizes = self._sizes()
        self.values = make_values(
            self.key,
            self.device_type.definitions,
            self.chance,
            self.quality,
            self._values_of_sizes(),
        )

    def make(self) -> ProductPage:
        page = self._page()
        self._set_origin(page)
        self._set_package(page)
        chance, certifiers = self.chance, self.certifiers
        page.variants = self._variants()
        page.authorisations = make_licences(
            self.device_type, self._licensed(), self.company, certifiers, chance
        )
        specification = "; ".join(self._facts("id"))
        page.tkdn_certificates = make_tkdn(
            self.device, page, specification, self.company, certifiers, chance
        )
        page.certificates = make_certificates(self.device, certifiers, chance)
        page.calibration_records = make_calibrations(
            self.device_type, self.model_name, certifiers, chance
        )
        self._attach(page)
        date_statements(page, certifiers.today)
        return page

    def _licensed(self) -> str:
        """Name and types on the licence, where it is for several."""
        labels = [size.label for size in self.sizes]
        if len(labels) < 2:
            return ""
        return f"{self.brand} {self.model_name}: {', '.join(labels)}"

    def _model_name(self) -> str:
        """Unique for the maker and type: the number of the product is in it."""
        series = self.chance.choice(SERIES)
        return f"{self.device.prefix}-{100 + 5 * self.number}{series}"

    # Sizes

    def _sizes(self) -> list[Size]:
        axis = self.seed.size_axis
        if axis is None:
            return [Size("", "", None, 0)]
        values = self.device.axis_values or axis.values
        english = axis.values_en or ("",) * len(axis.values)
        sizes = [
            Size(label, label_en, value, index)
            for index, (label, label_en, value) in enumerate(
                zip(axis.values, english, values, strict=True)
            )
        ]
        least, most = self.device.variants
        return self.chance.several(sizes, least, most)

    def _values_of_sizes(self) -> dict[str, object]:
        """Attribute values that follow from the sizes: all of them, or the largest."""
        axis = self.device.axis
        if not axis:
            return {}
        stated = [size.value for size in self.sizes]
        definition = {d.key: d for d in self.device_type.definitions}[axis]
        return {axis: stated if definition.multiple else stated[-1]}

    # The page and its texts

    def _page(self) -> ProductPage:
        title = f"{self.chance.choice(self.device.titles)} {self.brand}"
        published = self._published_at()
        return ProductPage(
            title=f"{title} {self.model_name}",
            device_type=self.device_type,
            name_en=f"{self.device_type.name_en} {self.brand} {self.model_name}",
            brand=self.brand,
            model_name=self.model_name,
            summary=self._summary("id"),
            summary_en=self._summary("en"),
            description=self._description("id"),
            description_en=self._description("en"),
            attributes=self.values,
            warranty_months=None
            if self.device.consumable
            else self.chance.along((12, 12, 24, 36), self.quality),
            first_published_at=published,
        )

    def _published_at(self) -> datetime:
        day: date = self.certifiers.today - timedelta(days=self.chance.randint(1, 900))
        at = time(self.chance.randint(8, 16), self.chance.randint(0, 59))
        return timezone.make_aware(datetime.combine(day, at))

    def _facts(self, language: str) -> list[str]:
        """The first required values, as a sentence names them."""
        facts = []
        for definition in self.device_type.definitions:
            entry = self.values.get(definition.key)
            if definition.required and definition.kind in {"number", "range"} and entry:
                value = format_value(definition, entry, language)
                facts.append(f"{_lower_first(definition.label(language))} {value}")
        return facts[:2]

    def _summary(self, language: str) -> str:
        facts = f" {_AND[language]} ".join(self._facts(language))
        name = self.seed.name_en if language == "en" else self.seed.name_id
        sentence = f"{name} {self.device.use.text(language)}"
        return f"{sentence}; {facts}."[:250] if facts else f"{sentence}."[:250]

    def _description(self, language: str) -> str:
        chance = Chance.about(self.company.cpakb, self.key, self.number, "text")
        strengths = chance.sample(self.device.strengths, 3)
        items = "".join(f"<li>{each.text(language)}</li>" for each in strengths)
        fiction = FICTION[1] if language == "en" else FICTION[0]
        return (
            f"<p>{self._summary(language)}</p>"
            f"<h3>{_STRENGTHS[language]}</h3><ul>{items}</ul>"
            f"<h3>{_CONTENTS[language]}</h3>"
            f"<p>{self.device.contents.text(language)}.</p>{fiction}"
        )

    # What LKPP asks for

    def _set_origin(self, page: ProductPage) -> None:
        local = self.device.local_content + self.chance.gauss(0, 10)
        page.production_share = "all"
        page.labour_share = "all" if self.chance.happens(0.85) else "some"
        page.material_share = "all" if local > 68 else "some" if local > 28 else "none"
        page.kbki_code = self.device.kbki_code
        page.hs_code = self.device.hs_code

    def _set_package(self, page: ProductPage) -> None:
        stated = self.values.get("weight", {}).get("value")
        kilograms = self.device.shipping_kg or 1.25 * (stated or self._usual_weight())
        volume = kilograms / PACKED_DENSITY
        edge = 1000 * volume ** (1 / 3)
        page.weight_grams = max(50, round(kilograms * 1000, -1))
        outer = self.values.get("outer_length", {}).get("value", 0)
        page.length_mm = max(50, round(edge * 1.3, -1), round(outer * 1.03, -1))
        page.width_mm = max(40, round(edge, -1))
        page.height_mm = max(30, round(edge / 1.3, -1))

    def _usual_weight(self) -> float:
        for definition in self.device_type.definitions:
            if definition.key == "weight":
                return between(definition.low, definition.high, 0.4)
        return 5.0

    # Variants

    def _variants(self) -> list[ProductVariant]:
        price = self._price()
        valid = self.certifiers.today + timedelta(days=self.chance.randint(-20, 400))
        return [self._variant(size, price, valid) for size in self.sizes]

    def _price(self) -> float:
        """Of the smallest size: log-normal, and higher where the device is better."""
        position = self.chance.near(0.1 + 0.65 * self.quality, 0.12)
        low, high = self.seed.typical_price_low, self.seed.typical_price_high
        return low * (high / low) ** position

    def _variant(self, size: Size, price: float, valid: date) -> ProductVariant:
        chance = self.chance
        bounds = self.seed.typical_price_low, self.seed.typical_price_high
        sized = min(max(price * 1.12**size.index, bounds[0]), bounds[1])
        code = f"{self.company.code}-{self.model_name}".replace(" ", "")
        return ProductVariant(
            sku=f"{code}-{size.index + 1}",
            label=size.label,
            label_en=size.label_en,
            price=min(max(int(round_to_figures(sized, 3)), bounds[0]), bounds[1]),
            price_valid_until=valid,
            unit=self.seed.lkpp_unit,
            stock=self._stock(),
            minimum_order=chance.choice((1, 1, 5, 10)) if self.device.consumable else 1,
            gtin=self._gtin() if chance.happens(0.8) else "",
            kfa_code=f"83{chance.digits(6)}" if chance.happens(0.75) else "",
        )

    def _stock(self) -> int:
        if self.chance.happens(0.12):
            return 0
        return self.chance.randint(1, 4000 if self.device.consumable else 60)

    def _gtin(self) -> str:
        first = f"{GTIN_PREFIX}{self.company.cpakb[2:6]}{self.chance.digits(5)}"
        return first + ean.calc_check_digit(first)

    # Files

    def _attach(self, page: ProductPage) -> None:
        images = self.files.pictures.get(self.key, [])
        turn = self.number % len(images) if images else 0
        page.pictures = [
            ProductPicture(image=image) for image in images[turn:] + images[:turn]
        ]
        datasheet = self.files.datasheets.get(self.key)
        if datasheet:
            page.attachments = [ProductAttachment(document=datasheet, kind="datasheet")]


_AND = {"id": "dan", "en": "and"}
_STRENGTHS = {"id": "Keunggulan", "en": "Strengths"}
_CONTENTS = {"id": "Isi paket", "en": "In the box"}


def _lower_first(label: str) -> str:
    """A label within a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
