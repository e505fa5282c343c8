import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.findings import as_data, message, text
from core.language import language
from domain.dcc.certificate import (
    DigitalCertificate,
    Item,
    MeasuredPoint,
    SignatureCheck,
    Standard,
)
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import MOST_BYTES, UnreadableCertificate
from domain.dcc.signature import verify_signature
from products.calibration.exchange.signatures import signature_lines

STDIN = "-"
INDENT = "  "


class Command(BaseCommand):
    """Shows what a digital calibration certificate says.

    With --json the keys are those of ``DigitalCertificate``: numbers are strings
    exactly as certified, dates ISO 8601, what is not stated null or "".
    """

    help = (
        "Read a digital calibration certificate (PTB DCC 2.4 to 3.3) and print what "
        "was understood. Nothing is stored."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="The XML file, or - for standard input.")
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--trusted",
            metavar="CA.pem",
            help="Certificates of trusted authorities, to verify the signature.",
        )

    def handle(self, *args, **options):
        content = _read(options["file"])
        trusted = _read(options["trusted"]) if options["trusted"] else None
        try:
            certificate = read_certificate(content)
            signature = verify_signature(content, trusted)
        except UnreadableCertificate as refusal:
            raise CommandError(message(refusal)) from refusal
        if options["json"]:
            self.stdout.write(_as_json(certificate, signature))
            return
        for line in _report(certificate, signature):
            self.stdout.write(line)


def _read(name: str) -> bytes:
    """The file as far as it may be long; the reader refuses what is longer."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as failure:
        raise CommandError(
            _("Berkas “%(name)s” tidak dapat dibuka.") % {"name": name}
        ) from failure


def _as_json(certificate: DigitalCertificate, signature: SignatureCheck) -> str:
    fields = asdict(certificate)
    fields["signature"] = asdict(signature) | {
        "reason": as_data(signature.reason) if signature.reason else None
    }
    fields["findings"] = [as_data(finding) for finding in certificate.findings]
    return json.dumps(fields, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Decimal | date) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()


def _report(
    certificate: DigitalCertificate, signature: SignatureCheck
) -> Iterator[str]:
    yield from _stated(_facts(certificate, signature))
    for item in certificate.items:
        yield ""
        yield from _stated(_item_facts(item))
    conditions = list(_stated(_condition_facts(certificate)))
    if conditions:
        yield ""
        yield from conditions
    for table in certificate.results:
        yield ""
        yield table.name or _("Hasil")
        for point in table.points:
            yield INDENT + _point_line(point, table.name)
    for statement in certificate.statements:
        yield ""
        yield statement
    if certificate.findings:
        yield ""
        yield _("Tidak atau kurang dipahami:")
        for finding in certificate.findings:
            yield f"{INDENT}- {text(finding)}"


def _facts(
    certificate: DigitalCertificate, signature: SignatureCheck
) -> list[tuple[str, str]]:
    laboratory = certificate.laboratory
    address = (laboratory.street, laboratory.city, laboratory.post_code)
    signers = [_joined((one.name, one.role), " – ") for one in certificate.signers]
    return [
        (_("Nomor sertifikat"), certificate.number),
        (_("Versi DCC"), certificate.schema_version),
        (_("Nomor order"), certificate.order_number),
        (_("Diterima"), _day(certificate.received_on)),
        (_("Dikalibrasi"), _period(certificate)),
        (_("Terbit"), _day(certificate.issued_on)),
        (_("Kalibrasi ulang"), _day(certificate.due_on)),
        (_("Tempat"), _place(certificate.location)),
        (_("Kesesuaian"), _overall(certificate.conformity)),
        (_("Laboratorium"), _joined((laboratory.name, laboratory.code))),
        (_("Alamat"), _joined((*address, laboratory.country))),
        (_("Pemilik"), certificate.customer),
        (_("Penanggung jawab"), _joined(signers, "; ")),
        (_("Tanda tangan"), _signature(signature)),
    ]


def _item_facts(item: Item) -> list[tuple[str, str]]:
    return [
        (_("Alat"), _joined((item.name, item.manufacturer, item.model))),
        (_("Nomor seri"), item.serial),
        *((one.name or one.issuer, one.value) for one in item.identifications),
        *((one.reference, one.code) for one in item.classes),
    ]


def _condition_facts(certificate: DigitalCertificate) -> list[tuple[str, str]]:
    environment = certificate.environment
    temperature = _range(environment.temperature_low, environment.temperature_high)
    humidity = _range(environment.humidity_low, environment.humidity_high)
    unit = environment.temperature_unit
    return [
        (_("Suhu"), f"{temperature} {unit}" if temperature else ""),
        (_("Kelembapan"), f"{humidity} %" if humidity else ""),
        (_("Tegangan jala-jala"), _with_unit(environment.mains_voltage, "V")),
        *((_("Alat standar"), _standard(one)) for one in certificate.standards),
    ]


def _standard(standard: Standard) -> str:
    return _joined(
        (
            standard.name,
            standard.manufacturer,
            standard.model,
            standard.serial,
            standard.certificate_number,
            standard.traceability,
        )
    )


def _point_line(point: MeasuredPoint, table: str) -> str:
    parts = [
        point.parameter if point.parameter != table else "",
        _with_unit(point.nominal, point.unit),
        _labelled(_("ukur"), point.mean),
        _labelled(_("kesalahan"), point.error),
        _labelled("U95", point.u95),
        _labelled("k =", point.k),
        _labelled(_("batas"), _range(point.low, point.high)),
        point.tolerance,
        _point_conformity(point.conformity),
        _lacking(point.lacking),
    ]
    return _joined(parts, "; ")


def _stated(facts: list[tuple[str, str]]) -> Iterator[str]:
    for label, value in facts:
        if value:
            yield f"{label}: {value}"


def _joined(parts, between: str = ", ") -> str:
    return between.join(part for part in parts if part)


def _number(number: Decimal | None) -> str:
    if number is None:
        return ""
    written = f"{number:f}"
    return written if language() == "en" else written.replace(".", ",")


def _with_unit(number: Decimal | None, unit: str) -> str:
    return f"{_number(number)} {unit}".strip() if number is not None else ""


def _labelled(label: str, value: Decimal | str | None) -> str:
    written = value if isinstance(value, str) else _number(value)
    return f"{label} {written}" if written else ""


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return _number(low)
    if low is None:
        return f"≤ {_number(high)}"
    return f"≥ {_number(low)}" if high is None else f"{_number(low)}–{_number(high)}"


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _period(certificate: DigitalCertificate) -> str:
    days = dict.fromkeys((certificate.performed_from, certificate.performed_to))
    return _joined([_day(day) for day in days], " – ")


def _place(location: str) -> str:
    return {
        "laboratory": _("laboratorium"),
        "customer": _("tempat pelanggan"),
        "other": _("tempat lain"),
    }.get(location, "")


def _overall(conformity: str) -> str:
    return {
        "pass": _("lulus"),
        "fail": _("tidak lulus"),
        "conditionalPass": _("lulus bersyarat"),
        "conditionalFail": _("tidak lulus bersyarat"),
        "noPass": _("tidak dinyatakan lulus"),
        "noFail": _("tidak dinyatakan gagal"),
    }.get(conformity, "")


def _point_conformity(conformity: str) -> str:
    return {
        "pass": _("lulus"),
        "fail": _("tidak lulus"),
        "conditional_pass": _("lulus bersyarat"),
        "conditional_fail": _("tidak lulus bersyarat"),
    }.get(conformity, "")


def _lacking(kinds: tuple[str, ...]) -> str:
    names = {
        "absolute": _("nilai ukur"),
        "difference": _("kesalahan"),
        "uncertainty": _("ketidakpastian"),
        "limit": _("batas"),
    }
    listed = _joined(names[kind] for kind in kinds)
    return _("tidak terbaca: %(names)s") % {"names": listed} if listed else ""


def _signature(signature: SignatureCheck) -> str:
    return _joined(signature_lines(signature), " ") or _("tidak ada")
