"""What happens to products that no model signal tells of."""

from django.dispatch import Signal

products_written = Signal()
"""Products were written in bulk. Sent once for each chunk, inside its transaction,
with ``product_ids``: a list of the primary keys of the pages."""

sale_restricted = Signal()
"""What keeps a product's variants from being bought became another. Sent inside the
transaction that changes it, with ``product_id``."""
