"""The same in English: who reads English copies from Indonesian papers all the same."""

from catalog_site.formats.id.formats import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS

FIRST_DAY_OF_WEEK = 1

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS", "FIRST_DAY_OF_WEEK"]
