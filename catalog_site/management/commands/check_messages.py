import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

LANGUAGE = "en"
IGNORED = (".venv/*", "tests/*", "benchmarks/*")
HEADER = '""'


class Command(BaseCommand):
    help = (
        "Fail unless every text has its English and the compiled catalogue is the "
        "present one. `make messages` collects and compiles."
    )

    def handle(self, *args, **options):
        folder = Path(settings.LOCALE_PATHS[0], LANGUAGE, "LC_MESSAGES")
        for domain in ("django", "djangojs"):
            catalogue = folder / f"{domain}.po"
            if catalogue.exists():
                self._check(catalogue)

    def _check(self, catalogue: Path) -> None:
        with TemporaryDirectory() as temporary:
            before = Path(temporary, "before.po")
            shutil.copy(catalogue, before)
            try:
                call_command(
                    "makemessages",
                    locale=[LANGUAGE],
                    domain=catalogue.stem,
                    ignore_patterns=list(IGNORED),
                    no_location=True,
                    no_obsolete=True,
                    verbosity=0,
                )
                collected = _texts(catalogue)
            finally:
                shutil.copy(before, catalogue)
            compiled = Path(temporary, "compiled.mo")
            _run("msgfmt", "--check", "-o", str(compiled), str(catalogue))
            if compiled.read_bytes() != catalogue.with_suffix(".mo").read_bytes():
                raise CommandError(
                    f"{catalogue.with_suffix('.mo').name} is older than "
                    f"{catalogue.name}: run make messages."
                )
        self._compare(catalogue, collected)

    def _compare(self, catalogue: Path, collected: set[str]) -> None:
        translated = _texts(catalogue, "--translated", "--no-fuzzy")
        missing = collected - translated
        surplus = _texts(catalogue) - collected
        if missing or surplus:
            lines = [f"  without English: {text}" for text in sorted(missing)]
            lines += [f"  no longer used: {text}" for text in sorted(surplus)]
            raise CommandError(
                f"{catalogue.name} is not complete; run make messages and translate:\n"
                + "\n".join(lines)
            )
        self.stdout.write(f"{catalogue.name}: {len(translated)} texts, all translated.")


def _texts(catalogue: Path, *selection: str) -> set[str]:
    """The message ids of a catalogue, as they stand in the file."""
    selected = _run(
        "msgattrib", *selection, "--no-wrap", "--no-location", str(catalogue)
    )
    texts = set()
    for entry in selected.split("\n\n"):
        lines = (line for line in entry.splitlines() if not line.startswith("#"))
        text = "\n".join(lines).partition("\nmsgstr")[0]
        texts.add(text.removeprefix("msgid "))
    return texts - {"", HEADER}


def _run(*command: str) -> str:
    finished = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False
    )
    if finished.returncode:
        raise CommandError(f"{command[0]}: {finished.stderr.strip()}")
    return finished.stdout
