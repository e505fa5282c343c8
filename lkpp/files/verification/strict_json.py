"""JSON read so that no two readers take it differently."""

import json
from typing import Any

from domain import findings
from domain.findings import InvalidInput
from domain.messages import gettext_noop as _


def strict_json(text: bytes | str) -> Any:
    """Raises ValueError where it is no JSON, also for a name that is given twice, of
    which two readers might take different ones, and for NaN."""
    try:
        return json.loads(
            text, object_pairs_hook=_without_repetition, parse_constant=no_constant
        )
    except RecursionError as error:
        raise InvalidInput(findings.error("json_deep", _("terlalu dalam"))) from error


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise InvalidInput(
            findings.error(
                "json_name_repeated", _("nama %(name)s berulang"), name=twice[0]
            )
        )
    return found


def no_constant(name: str) -> None:
    raise InvalidInput(
        findings.error("json_constant", _("%(name)s bukan bilangan JSON"), name=name)
    )
