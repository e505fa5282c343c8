"""Calibrations of the demo: test points within or beyond the limits of the profile.

A unit that was found fit has no failing point, one that is unfit has at least one, and
a conditional one a reading too near to its limit to be sure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from demo.certificates import YEAR, Certifiers
from demo.chance import Chance
from demo.measurements import (
    INSTRUMENTS,
    MAINS,
    MAKES,
    SAFETY_ANALYSER,
    Measurement,
    measurement_of,
)
from domain.calibration.conformity import DecisionRule
from domain.calibration.limits import Bounds, Limit, LimitsByKey
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from products.device_types.calibration_profiles import load_profiles
from products.models import CalibrationRecord, DeviceType
from products.models.calibration import (
    CalibrationPlace,
    CalibrationPurpose,
    CalibrationResult,
)
from products.models.device_type import CalibrationParameter
from suppliers.models import SupplierPage

COVERAGE_FACTOR = Decimal(2)
SPREAD = 0.22
"""How far readings usually lie from the setting, as a share of what is allowed."""
MOST = 0.6
"""How far they lie at most; the uncertainty has room beside it."""
SPREAD_OF_MAINS = 0.03
RESULTS = (
    CalibrationResult.FIT,
    CalibrationResult.UNFIT,
    CalibrationResult.CONDITIONAL,
)


@dataclass(frozen=True, slots=True)
class Site:
    """Where and by which rule a laboratory judged, and the mains there in volt."""

    rule: DecisionRule
    mains_voltage: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be read at one test point, and the last digit of it."""

    parameter: CalibrationParameter
    limit: Limit
    place: str
    nominal: Decimal | None
    usual: Decimal
    step: Decimal

    @property
    def bounds(self) -> Bounds:
        return self.limit.bounds(self.nominal)

    @property
    def nearest(self) -> list[Decimal]:
        """The bounds that the usual reading comes nearest to: both of a tolerance."""
        bounds = self.bounds.low, self.bounds.high
        stated = [bound for bound in bounds if bound is not None]
        room = min(abs(bound - self.usual) for bound in stated)
        return [bound for bound in stated if abs(bound - self.usual) == room]

    @property
    def room(self) -> Decimal:
        """How far a reading may lie from the usual one. A bound on one side only
        allows less than the bound itself: readings do not change their sign."""
        bound = self.nearest[0]
        room = abs(bound - self.usual)
        both = self.bounds.low is not None and self.bounds.high is not None
        return room if both else min(room, abs(bound), abs(self.usual))

    def rounded(self, value: float | Decimal) -> Decimal:
        return round(Decimal(value) / self.step) * self.step


def make_calibrations(
    device_type: DeviceType, model_name: str, certifiers: Certifiers, chance: Chance
) -> list[CalibrationRecord]:
    """Calibrations of sample units, of which some are overdue or found unfit."""
    if not device_type.calibration_required or chance.happens(0.15):
        return []
    return [
        _calibration(device_type, model_name, certifiers, chance)
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]


def _calibration(
    device_type: DeviceType, model_name: str, certifiers: Certifiers, chance: Chance
) -> CalibrationRecord:
    performed_on = certifiers.today - timedelta(days=chance.randint(10, 430))
    laboratory = chance.choice(certifiers.calibration_laboratories)
    record = CalibrationRecord(
        certificate_number=f"{laboratory.nib[-3:]}/KAL/{chance.digits(5)}/"
        f"{performed_on.month:02d}/{performed_on.year}",
        laboratory=laboratory,
        unit_serial=f"{model_name[:20].replace(' ', '')}-{chance.digits(6)}",
        performed_on=performed_on,
        issued_on=min(
            performed_on + timedelta(days=chance.randint(1, 9)), certifiers.today
        ),
        due_on=performed_on + YEAR,
        result=chance.choices(RESULTS, (92, 5, 3))[0],
    )
    details = Chance.about(record.certificate_number, record.unit_serial)
    _set_circumstances(record, details)
    _measure(record, device_type, details)
    return record


def _set_circumstances(record: CalibrationRecord, chance: Chance) -> None:
    record.order_number = f"ORD-{chance.digits(5)}"
    record.purpose = chance.choices(CalibrationPurpose.values, (75, 20, 5))[0]
    record.place = CalibrationPlace.LABORATORY
    if chance.happens(0.25):
        record.place = CalibrationPlace.CUSTOMER
    else:
        record.received_on = record.performed_on - timedelta(days=chance.randint(0, 6))
    record.temperature_low, record.temperature_high = _span(chance, 230, 250, 10)
    record.humidity_low, record.humidity_high = _span(chance, 500, 560, 40)


def _span(chance: Chance, least: int, most: int, width: int) -> tuple[Decimal, Decimal]:
    """Lowest and highest of a day, all in tenths."""
    low = chance.randint(least, most)
    return Decimal(low) / 10, Decimal(low + chance.randint(2, width)) / 10


def _measure(
    record: CalibrationRecord, device_type: DeviceType, chance: Chance
) -> None:
    """Fill the table of results and what it was measured with, where the device type
    has a profile."""
    site = Site(_rule_of(record.laboratory), Decimal(chance.randint(2180, 2240)) / 10)
    readings = list(_readings(device_type, site))
    if not readings:
        return
    safety = any(reading.parameter.key in MAINS for reading in readings)
    if safety:
        record.mains_voltage = site.mains_voltage
    points = _points(readings, site, record.result, device_type.limits, chance)
    record.results = dump_points(points)
    record.standards = dump_standards(
        _standard(name, record.laboratory, record.performed_on)
        for name in _instruments(device_type.key, safety)
    )


def _rule_of(laboratory: SupplierPage) -> DecisionRule:
    """Every laboratory has one rule for all that it calibrates."""
    chance = Chance.about(laboratory.nib, "rule")
    return chance.choices(tuple(DecisionRule), (60, 25, 15))[0]


def _readings(device_type: DeviceType, site: Site) -> Iterator[Reading]:
    """What is to be read of every parameter that can be judged by its limit."""
    for parameter in device_type.calibration_parameters:
        measurement = measurement_of(device_type.key, parameter.key)
        if measurement is None:
            continue
        set_to = _suggested(device_type.key, parameter.key) or measurement.settings
        for place, nominal, usual in _settings(measurement, set_to):
            if parameter.key in MAINS and nominal is not None:
                usual = site.mains_voltage
            reading = Reading(
                parameter, parameter.limit, place, nominal, usual, measurement.step
            )
            if reading.bounds.stated:
                yield reading


def _settings(
    measurement: Measurement, set_to: Sequence[Decimal]
) -> Iterator[tuple[str, Decimal | None, Decimal]]:
    """Where it is read, what is set and what is usually read there."""
    if measurement.usual:
        nominal = set_to[0] if set_to else None
        for place, usual in measurement.usual:
            yield place, nominal, usual
    else:
        for nominal in set_to:
            yield "", nominal, nominal


@cache
def _suggested(device_type: str, parameter: str) -> tuple[Decimal, ...]:
    """The settings at which laboratories are known to test."""
    profile = load_profiles().get(device_type)
    seeds = profile.parameters if profile else ()
    return next((seed.nominals for seed in seeds if seed.key == parameter), ())


def _points(
    readings: Sequence[Reading],
    site: Site,
    result: str,
    limits: LimitsByKey,
    chance: Chance,
) -> Iterator[TestPoint]:
    """The test points, all within their limits but for one that the result is owed
    to."""
    odd = None if result == CalibrationResult.FIT else _odd_one(readings, chance)
    # The only rule that knows of conditions.
    conditional = result == CalibrationResult.CONDITIONAL
    rule = DecisionRule.NON_BINARY if conditional else site.rule
    for reading in readings:
        u95 = _uncertainty(reading, chance)
        if reading is not odd:
            mean = _mean_within(reading, chance)
        elif conditional:
            mean = _mean_near_the_limit(reading, u95, chance)
        else:
            mean = _mean_beyond(reading, chance)
        point = _point(reading, mean, u95, rule)
        yield replace(point, stated=point.computed(limits) or "")


def _odd_one(readings: Sequence[Reading], chance: Chance) -> Reading:
    """Rather one of the device than one of the socket."""
    of_device = [each for each in readings if each.parameter.key not in MAINS]
    return chance.choice(of_device or readings)


def _uncertainty(reading: Reading, chance: Chance) -> Decimal:
    share = Decimal(chance.uniform(0.06, 0.16))
    return max(reading.rounded(reading.room * share), reading.step)


def _mean_within(reading: Reading, chance: Chance) -> Decimal:
    spread = SPREAD_OF_MAINS if _is_mains_voltage(reading) else SPREAD
    share = min(max(chance.gauss(0, spread), -MOST), MOST)
    return reading.rounded(reading.usual + reading.room * Decimal(share))


def _mean_beyond(reading: Reading, chance: Chance) -> Decimal:
    bound = chance.choice(reading.nearest)
    beyond = reading.room * Decimal(chance.uniform(0.25, 0.5))
    return reading.rounded(bound + beyond.copy_sign(bound - reading.usual))


def _mean_near_the_limit(reading: Reading, u95: Decimal, chance: Chance) -> Decimal:
    """Within, but by less than the uncertainty."""
    bound = chance.choice(reading.nearest)
    return reading.rounded(bound - u95.copy_sign(bound - reading.usual) / 2)


def _is_mains_voltage(reading: Reading) -> bool:
    return reading.parameter.key in MAINS and reading.nominal is not None


def _point(
    reading: Reading, mean: Decimal, u95: Decimal, rule: DecisionRule
) -> TestPoint:
    parameter, nominal = reading.parameter, reading.nominal
    return TestPoint(
        parameter=parameter.key,
        name=", ".join(part for part in (parameter.name_id, reading.place) if part),
        unit=parameter.unit,
        nominal=nominal,
        mean=mean,
        error=None if nominal is None else mean - nominal,
        u95=u95,
        k=COVERAGE_FACTOR,
        tolerance=_own_words(parameter.tolerance_text),
        rule=rule,
    )


def _own_words(tolerance: str) -> str:
    """One laboratory's wording, without the variants of others behind it."""
    return re.split(r"\s*[\[(;]", tolerance)[0]


def _instruments(device_type: str, safety: bool) -> list[str]:
    names = [*INSTRUMENTS.get(device_type, ())]
    return [*names, SAFETY_ANALYSER] if safety else names


def _standard(name: str, laboratory: SupplierPage, used_on: date) -> ReferenceStandard:
    """The laboratory's one instrument of that name, calibrated within a year."""
    chance = Chance.about(laboratory.nib, name)
    initials = "".join(word[0] for word in name.split()).upper()
    calibrated_on = date(used_on.year, chance.randint(1, 12), chance.randint(1, 28))
    if calibrated_on > used_on:
        calibrated_on = calibrated_on.replace(year=used_on.year - 1)
    due_on = calibrated_on.replace(year=calibrated_on.year + 1)
    return ReferenceStandard(
        name=name,
        brand=chance.choice(MAKES),
        model=f"{initials}-{chance.randint(1, 9)}00",
        serial=chance.digits(7),
        traceability=f"SI melalui LK-9{chance.digits(3)}-IDN",
        certificate_number=f"{chance.digits(4)}/{calibrated_on.year}",
        due_on=due_on,
    )
