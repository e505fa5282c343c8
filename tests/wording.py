"""Findings and messages as readers of either language have them before them."""

from django.utils import translation

from core.findings import written


def indonesian(value: object) -> str:
    with translation.override("id"):
        return written(value)


def english(value: object) -> str:
    with translation.override("en"):
        return written(value)
