"""What public pages of products and suppliers show of their verification."""

from django.template.context import Context

from verification.public.short_address import short_address


def verification_card(page: Context) -> dict[str, object] | None:
    """QR code and short address; nothing for what has no public page yet."""
    shown = page.get("product") or page["supplier"]
    return {"address": short_address(shown.pk)} if shown.live else None
