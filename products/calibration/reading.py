"""What a calibration of one unit says today, on every page alike."""

from datetime import date

from django.utils.translation import gettext as _

from certificates.reading import Reading, icon_of, status_text, tone_of
from core.wording import day
from domain.validity import VALID_STATUSES, Status
from products.models import CalibrationRecord
from products.models.calibration import CalibrationResult

RESULT_TONES = {CalibrationResult.UNFIT: "bad", CalibrationResult.CONDITIONAL: "soon"}


def read_calibration(record: CalibrationRecord, on: date) -> Reading:
    """*Laik pakai* only where it may be called that on the day; else why not."""
    status = record.status(on)
    until = {"date": day(record.due_on)}
    if status == Status.EXPIRED:
        text = _("Perlu kalibrasi ulang sejak %(date)s") % until
        return Reading(text, "bad", ("clock",))
    if status not in VALID_STATUSES:
        return Reading(status_text(status), tone_of(status), (icon_of(status),))
    if not record.fit_for_use(on):
        return _not_fit(record)
    if status == Status.EXPIRING:
        text = _("Laik pakai sampai %(date)s, segera berakhir") % until
        return Reading(text, "soon", ("gauge", "clock"))
    return Reading(_("Laik pakai sampai %(date)s") % until, "ok", ("gauge",))


def _not_fit(record: CalibrationRecord) -> Reading:
    if record.result == CalibrationResult.FIT:
        text = _("Dinyatakan laik, tetapi ada titik uji yang gagal")
        return Reading(text, "bad", ("warning",))
    return Reading(
        record.get_result_display(), RESULT_TONES.get(record.result, ""), ("warning",)
    )
