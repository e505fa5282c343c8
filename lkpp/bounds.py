"""What LKPP's forms take of a product, by which it is checked and shortened.

LKPP publishes no specification of them: those of v6 are its form for a new product as
recorded in 2026, those of the bulk upload what third parties quote of its guide.
"""

SHORTEST_NAME, LONGEST_NAME = 5, 250
LONGEST_DESCRIPTION = 2_000
"""Characters in v6's form. v5 states none; its readers take as much."""

SMALLEST_PICTURE, LARGEST_PICTURE = 300, 2_048
"""Pixels of either side of a picture."""
MOST_PICTURES = 5

BULK_SHORTEST, BULK_LONGEST = 10, 100
"""Characters of a name or description in the bulk upload."""
