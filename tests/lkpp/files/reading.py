"""Exports as their readers open them."""

import gzip

from tests.lkpp.export_samples import (
    SampleProfile,
)


def unpacked(path) -> bytes:
    return gzip.decompress(path.read_bytes())


def names(directory) -> list[str]:
    """But for the keys."""
    return sorted({path.name for path in directory.iterdir()} - {"keys"})


class V5Profile(SampleProfile):
    name = "v5"


ITEMS = (
    '[{"label":"Beban Maksimum","text":"250 kg"},{"label":"Jumlah Motor","text":"3"}]'
)
