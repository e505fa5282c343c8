"""Findings and other texts of the domain, written in the language in use."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext

from core.language import language
from domain.findings import Finding, Grade, InvalidInput
from domain.messages import Alternatives, Message, Several
from domain.nomenclature import Name
from domain.numerals import format_number
from domain.units import Quantity


def text(finding: Finding) -> str:
    """The finding's sentence."""
    return _filled(finding.message, finding.parameters)


def as_data(finding: Finding) -> dict[str, str]:
    """The finding as JSON can hold it."""
    return {
        "code": finding.code,
        "grade": str(finding.grade),
        "message": text(finding),
    }


def message(error: InvalidInput) -> str:
    """The sentence that says why a text was refused."""
    return text(error.finding)


def findings_of(error: ValidationError) -> Iterator[Finding]:
    """What a form or a model refused, each at the place of its field."""
    for field, errors in error.error_dict.items():
        for each in errors:
            [sentence] = each.messages
            yield Finding(each.code or "invalid", Grade.ERROR, sentence, place=field)


def written(value: object) -> str:
    """A parameter or a label as the reader's language writes it."""
    if isinstance(value, Finding):
        return text(value)
    if isinstance(value, InvalidInput):
        return message(value)
    if isinstance(value, Message):
        return _filled(value.message, value.parameters, value.context)
    if isinstance(value, Name | Quantity):
        return value.text(language())
    if isinstance(value, Decimal):
        return format_number(value, language())
    if isinstance(value, date):
        return value.isoformat() if language() == "en" else f"{value:%d-%m-%Y}"
    if isinstance(value, Several):
        return ", ".join(map(written, value))
    if isinstance(value, Alternatives):
        return reduce(_either, map(written, value))
    return str(value)


def _either(first: str, second: str) -> str:
    return gettext("%(first)s atau %(second)s") % {"first": first, "second": second}


def _filled(message: str, parameters: Mapping[str, object], context: str = "") -> str:
    """Without parameters a percent sign stands for itself, as in Django's errors. A
    whole number stays one, for ``%(name)d``."""
    translated = pgettext(context, message) if context else gettext(message)
    if not parameters:
        return translated
    return translated % {
        name: each if isinstance(each, int) else written(each)
        for name, each in parameters.items()
    }
