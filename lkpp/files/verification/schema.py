"""The JSON Schema that came with an export, compiled once for all of its records."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from domain import findings
from domain.findings import Finding
from domain.messages import gettext_noop as _
from lkpp.files.verification.report import Report, shown
from lkpp.files.verification.strict_json import strict_json

SCHEMA = "schema.json"

FAULTS_A_RECORD = 20
"""So many are described of one record."""


class RecordShape:
    """What every record should look like."""

    def __init__(self, schema: Any):
        # Without this it would fetch what a schema refers to, from any address.
        self._validator = Draft202012Validator(schema, offline=True)

    def faults(self, record: Any) -> Iterator[Finding]:
        """What of ``record`` is not by the schema."""
        if self._validator.is_valid(record):
            return
        for error in islice(self._validator.iter_errors(record), FAULTS_A_RECORD):
            yield findings.error(
                "not_by_schema",
                _("%(path)s tidak menurut skema: %(error)s"),
                path=_path(error.instance_path),
                error=shown(error.message),
            )


def record_shape(text: bytes, report: Report) -> RecordShape | None:
    """The shape that a schema describes, or None with the reason in the report."""
    try:
        shape = RecordShape(strict_json(text))
    except (ValueError, ValidationError) as error:
        message = str(error).partition("\n")[0]
        report.add(
            SCHEMA,
            findings.error(
                "no_schema", _("Bukan skema JSON: %(error)s"), error=shown(message)
            ),
        )
        return None
    report.schema_checked = True
    return shape


def _path(steps: list[str | int]) -> str:
    """As JSON Path: ``$.items[0].label``."""
    return "$" + "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps
    )
