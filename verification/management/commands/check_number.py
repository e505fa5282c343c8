import json
import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from core.findings import text, written
from core.terminal_text import on_one_line
from domain.findings import Finding
from domain.numbers.check import CheckedText, check_text
from domain.numbers.readings import NumberReading
from verification.number_readings import check_as_data, shown_parts

STANDARD_INPUT = "-"
LONGEST_ECHO = 60


class Command(BaseCommand):
    help = """Says what official numbers are and what is wrong with them.

Licences (AKD, AKL, PKD, PKL), TKDN, CPAKB and CDAKB, KAN, NIB, NPWP, GTIN, KFA, KBKI,
KBLI, HS, halal, trademark, SNI and ISO or IEC numbers are known. Nothing is looked up.

The exit status is 0 if every number has a reading without an error, even where it is
wrong as something else, which is then told; 1 if any has none, or no number is given.
A reading with warnings only has no error.

--json writes a list with, for each number, "input", "findings" about the text itself
and "readings", the likeliest first, each with "kind", "label", "normal", "display",
"certainty", "parts" (key to "label", "value" and "text") and "findings" (each "code",
"grade": error or warning, and "message"). Keys, kinds, certainties, values, codes and
grades are the same in each language.

Write -- before a number that begins with a hyphen.
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
            nargs="*",
            metavar="NUMBER",
            help="A number, or - for one number on each line of standard input.",
        )
        parser.add_argument("--json", action="store_true", help="Write JSON.")

    def handle(self, numbers, **options):
        self._replace_what_the_terminal_cannot_show()
        checked = [check_text(text) for text in _texts(numbers)]
        if options["json"]:
            data = [check_as_data(each) for each in checked]
            self.stdout.write(json.dumps(data, indent=2))
        else:
            for each in checked:
                self._tell(each)
        refusal = _refusal(checked)
        if refusal:
            # Not a CommandError, whose name would be written before the sentence.
            self.stderr.write(refusal)
            sys.exit(1)

    def _replace_what_the_terminal_cannot_show(self):
        for stream in (self.stdout, self.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    def _tell(self, checked: CheckedText):
        self.stdout.write(_shortened(checked.text))
        for line in _lines(checked):
            self.stdout.write(f"  {on_one_line(line)}")


def _texts(arguments: list[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == STANDARD_INPUT:
            lines = (line.decode("utf-8-sig", "replace") for line in sys.stdin.buffer)
            yield from (line.strip() for line in lines if line.strip())
        else:
            yield argument


def _lines(checked: CheckedText) -> Iterator[str]:
    for finding in checked.findings:
        yield _graded(finding)
    for reading in checked.shown:
        yield from _reading_lines(reading)


def _reading_lines(reading: NumberReading) -> Iterator[str]:
    yield f"{written(reading.label)}: {_shortened(reading.display)}"
    for label, part in shown_parts(reading).items():
        yield f"  {label}: {part}"
    for finding in reading.findings:
        yield f"  {_graded(finding)}"


def _graded(finding: Finding) -> str:
    grade = _("Salah") if finding.is_error else _("Perhatian")
    return f"{grade}: {text(finding)}"


def _refusal(checked: list[CheckedText]) -> str:
    """The sentence that a failure ends with; blank if there is none."""
    if not checked:
        return _("Tulis sekurang-kurangnya satu nomor, misalnya AKD 20903022671.")
    faulty = sum(not each.sound for each in checked)
    if not faulty:
        return ""
    return _(
        "%(faulty)d dari %(all)d nomor tidak terbaca atau salah; keterangannya ada "
        "pada nomor itu."
    ) % {"faulty": faulty, "all": len(checked)}


def _shortened(text: str) -> str:
    visible = on_one_line(text)
    if len(visible) > LONGEST_ECHO:
        return visible[:LONGEST_ECHO] + "…"
    return visible or '""'
