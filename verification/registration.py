"""What verification adds to the public pages of products and suppliers."""

from core.parts import register_part
from verification.parts import verification_card

for _page in ("product", "supplier"):
    register_part(f"{_page}.styles", "verification/public/styles.html")
    register_part(f"{_page}.aside", "verification/public/card.html", verification_card)
