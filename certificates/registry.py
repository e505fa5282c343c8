"""What apps above find in certificates of theirs, beside what their models say."""

from collections.abc import Callable
from typing import Any

from certificates.models import Certificate
from core.registry import Registry
from domain.findings import Finding

FindingsFunction = Callable[[Any], list[Finding]]
"""Gives warnings about a certificate; it may read files, as a model does not."""

_functions: Registry[type[Any], FindingsFunction] = Registry()


def register_findings(
    certificate_class: type[Certificate], function: FindingsFunction
) -> None:
    """Have what ``function`` finds told beside the findings of these certificates."""
    _functions.add(certificate_class, function)


def registered_findings(certificate: Certificate) -> list[Finding]:
    return [
        finding
        for function in _functions.at(type(certificate))
        for finding in function(certificate)
    ]
