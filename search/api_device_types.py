"""The public API: the device types, those without products too."""

from collections.abc import Mapping
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field, WithJsonSchema

from core.addresses import device_type_path
from core.api_numbers import whole_number
from core.language import LANGUAGES
from core.problems import ProblemOut, refused_parameters
from domain import nomenclature
from domain.attributes.definitions import DIRECTIONS, KINDS, AttributeDefinition
from products.choices import Translation
from products.models import DeviceType
from search.api import EVERYWHERE
from search.api_answers import METHODS, public
from search.api_schemas import (
    Address,
    CategoryOut,
    Class,
    Count,
    LabelledOut,
    Text,
    one_of,
)
from search.device_types import MOST_TYPES, listed_products
from search.facets import MOST_VALUES, value_unknown
from search.query import LONGEST_QUERY, unknown_parameters

router = Router(tags=["Jenis alat"])

DEFAULT_PAGE_SIZE = 50
LARGEST_PAGE_SIZE = 200
YES, NO = "yes", "no"

Categories = Annotated[
    list[str],
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "string", "enum": [*nomenclature.GROUPS]},
            "maxItems": MOST_VALUES,
        }
    ),
]
Language = Literal[LANGUAGES]  # type: ignore[valid-type]
YesNo = Annotated[
    Literal["yes", "no"] | None,
    WithJsonSchema({"type": "string", "enum": [YES, NO]}),
]


class DeviceTypeParameters(Schema):
    q: Annotated[
        str,
        Field(
            max_length=LONGEST_QUERY,
            description="Beginnings of words of names, synonyms and codes; a type that "
            "is found has all. Without a letter or digit nothing is found.",
        ),
    ] = ""
    category: Annotated[
        Categories,
        Field(
            max_length=MOST_VALUES,
            description="Category of the licence (01 to 16) or group of the equipment "
            "register (17 to 20). May be repeated; values are joined by “or”.",
        ),
    ] = []
    described: Annotated[
        YesNo,
        Field(description="Whether it has attributes; left out, all are given."),
    ] = None
    page: Annotated[
        whole_number(1, MOST_TYPES), Field(description="Pages count from 1.")
    ] = 1
    page_size: Annotated[
        whole_number(1, LARGEST_PAGE_SIZE),
        Field(description="How many types a page has."),
    ] = DEFAULT_PAGE_SIZE
    lang: Annotated[
        Language, Field(description="Language of sentences; labels are in both.")
    ] = "id"


class ChoiceOut(Schema):
    value: str
    label_id: str
    label_en: str


class DefinitionOut(Schema):
    """What a product of the type states. ``unit`` is the one in which it is kept;
    ``choices`` are empty but where the kind is choice."""

    key: str
    label_id: str
    label_en: str
    kind: one_of(KINDS)
    unit: Text
    better: one_of(DIRECTIONS)
    required: bool
    facet: bool
    multiple: bool
    choices: list[ChoiceOut]


class DeviceTypeOut(Schema):
    """A device type. ``unreviewed_translation`` says which of its names is our
    translation that nobody reviewed; null where none is. ``risk_class`` is the usual
    one. ``described`` says that it has attributes; ``products`` counts those listed."""

    key: str
    name_id: str
    name_en: str
    unreviewed_translation: one_of(Translation.values)
    synonyms: list[str]
    category: CategoryOut
    sub_category: LabelledOut | None
    risk_class: Class
    aspak_codes: list[str]
    emdn_code: Text
    calibration_required: bool
    calibration_method: Text
    described: bool
    attributes: list[DefinitionOut]
    products: Count
    url: Address


class DeviceTypesOut(Schema):
    total: Count
    page: Annotated[int, Field(ge=1)]
    page_size: Annotated[int, Field(ge=1)]
    results: list[DeviceTypeOut]


@router.api_operation(
    METHODS,
    "/device-types",
    operation_id="listDeviceTypes",
    response={200: DeviceTypesOut, (422, 503): ProblemOut, **EVERYWHERE},
    summary="Device types, those without products too",
    url_name="device_types",
)
@decorate_view(public)
def device_types(
    request: HttpRequest, parameters: Annotated[DeviceTypeParameters, Query()]
):
    """The nomenclature by name, or by how well a name begins like `q`. A type is named
    by two names, synonyms and codes, and described where it has attributes."""
    findings = unknown_parameters(request.GET, DeviceTypeParameters.model_fields)
    unknown = [each for each in parameters.category if each not in nomenclature.GROUPS]
    if unknown:
        findings.append(value_unknown(*unknown).at("category"))
    if findings:
        raise refused_parameters(findings)
    found = _asked_for(parameters)
    start = (parameters.page - 1) * parameters.page_size
    listed = listed_products().by_type
    shown = found.prefetch_related("attribute_rows")[start:][: parameters.page_size]
    return DeviceTypesOut(
        total=found.count(),
        page=parameters.page,
        page_size=parameters.page_size,
        results=[_device_type_out(each, listed) for each in shown],
    )


def _asked_for(parameters: DeviceTypeParameters):
    found = DeviceType.objects.order_by("name_id", "pk")
    if parameters.category:
        found = found.filter(category__in=parameters.category)
    if parameters.described:
        found = found.described(parameters.described == YES)
    if parameters.q:
        found = found.matching(parameters.q).best_first(parameters.q)
    return found


def _device_type_out(each: DeviceType, listed: Mapping[str, int]) -> DeviceTypeOut:
    return DeviceTypeOut(
        key=each.key,
        name_id=each.name_id,
        name_en=each.name_en,
        unreviewed_translation=each.translation,
        synonyms=[*map(str, each.synonyms)],
        category=_named(each.category, nomenclature.GROUPS),
        sub_category=(
            _named(each.sub_category, nomenclature.SUB_CATEGORIES)
            if each.sub_category
            else None
        ),
        risk_class=each.risk_class,
        aspak_codes=[*map(str, each.aspak_codes)],
        emdn_code=each.emdn_code,
        calibration_required=each.calibration_required,
        calibration_method=each.calibration_method,
        described=each.is_described,
        attributes=[_definition_out(row) for row in each.definitions],
        products=listed.get(each.key, 0),
        url=device_type_path(each.key),
    )


def _named(code: str, names: Mapping[str, nomenclature.Name]) -> dict[str, str]:
    name = names[code]
    return {"key": code, "label_id": name.id, "label_en": name.en}


def _definition_out(row: AttributeDefinition) -> DefinitionOut:
    return DefinitionOut(
        key=row.key,
        label_id=row.label_id,
        label_en=row.label_en,
        kind=row.kind,
        unit=row.unit,
        better=row.better,
        required=row.required,
        facet=row.facet,
        multiple=row.multiple,
        choices=[
            ChoiceOut(
                value=choice.value, label_id=choice.label_id, label_en=choice.label_en
            )
            for choice in row.choices
        ],
    )
