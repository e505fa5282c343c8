"""Findings of the domain as tests compare them: grades, and texts in a language."""

from collections.abc import Iterable

from django.utils import translation

from core import findings
from domain.findings import Finding, Grade, InvalidInput


def sentence(finding: Finding | InvalidInput, language: str = "id") -> str:
    """The sentence of a finding, or of the finding for which a text was refused."""
    if isinstance(finding, InvalidInput):
        finding = finding.finding
    with translation.override(language):
        return findings.text(finding)


def written(value: object, language: str = "id") -> str:
    """A label or parameter as readers of the language see it."""
    with translation.override(language):
        return findings.written(value)


def told_code(finding: Finding | InvalidInput) -> str:
    """The code of a finding that readers are told of in either language, in full."""
    in_indonesian, in_english = sentence(finding), sentence(finding, "en")
    assert in_indonesian != in_english, f"{in_indonesian!r} is not translated"
    assert "None" not in in_indonesian, in_indonesian
    assert "%(" not in in_indonesian, f"{in_indonesian!r} lacks a parameter"
    return finding.code


def graded(findings: Iterable[Finding]) -> list[tuple[str, Grade]]:
    """Code and grade of each finding."""
    return [(told_code(finding), finding.grade) for finding in findings]
