"""Choices of Indonesian regions for forms."""

from domain import regions


def province_choices() -> list[tuple[str, str]]:
    return list(regions.PROVINCES.items())


def regency_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Regencies and cities, grouped by province."""
    return [
        (name, list(regions.regencies_of(code).items()))
        for code, name in regions.PROVINCES.items()
    ]
