"""What the search index adds to the public pages of products and suppliers."""

from core.parts import register_part
from search.parts import (
    preference_part,
    similar_products_part,
    supplier_products_part,
)

register_part("product.headline", "search/parts/preference.html", preference_part)
register_part("product.below", "search/parts/similar.html", similar_products_part)
register_part(
    "supplier.main", "search/parts/supplier_products.html", supplier_products_part
)
