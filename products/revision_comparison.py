"""How two revisions of a product's attribute values are set side by side."""

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from products.attribute_fields import language
from products.attributes import format_value


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
                        definition.label(language()),
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
