"""Puts the device types the catalogue starts with into the database."""

from collections.abc import Iterable

from django.db import transaction

from domain.attributes.definitions import AttributeDefinition
from products.device_types.calibration_profiles import ParameterSeed, load_profiles
from products.device_types.seed import DeviceTypeSeed, load_device_types
from products.models import CalibrationParameter, DeviceAttribute, DeviceType

CALIBRATION_MONTHS = 12
"""Interval kept for a device that need not be calibrated; it is not shown."""


@transaction.atomic
def seed_device_types() -> int:
    """Create the device types that are missing and return how many they were.

    A device type that exists is left as it was edited, its attributes and calibration
    parameters included.
    """
    present = set(DeviceType.objects.values_list("key", flat=True))
    missing = [seed for seed in load_device_types() if seed.key not in present]
    created = DeviceType.objects.bulk_create(_device_type(seed) for seed in missing)
    DeviceAttribute.objects.bulk_create(
        _attribute(device_type, position, definition)
        for device_type, seed in zip(created, missing, strict=True)
        for position, definition in enumerate(seed.attributes)
    )
    _seed_parameters(created)
    return len(created)


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


def _device_type(seed: DeviceTypeSeed) -> DeviceType:
    profile = load_profiles().get(seed.key)
    return DeviceType(
        key=seed.key,
        name_id=seed.name_id,
        name_en=seed.name_en,
        synonyms=list(seed.synonyms),
        category=seed.category,
        sub_category=seed.sub_category,
        licence_group=seed.licence_group,
        risk_class=seed.risk_class,
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
