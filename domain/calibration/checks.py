"""What is wrong or doubtful about test points and about a calibration as a whole."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.calibration.conformity import (
    CONFORMITY_NAMES,
    Conformity,
)
from domain.calibration.intervals import due_date
from domain.calibration.limits import (
    EXACT,
    Limit,
    LimitsByKey,
)
from domain.calibration.points import FIT, TestPoint, is_same_unit
from domain.numerals import format_number
from domain.two_languages import Finding, error, warning

LOWEST_K, HIGHEST_K = Decimal("1.65"), Decimal("3.5")
"""Coverage factors for about 95 %: one-sided normal, to three degrees of freedom."""


def point_findings(point: TestPoint, limits: LimitsByKey) -> list[Finding]:
    """What is wrong or doubtful about one point: impossible numbers are errors, a
    disagreement between numbers, limits and the certificate's own words a warning."""
    findings = [
        *_bound_findings(point),
        *_uncertainty_findings(point),
        *_error_findings(point),
        *_conformity_findings(point, limits),
    ]
    if point.parameter:
        findings += _parameter_findings(point, limits.get(point.parameter))
    return findings


def _bound_findings(point: TestPoint) -> list[Finding]:
    if point.low is None or point.high is None or point.low <= point.high:
        return []
    low, high = point.low, point.high
    return [
        error(
            "bounds_reversed",
            f"Batas bawah ({format_number(low)}) lebih besar daripada batas atas "
            f"({format_number(high)}).",
            f"The lower limit ({format_number(low, 'en')}) is greater than the upper "
            f"limit ({format_number(high, 'en')}).",
        )
    ]


def _uncertainty_findings(point: TestPoint) -> list[Finding]:
    findings = []
    if point.u95 is not None and point.u95 < 0:
        findings.append(
            error(
                "u95_negative",
                "Ketidakpastian (U95) tidak boleh negatif.",
                "The uncertainty (U95) cannot be negative.",
            )
        )
    if point.k is not None and not LOWEST_K <= point.k <= HIGHEST_K:
        findings.append(
            warning(
                "k_unusual",
                f"Faktor cakupan k = {format_number(point.k)} tidak lazim untuk "
                "tingkat kepercayaan 95 % (1,65 sampai 3,5).",
                f"A coverage factor k = {format_number(point.k, 'en')} is unusual for "
                "a confidence of 95 % (1.65 to 3.5).",
            )
        )
    return findings


def _error_findings(point: TestPoint) -> list[Finding]:
    if point.error is None or point.mean is None or point.nominal is None:
        return []
    difference = EXACT.subtract(point.mean, point.nominal)
    rounding = (
        sum(
            (_last_digit(value) for value in (point.error, point.mean, point.nominal)),
            Decimal(0),
        )
        / 2
    )
    if EXACT.subtract(difference, point.error).copy_abs() <= rounding:
        return []
    if EXACT.add(difference, point.error).copy_abs() <= rounding:
        return [
            warning(
                "error_is_correction",
                "Kesalahan berlawanan tanda dengan rata-rata dikurangi nominal: "
                "tampaknya yang tertulis adalah koreksi.",
                "The error has the opposite sign of mean minus nominal: it seems to "
                "be the correction.",
            )
        ]
    return [
        warning(
            "error_disagrees",
            f"Kesalahan ({format_number(point.error)}) berbeda dari rata-rata "
            f"dikurangi nominal ({format_number(difference)}).",
            f"The error ({format_number(point.error, 'en')}) differs from mean minus "
            f"nominal ({format_number(difference, 'en')}).",
        )
    ]


def _last_digit(value: Decimal) -> Decimal:
    """One in the last digit written: 0.01 for 10.00."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _conformity_findings(point: TestPoint, limits: LimitsByKey) -> list[Finding]:
    computed = point.computed(limits)
    if computed is None or not point.stated or computed == point.stated:
        return []
    stated_id, stated_en = CONFORMITY_NAMES[Conformity(point.stated)]
    computed_id, computed_en = CONFORMITY_NAMES[computed]
    return [
        warning(
            "conformity_disagrees",
            f"Sertifikat menyatakan {stated_id}, sedangkan hasil hitungan dari "
            f"nilai dan batasnya {computed_id}.",
            f"The certificate states {stated_en}, but value and limits amount to "
            f"{computed_en}.",
        )
    ]


def _parameter_findings(point: TestPoint, limit: Limit | None) -> list[Finding]:
    if limit is None:
        return [
            warning(
                "parameter_unknown",
                f"Parameter “{point.parameter}” tidak ada pada profil kalibrasi jenis "
                "alat ini.",
                f"The calibration profile of this device type has no parameter "
                f"“{point.parameter}”.",
            )
        ]
    if is_same_unit(point.unit, limit.unit):
        return []
    return [
        warning(
            "unit_differs",
            f"Satuan “{point.unit}” berbeda dari satuan parameter “{limit.unit}”.",
            f"The unit “{point.unit}” differs from the parameter's “{limit.unit}”.",
        )
    ]


def record_findings(
    points: Sequence[TestPoint],
    limits: LimitsByKey,
    stated_result: str,
    performed_from: date | None,
    performed_to: date | None,
    issued_on: date | None,
    received_on: date | None,
    due_on: date | None,
    interval_months: int | None,
) -> list[Finding]:
    """What is wrong or doubtful about a record as a whole: its dates in themselves and
    against each other, and its result against its points (``point_findings`` has each
    point's own). ``interval_months`` is the device type's: usually 12, as testing or
    calibration is due at least once a year (PMK 54/2015, Article 8). A date that is
    not stated is not checked.
    """
    began = performed_from or performed_to
    ended = performed_to or performed_from
    return [
        *_order_findings(began, ended, issued_on, received_on),
        *_due_findings(ended, due_on, interval_months),
        *_result_findings(points, limits, stated_result),
    ]


def _order_findings(
    began: date | None,
    ended: date | None,
    issued_on: date | None,
    received_on: date | None,
) -> list[Finding]:
    findings = []
    if began and ended and began > ended:
        findings.append(
            error(
                "performed_reversed",
                "Tanggal selesai kalibrasi mendahului tanggal mulainya.",
                "The calibration ends before it begins.",
            )
        )
    if ended and issued_on and issued_on < ended:
        findings.append(
            error(
                "issued_before_performed",
                "Sertifikat terbit sebelum kalibrasi selesai.",
                "The certificate was issued before the calibration ended.",
            )
        )
    if began and received_on and received_on > began:
        findings.append(
            warning(
                "received_after_performed",
                "Alat diterima laboratorium setelah kalibrasi dimulai.",
                "The device was received after the calibration began.",
            )
        )
    return findings


def _due_findings(
    ended: date | None, due_on: date | None, interval_months: int | None
) -> list[Finding]:
    if ended is None or due_on is None:
        return []
    if due_on <= ended:
        return [
            warning(
                "due_before_performed",
                "Tanggal kalibrasi ulang tidak sesudah tanggal kalibrasi.",
                "The next calibration is not due after this one.",
            )
        ]
    if interval_months is None:
        return []
    expected = due_date(ended, interval_months)
    # Laboratories count the year from either end of the day.
    if (due_on - expected).days <= 1:
        return []
    return [
        warning(
            "due_too_late",
            f"Tanggal kalibrasi ulang lebih dari {interval_months} bulan setelah "
            f"kalibrasi; paling lambat {expected:%d-%m-%Y}.",
            f"The next calibration is due more than {interval_months} months after "
            f"this one; {expected:%Y-%m-%d} at the latest.",
        )
    ]


def _result_findings(
    points: Sequence[TestPoint], limits: LimitsByKey, stated_result: str
) -> list[Finding]:
    if stated_result != FIT:
        return []
    failing = [
        number
        for number, point in enumerate(points, start=1)
        if Conformity.FAIL in (point.computed(limits), point.stated)
    ]
    if not failing:
        return []
    rows = ", ".join(map(str, failing[:5])) + (", …" if len(failing) > 5 else "")
    return [
        warning(
            "fit_with_failures",
            f"Hasilnya laik pakai, padahal ada titik uji yang gagal: baris {rows}.",
            f"The result is fit for use, but test points fail: row {rows}.",
        )
    ]
