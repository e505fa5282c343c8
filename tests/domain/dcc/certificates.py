"""Digital certificates with nothing and with everything in them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.dcc.certificate import (
    DeviceClass,
    DigitalCertificate,
    Environment,
    Identification,
    Item,
    Laboratory,
    MeasuredPoint,
    ResultTable,
    Signer,
    Standard,
)

BARE = DigitalCertificate(
    "S-1",
    languages=("id",),
    performed_from=date(2026, 3, 2),
    performed_to=date(2026, 3, 2),
)


FULL = replace(
    BARE,
    order_number="O-1",
    languages=("id", "en"),
    received_on=date(2026, 3, 1),
    issued_on=date(2026, 3, 4),
    location="customer",
    items=(
        Item(
            "Tensimeter <digital> & manset",
            "PT Uji",
            "TD-1",
            "SN-7",
            (
                Identification("other", "Nomor Izin Edar", "AKD 20501910001"),
                Identification("manufacturer", "Serial number", "bukan seri"),
            ),
            (DeviceClass("EMDN", "Z12"),),
        ),
    ),
    laboratory=Laboratory(
        "Lab Uji", "LK-999-IDN", "Jalan Mawar 5", "Bandung", "40111", "ID", "a@b", "1"
    ),
    customer="RS Uji",
    signers=(Signer("Ani", "Teknisi"), Signer("Budi", "Direktur", True)),
    due_on=date(2027, 3, 2),
    conformity="pass",
    standards=(
        Standard("DPM", "Uji", "4", "9", "K-77", "SI melalui LK-032-IDN"),
        Standard("DPM", "Uji", "4", "9", "K-77", "SI melalui LK-032-IDN"),
    ),
    environment=Environment(
        Decimal("23.10"), Decimal("24.0"), "°C", Decimal(50), Decimal(55), Decimal(220)
    ),
    results=(
        ResultTable(
            "Kinerja",
            (
                MeasuredPoint(
                    "NIBP",
                    "nibp",
                    "mmHg",
                    Decimal("100"),
                    Decimal("101.0"),
                    Decimal("1.00"),
                    Decimal("0.50"),
                    Decimal("2.0"),
                    Decimal("95"),
                    Decimal("105"),
                    "± 5 mmHg",
                    "guarded",
                    "conditional_pass",
                ),
                MeasuredPoint("HR", "hr", "bpm", Decimal(60), u95=Decimal(1)),
                MeasuredPoint("Alarm", "alarm", conformity="fail"),
            ),
        ),
        ResultTable("Fisik", ()),
    ),
    statements=("Tingkat kepercayaan 95 %, k = 2\nBaris kedua",),
)


PARTIAL = replace(
    BARE,
    languages=(),
    location="other",
    items=(
        Item("Pompa", identifications=(Identification("moon", "", "INV-1"),)),
        Item(model="P-2", classes=(DeviceClass("", "Z1"), DeviceClass("EMDN", ""))),
    ),
    laboratory=Laboratory("Lab Uji", country="DE", phone="2"),
    conformity="noFail",
    standards=(
        Standard("Stopwatch", due_on=date(2027, 1, 31)),
        Standard("Meja"),
        Standard("Gelas ukur", certificate_number="K-1"),
    ),
    environment=Environment(
        temperature_high=Decimal(25), temperature_unit="K", humidity_low=Decimal(40)
    ),
    results=(
        ResultTable(
            "Laju alir",
            (
                MeasuredPoint(unit="mL/jam", mean=Decimal(5), k=Decimal(2)),
                MeasuredPoint(
                    unit="mL/h", mean=Decimal(5), u95=Decimal(0), k=Decimal(1)
                ),
                MeasuredPoint(error=Decimal(1), u95=Decimal(1), k=Decimal(1001)),
                MeasuredPoint(unit="HRC", u95=Decimal("0.5"), rule="simple"),
                MeasuredPoint(unit="°C", tolerance="± 1 °C"),
            ),
        ),
    ),
)
"""Certificates of which much is not stated, or has no place in the schema."""
