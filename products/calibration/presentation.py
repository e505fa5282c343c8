"""Calibrations as a buyer reads them: results, limits, laboratory, valid or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certificates.cases import attach_cases_of
from certificates.outcome import VerificationOutcome, outcome_of
from certificates.reading import Reading
from core.findings import written
from core.language import language
from domain import units
from domain.calibration.conformity import CONFORMITY_NAMES, Conformity
from domain.calibration.limits import LimitsByKey
from domain.calibration.points import ReferenceStandard, TestPoint
from products.calibration.plot.drawing import plot_points
from products.calibration.plot.panels import plot_labels
from products.calibration.reading import read_calibration
from products.models import CalibrationRecord, ProductPage

CONFORMITY_BADGES = {
    Conformity.PASS: "ok",
    Conformity.CONDITIONAL_PASS: "soon",
    Conformity.CONDITIONAL_FAIL: "soon",
    Conformity.FAIL: "bad",
}


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A test point with its numbers as the language writes them.

    ``conformity`` is what follows from the numbers, else what the certificate states;
    ``disagrees`` that the certificate states another one.
    """

    name: str
    unit: str
    nominal: str
    measured: str
    deviation: str
    u95: str
    limits: str
    conformity: str
    badge: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class ShownCalibration:
    """A calibration on one day; ``fit_for_use`` is true only if it is true today."""

    record: CalibrationRecord
    reading: Reading
    outcome: VerificationOutcome
    fit_for_use: bool
    laboratory_url: str
    laboratory_code: str
    is_accredited: bool
    environment: str
    points: tuple[ShownPoint, ...]
    plot: SafeString
    standards: tuple[ReferenceStandard, ...]
    download_url: str


def shown_calibrations(
    page: ProductPage, today: date, request: HttpRequest
) -> list[ShownCalibration]:
    """The records of ``page`` in the maker's order. Their laboratories should have
    been fetched."""
    _fetch_accreditations(page)
    device_type = page.device_type
    names = {row.key: row.name for row in device_type.calibration_parameters}
    return [
        _shown(record, device_type.limits, names, today, request)
        for record in page.calibration_records.all()
    ]


def shown_points(record: CalibrationRecord) -> tuple[ShownPoint, ...]:
    """The test points of one record, which need not be saved."""
    device_type = record.product.device_type
    names = {row.key: row.name for row in device_type.calibration_parameters}
    return tuple(_point(point, device_type.limits, names) for point in record.points)


def _shown(
    record: CalibrationRecord,
    limits: LimitsByKey,
    names: dict[str, str],
    today: date,
    request: HttpRequest,
) -> ShownCalibration:
    points = record.points
    laboratory = record.laboratory
    codes = _accreditations(record, today)
    return ShownCalibration(
        record=record,
        reading=read_calibration(record, today),
        outcome=outcome_of(record.case),
        fit_for_use=record.fit_for_use(today),
        laboratory_url=(
            laboratory.get_url(request) if laboratory and laboratory.live else ""
        ),
        laboratory_code=", ".join(codes) or record.laboratory_code,
        is_accredited=bool(codes),
        environment=_environment(record),
        points=tuple(_point(each, limits, names) for each in points),
        plot=_plot(points, limits, names),
        standards=record.reference_standards,
        download_url=(
            reverse("calibration_dcc", args=[record.pk]) if record.pk else ""
        ),
    )


def _fetch_accreditations(page: ProductPage) -> None:
    """The accreditations of all laboratories at once, with what verifiers found."""
    laboratories = {
        record.laboratory.pk: record.laboratory
        for record in page.calibration_records.all()
        if record.laboratory is not None
    }
    prefetch_related_objects(list(laboratories.values()), "accreditations__document")
    for record in page.calibration_records.all():
        if record.laboratory is not None:
            record.laboratory = laboratories[record.laboratory.pk]
    attach_cases_of(
        (laboratory.path, row)
        for laboratory in laboratories.values()
        for row in laboratory.accreditations.all()
    )


def _accreditations(record: CalibrationRecord, today: date) -> list[str]:
    """Accreditations of a laboratory of the catalogue that are valid today."""
    if record.laboratory is None:
        return []
    return [
        row.number
        for row in record.laboratory.accreditations.all()
        if row.is_valid(today)
    ]


def _plot(
    points: Iterable[TestPoint],
    limits: LimitsByKey,
    names: dict[str, str],
) -> SafeString:
    drawn = plot_points(points, limits, labels=plot_labels(names))
    return mark_safe(drawn)  # noqa: S308 (made of escaped elements)


def _point(point: TestPoint, limits: LimitsByKey, names: dict[str, str]) -> ShownPoint:
    conformity = point.conformity(limits)
    computed = point.computed(limits)
    bounds = point.bounds(limits)
    return ShownPoint(
        name=_name(point, names),
        unit=_unit(point.unit),
        nominal=_certified(point.nominal),
        measured=_certified(point.measured),
        deviation=_certified(point.deviation),
        u95=_certified(point.u95),
        limits=_limits(bounds.low, bounds.high, point.tolerance),
        conformity=_conformity_name(conformity),
        badge=CONFORMITY_BADGES.get(conformity, ""),
        disagrees=bool(computed and point.stated and point.stated != computed),
    )


def _name(point: TestPoint, names: dict[str, str]) -> str:
    """As the certificate has it; to English readers as the device type has it, where
    that knows the parameter."""
    known = names.get(point.parameter, "")
    if language() == "en" and known:
        return known
    return point.name or known


def _unit(unit: str) -> str:
    return units.label(unit, language()) if units.is_known(unit) else unit


def _conformity_name(conformity: Conformity | None) -> str:
    if conformity is None:
        return ""
    return written(CONFORMITY_NAMES[conformity])


def _limits(low: Decimal | None, high: Decimal | None, tolerance: str) -> str:
    if low is not None and high is not None:
        return f"{_certified(low)} … {_certified(high)}"
    if low is not None:
        return f"≥ {_certified(low)}"
    if high is not None:
        return f"≤ {_certified(high)}"
    return tolerance


def _environment(record: CalibrationRecord) -> str:
    parts = [
        (record.temperature_low, record.temperature_high, "°C"),
        (record.humidity_low, record.humidity_high, "% RH"),
        (record.mains_voltage, None, "V"),
    ]
    return ", ".join(
        f"{_span(low, high)} {unit}"
        for low, high, unit in parts
        if low is not None or high is not None
    )


def _span(low: Decimal | None, high: Decimal | None) -> str:
    # The database pads ambient conditions with zeros nobody measured.
    ends = [_certified(each.normalize()) for each in (low, high) if each is not None]
    return _(" sampai ").join(dict.fromkeys(ends))


def _certified(value: Decimal | None) -> str:
    return certified(value, language())


def certified(value: Decimal | None, language: str) -> str:
    """A number with every digit it was certified with; nothing for None."""
    if value is None:
        return ""
    sign = "−" if value < 0 else ""
    whole, _point_sign, fraction = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}"
    if language == "en":
        return sign + grouped + (f".{fraction}" if fraction else "")
    return sign + grouped.replace(",", ".") + (f",{fraction}" if fraction else "")
