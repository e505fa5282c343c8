"""Restrictions of the sale of variants: setting and lifting them, and how they read."""
