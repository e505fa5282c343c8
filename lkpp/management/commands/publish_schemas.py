from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lkpp.feed import schemas
from lkpp.profiles import documentation


class Command(BaseCommand):
    help = """Writes the JSON Schemas of the LKPP export and the table of its fields in
docs/ from what the profiles declare."""
    # A profile that is declared wrongly is what this is run to look into.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail when a file is not the present one.",
        )

    def handle(self, *, check: bool, **options) -> None:
        differing = [
            (path, content)
            for path, content in _files().items()
            if _content(path) != content
        ]
        differing += [(path, None) for path in _obsolete()]
        if check and differing:
            names = ", ".join(path.name for path, _content in differing)
            raise CommandError(
                _("Tidak sesuai dengan profil: %(names)s. Jalankan publish_schemas.")
                % {"names": names}
            )
        try:
            for path, content in differing:
                self._write(path, content)
        except OSError as error:
            raise CommandError(
                _("%(path)s tidak dapat ditulis: %(error)s")
                % {"path": error.filename, "error": error.strerror}
            ) from error
        if not differing:
            self.stdout.write(_("Semua skema sudah sesuai."))

    def _write(self, path: Path, content: bytes | None) -> None:
        if content is None:
            path.unlink()
            self.stdout.write(_("Dihapus: %(path)s") % {"path": path})
        else:
            path.write_bytes(content)
            self.stdout.write(_("Ditulis: %(path)s") % {"path": path})


def _files() -> dict[Path, bytes]:
    files = {
        schemas.DIRECTORY / name: text
        for name, text in schemas.generated_schemas().items()
    }
    return files | {documentation.PAGE: documentation.page().encode()}


def _obsolete() -> list[Path]:
    """Schemas of profiles that are no more."""
    present = schemas.generated_schemas()
    return [
        path
        for path in sorted(schemas.DIRECTORY.glob("*.schema.json"))
        if path.name not in present
    ]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
