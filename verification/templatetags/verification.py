"""The short address of a listing, for pages that show it."""

from django import template
from wagtail.models import Page

from verification.public.verification_page import short_address

register = template.Library()


@register.inclusion_tag("verification/public/card.html")
def verification_card(page: Page) -> dict[str, object]:
    """QR code and short address; nothing for what has no public page yet."""
    return {"address": short_address(page.pk) if page.live else None}
