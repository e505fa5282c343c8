"""What a variant is called outside of its product's page."""


def export_name(title: str, label: str) -> str:
    """The product's title with the variant's label behind it."""
    return f"{title} {label}".strip()
