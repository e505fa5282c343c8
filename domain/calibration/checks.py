"""What is wrong or unlikely about test points and about a calibration as a whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
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
from domain.findings import Finding, error, warning
from domain.messages import gettext_noop as _

LOWEST_K, HIGHEST_K = Decimal("1.65"), Decimal("3.5")
"""Coverage factors for about 95 %: one-sided normal, to three degrees of freedom."""


MOST_ALIKE = 5
"""Findings of one kind that are told word by word."""

MOST_NUMBERS = 8
"""Numbers of test points that are listed."""


def points_findings(points: Sequence[TestPoint], limits: LimitsByKey) -> list[Finding]:
    """What is wrong or unlikely about all points, each finding led by the numbers of
    its points: what many have in common is told once, and of what differs a few of
    each kind."""
    rows: dict[Finding, list[int]] = defaultdict(list)
    for number, point in enumerate(points, start=1):
        for finding in point_findings(point, limits):
            rows[finding].append(number)
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in rows:
        kinds[finding.code].append(finding)

    together = []
    for alike in kinds.values():
        together += [_of_points(rows[each], each) for each in alike[:MOST_ALIKE]]
        if left := [number for each in alike[MOST_ALIKE:] for number in rows[each]]:
            similar = replace(
                alike[0], message=_("Keberatan yang serupa."), parameters={}
            )
            together.append(_of_points(left, similar))
    return together


def _of_points(numbers: Sequence[int], finding: Finding) -> Finding:
    listed = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    if len(numbers) > MOST_NUMBERS:
        listed += f", … ({len(numbers)})"
    return replace(
        finding,
        message=_("Titik uji %(points)s: %(finding)s"),
        parameters={"points": listed, "finding": finding},
    )


def point_findings(point: TestPoint, limits: LimitsByKey) -> list[Finding]:
    """What is wrong or unlikely about one point: impossible numbers are errors, a
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
    return [
        error(
            "bounds_reversed",
            _("Batas bawah (%(low)s) lebih besar daripada batas atas (%(high)s)."),
            low=point.low,
            high=point.high,
        )
    ]


def _uncertainty_findings(point: TestPoint) -> list[Finding]:
    findings = []
    if point.u95 is not None and point.u95 < 0:
        findings.append(
            error(
                "u95_negative",
                _("Ketidakpastian (U95) tidak boleh negatif."),
            )
        )
    if point.k is not None and not LOWEST_K <= point.k <= HIGHEST_K:
        findings.append(
            warning(
                "k_unusual",
                _(
                    "Faktor cakupan k = %(k)s tidak lazim untuk tingkat kepercayaan "
                    "95 %% (%(lowest)s sampai %(highest)s)."
                ),
                k=point.k,
                lowest=LOWEST_K,
                highest=HIGHEST_K,
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
                _(
                    "Kesalahan berlawanan tanda dengan rata-rata dikurangi nominal: "
                    "tampaknya yang tertulis adalah koreksi."
                ),
            )
        ]
    return [
        warning(
            "error_disagrees",
            _(
                "Kesalahan (%(error)s) berbeda dari rata-rata dikurangi nominal "
                "(%(difference)s)."
            ),
            error=point.error,
            difference=difference,
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
    return [
        warning(
            "conformity_disagrees",
            _(
                "Sertifikat menyatakan %(stated)s, sedangkan hasil hitungan dari nilai "
                "dan batasnya %(computed)s."
            ),
            stated=CONFORMITY_NAMES[Conformity(point.stated)],
            computed=CONFORMITY_NAMES[computed],
        )
    ]


def _parameter_findings(point: TestPoint, limit: Limit | None) -> list[Finding]:
    if limit is None:
        return [
            warning(
                "parameter_unknown",
                _(
                    "Parameter “%(parameter)s” tidak ada pada profil kalibrasi jenis "
                    "alat ini."
                ),
                parameter=point.parameter,
            )
        ]
    if is_same_unit(point.unit, limit.unit):
        return []
    return [
        warning(
            "unit_differs",
            _("Satuan “%(unit)s” berbeda dari satuan parameter “%(expected)s”."),
            unit=point.unit,
            expected=limit.unit,
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
    """What is wrong or unlikely about a record as a whole: its dates in themselves and
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
                _("Tanggal selesai kalibrasi mendahului tanggal mulainya."),
            )
        )
    if ended and issued_on and issued_on < ended:
        findings.append(
            error(
                "issued_before_performed",
                _("Sertifikat terbit sebelum kalibrasi selesai."),
            )
        )
    if began and received_on and received_on > began:
        findings.append(
            warning(
                "received_after_performed",
                _("Alat diterima laboratorium setelah kalibrasi dimulai."),
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
                _("Tanggal kalibrasi ulang tidak sesudah tanggal kalibrasi."),
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
            _(
                "Tanggal kalibrasi ulang lebih dari %(months)s bulan setelah "
                "kalibrasi; paling lambat %(latest)s."
            ),
            months=interval_months,
            latest=expected,
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
            _("Hasilnya laik pakai, padahal ada titik uji yang gagal: baris %(rows)s."),
            rows=rows,
        )
    ]
