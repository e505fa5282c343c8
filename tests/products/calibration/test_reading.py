"""What a calibration says on the product page, under its short address and in print."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.reading import Reading
from core.wording import day
from products.calibration.reading import read_calibration
from products.evidence import calibrations_of
from products.public.product_page import product_context
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "text", "tone", "icons"),
    [
        (300, "Laik pakai sampai {}", "ok", ("gauge",)),
        (30, "Laik pakai sampai {}, segera berakhir", "soon", ("gauge", "clock")),
        (-1, "Perlu kalibrasi ulang sejak {}", "bad", ("clock",)),
    ],
)
def test_one_calibration_reads_alike_everywhere(rf, days, text, tone, icons):
    due = timezone.localdate() + timedelta(days=days)
    record = CalibrationRecordFactory(
        product=ProductPageFactory(), due_on=due, result="fit"
    )
    today = timezone.localdate()

    reading = read_calibration(record, today)
    [shown] = product_context(record.product, rf.get("/"))["calibrations"]
    [evidence] = calibrations_of(record.product, today)

    assert reading == Reading(text.format(day(due)), tone, icons)
    assert shown.reading == evidence.reading == reading


def test_a_calibration_before_its_day_says_so():
    today = timezone.localdate()
    record = CalibrationRecordFactory(
        product=ProductPageFactory(),
        performed_on=today + timedelta(days=5),
        issued_on=today + timedelta(days=6),
        due_on=today + timedelta(days=400),
    )

    assert read_calibration(record, today) == Reading(
        "Belum berlaku", "bad", ("clock",)
    )
