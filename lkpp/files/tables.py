"""The columns in which a profile's entries are laid out."""

from lkpp.profiles import Profile


def columns_of(profile: Profile) -> tuple[str, ...]:
    """The dotted names of an entry's values in the order in which the profile
    declares them; a list is one value."""
    names = (field.name.partition("[")[0] for field in profile.fields)
    return tuple(dict.fromkeys(names))


def key_of(profile: Profile) -> str:
    """The dotted name of the SKU in an entry, offered or withdrawn."""
    return next(
        field.name
        for field in profile.fields
        if field.source == "sku" and "[" not in field.name
    )
