"""Puts the device types the catalogue starts with into the database: those described
with attributes and those of the nomenclature that are only named."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from domain.attributes.definitions import AttributeDefinition
from products.choices import Translation
from products.device_types.calibration_profiles import ParameterSeed, load_profiles
from products.device_types.nomenclature import NamedType, load_named_types
from products.device_types.seed import DeviceTypeSeed, load_device_types
from products.models import CalibrationParameter, DeviceAttribute, DeviceType

CALIBRATION_MONTHS = 12
"""Interval kept for a device that need not be calibrated; it is not shown."""

TRANSLATION = {value: value for value in Translation.values}
"""What a row says of its names, as the model keeps it: "register" is nothing to say."""


@transaction.atomic
def seed_device_types() -> int:
    """Create the device types that are missing, described and named, and return how
    many they were.

    A device type that exists is left as it was edited, its attributes and calibration
    parameters included. One that nobody has saved since there are vocabularies gets
    its own, and the codes that an older catalogue had no place for.
    """
    named = {each.key: each for each in load_named_types()}
    present = set(DeviceType.objects.values_list("key", flat=True))
    missing = [seed for seed in load_device_types() if seed.key not in present]
    described = [_described(seed, named.get(seed.key)) for seed in missing]
    present.update(seed.key for seed in missing)
    only_named = [_named(each) for key, each in named.items() if key not in present]
    _write([*described, *only_named])
    DeviceAttribute.objects.bulk_create(
        _attribute(device_type, position, definition)
        for device_type, seed in zip(described, missing, strict=True)
        for position, definition in enumerate(seed.attributes)
    )
    _seed_parameters(described)
    _complete(named)
    return len(described) + len(only_named)


def _write(device_types: Sequence[DeviceType]) -> None:
    for device_type in device_types:
        device_type.learn_words()
    DeviceType.objects.bulk_create(device_types)


def _complete(named: Mapping[str, NamedType]) -> None:
    """Give the types of an older catalogue what they have no trace of."""
    older = list(DeviceType.objects.filter(vocabulary=""))
    for device_type in older:
        if device_type.key in named and not device_type.aspak_codes:
            device_type.aspak_codes = list(named[device_type.key].aspak)
        device_type.learn_words()
    DeviceType.objects.bulk_update(older, ["aspak_codes", "vocabulary"], batch_size=500)


def _seed_parameters(device_types: Iterable[DeviceType]) -> None:
    profiles = load_profiles()
    CalibrationParameter.objects.bulk_create(
        _parameter(device_type, position, parameter)
        for device_type in device_types
        if device_type.key in profiles
        for position, parameter in enumerate(profiles[device_type.key].parameters)
    )


def _parameter(
    device_type: DeviceType, position: int, seed: ParameterSeed
) -> CalibrationParameter:
    return CalibrationParameter(
        device_type=device_type,
        sort_order=position,
        key=seed.key,
        name_id=seed.name_id,
        name_en=seed.name_en,
        unit=seed.unit,
        limit_kind=seed.kind,
        low=seed.low,
        high=seed.high,
        tolerance=seed.tolerance,
        tolerance_text=seed.tolerance_text,
    )


def _named(each: NamedType) -> DeviceType:
    """A type without attributes. One for which the ministry has a method is one that
    must be calibrated."""
    return DeviceType(
        key=each.key,
        name_id=each.name_id,
        name_en=each.name_en,
        synonyms=list(each.synonyms),
        translation=TRANSLATION.get(each.translation, ""),
        category=each.category,
        sub_category=each.sub_category,
        risk_class=each.risk_class,
        aspak_codes=list(each.aspak),
        emdn_code=each.emdn,
        calibration_required=bool(each.method),
        calibration_interval_months=CALIBRATION_MONTHS,
        calibration_method=each.method,
    )


def _described(seed: DeviceTypeSeed, named: NamedType | None) -> DeviceType:
    profile = load_profiles().get(seed.key)
    return DeviceType(
        key=seed.key,
        name_id=seed.name_id,
        name_en=seed.name_en,
        synonyms=list(named.synonyms if named else seed.synonyms),
        category=seed.category,
        sub_category=seed.sub_category,
        licence_group=seed.licence_group,
        risk_class=seed.risk_class,
        aspak_codes=list(named.aspak) if named else [],
        emdn_code=seed.emdn,
        kfa_template_code=seed.kfa_template,
        calibration_required=seed.calibration_required,
        calibration_interval_months=(
            seed.calibration_interval_months or CALIBRATION_MONTHS
        ),
        calibration_method=profile.method_code if profile else "",
        lkpp_unit=seed.lkpp_unit,
    )


def _attribute(
    device_type: DeviceType, position: int, definition: AttributeDefinition
) -> DeviceAttribute:
    return DeviceAttribute(
        device_type=device_type,
        sort_order=position,
        key=definition.key,
        label_id=definition.label_id,
        label_en=definition.label_en,
        kind=definition.kind,
        unit=definition.unit,
        better=definition.better,
        required=definition.required,
        facet=definition.facet,
        multiple=definition.multiple,
        choices=[
            {
                "value": choice.value,
                "label_id": choice.label_id,
                "label_en": choice.label_en,
            }
            for choice in definition.choices
        ],
        typical_low=definition.low,
        typical_high=definition.high,
    )
