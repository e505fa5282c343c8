"""How two revisions of a product are set side by side where Wagtail cannot."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, register_comparison_class

from core.language import in_language, language
from domain.attributes.display import format_value
from products.calibration.fields import (
    ReferenceStandardsFormField,
    TestPointsFormField,
)
from products.models.fields import ReferenceStandardsField, TestPointsField


class AttributesComparison:
    """Wagtail's interface of a field comparison, for all attributes at once."""

    is_field = True
    is_child_relation = False

    def __init__(self, before, after):
        self.before, self.after = before, after

    def field_label(self) -> str:
        return capfirst(_("spesifikasi"))

    def has_changed(self) -> bool:
        return self.before.attributes != self.after.attributes

    def htmldiff(self) -> str:
        """The attributes that differ, as a verifier reads them."""
        definitions = self.after.device_type.definitions
        rows = []
        for definition in definitions:
            old, new = (
                page.attributes.get(definition.key)
                for page in (self.before, self.after)
            )
            if old != new:
                rows.append(
                    (
                        in_language(definition, "label"),
                        format_value(definition, old, language()),
                        format_value(definition, new, language()),
                    )
                )
        return format_html(
            "<dl>{}</dl>",
            format_html_join(
                "",
                '<dt>{}</dt><dd><span class="deletion">{}</span> '
                '<span class="addition">{}</span></dd>',
                rows,
            ),
        )


FORM_FIELDS = {
    TestPointsField: TestPointsFormField,
    ReferenceStandardsField: ReferenceStandardsFormField,
}


class TableComparison(FieldComparison):
    """The rows of a table that differ, each as one line; all of them where the two
    revisions agree, or only one has the table."""

    def htmldiff(self) -> str:
        lines = [self._lines(value) for value in (self.val_a, self.val_b)]
        if not any(lines):
            return "–"
        return format_html(
            "<ul>{}</ul>",
            format_html_join("", '<li class="{}">{}</li>', _changes(*lines)),
        )

    def _lines(self, rows: list | None) -> list[str]:
        return [
            ", ".join(self._cells(row)) for row in rows or () if isinstance(row, dict)
        ]

    def _cells(self, row: dict) -> Iterator[str]:
        field = FORM_FIELDS[type(self.field)]()
        (shown,) = field.prepare_value([row])
        for column in field.columns:
            if cell := shown.get(column.name):
                label = dict(column.choices).get(cell, cell)
                yield f"{column.label} {label}"


def _changes(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    if before == after:
        yield from (("", line) for line in after)
        return
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for change, *span in matcher.get_opcodes():
        from_before, to_before, from_after, to_after = span
        if change != "equal":
            yield from (("deletion", line) for line in before[from_before:to_before])
            yield from (("addition", line) for line in after[from_after:to_after])


for _table in FORM_FIELDS:
    register_comparison_class(_table, comparison_class=TableComparison)
