import json
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from products.numbers.check import NumberReading, check_as_data, check_number

STANDARD_INPUT = "-"
LONGEST_ECHO = 60


class Command(BaseCommand):
    help = """Says what official numbers are and what is wrong with them.

Licences (AKD, AKL, PKD, PKL), TKDN, CPAKB and CDAKB, KAN, NIB, NPWP, GTIN, KFA, KBKI,
KBLI, HS, halal, trademark and SNI numbers are known. Nothing is looked up. The exit
status is 1 if a number cannot be read or its likeliest reading has an error.

--json writes a list with, for each number, "input" and "readings", the likeliest
first, each with "kind", "label", "normal", "display", "parts" (label to text) and
"findings" (each "code", "grade": error or warning, and "message").
"""
    requires_system_checks = []

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "numbers",
            nargs="+",
            metavar="NUMBER",
            help="A number, or - for one number on each line of standard input.",
        )
        parser.add_argument("--json", action="store_true", help="Write JSON.")

    def handle(self, numbers, **options):
        texts = list(_texts(numbers))
        if options["json"]:
            checked = [check_as_data(text, _language()) for text in texts]
            self.stdout.write(json.dumps(checked, indent=2))
        else:
            for text in texts:
                self._tell(text)
        faulty = sum(not _is_sound(text) for text in texts)
        if faulty:
            raise CommandError(
                _("Tidak terbaca atau salah: %(faulty)d dari %(all)d nomor.")
                % {"faulty": faulty, "all": len(texts)}
            )

    def _tell(self, text):
        readings = check_number(text)
        self.stdout.write(_shown(text))
        if not readings:
            self.stdout.write("  " + _("Bukan nomor yang dikenal."))
        for reading in readings:
            for line in _lines(reading):
                self.stdout.write(f"  {line}")


def _texts(arguments: list[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == STANDARD_INPUT:
            lines = (line.decode("utf-8-sig", "replace") for line in sys.stdin.buffer)
            yield from (line.strip() for line in lines if line.strip())
        else:
            yield argument


def _lines(reading: NumberReading) -> Iterator[str]:
    language = _language()
    yield f"{reading.label.text(language)}: {_shown(reading.display)}"
    for label, told in reading.parts_in(language).items():
        yield f"  {label}: {told}"
    for finding in reading.findings:
        grade = _("Salah") if finding.is_error else _("Perhatian")
        yield f"  {grade}: {finding.text(language)}"


def _is_sound(text: str) -> bool:
    readings = check_number(text)
    return bool(readings) and not readings[0].has_error


def _shown(text: str) -> str:
    """A text on one line of the terminal, without characters that could steer it."""
    visible = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
    if len(visible) > LONGEST_ECHO:
        return visible[:LONGEST_ECHO] + "…"
    return visible or '""'


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "id"
