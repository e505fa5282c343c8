"""Places in a template to which apps above add parts. Loaded in every template."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from core.parts import parts_at

register = template.Library()


@register.simple_tag(takes_context=True)
def parts(context: Context, place: str) -> SafeString:
    """What was registered for ``place``, in its order; nothing where nothing was."""
    # Each part is the output of a template, which has escaped what it must.
    return mark_safe("".join(part.render(context) for part in parts_at(place)))  # noqa: S308
