"""The product of the e-Katalog v5 vendor feed, shaped to the last public format.

LKPP published no specification that is still public. Names and types are those on
which three independent public implementations of the feed agree. The format knows
neither licence, KBKI, BMP nor what a price is before tax; those stand in a block of
our own, ``x_alkes``, under names that LKPP uses elsewhere. What LKPP assigns
(category, manufacturer, offer and unit ids) is null until LKPP tells it.
"""

from lkpp.profiles.base import Profile, in_order_of
from lkpp.profiles.v5.fields import FIELDS
from lkpp.profiles.v5.rendering import render, tombstone
from lkpp.profiles.v5.shape import SHAPE

V5 = Profile(
    name="v5",
    title="Product entry of the e-Katalog v5 vendor feed",
    media="application/json",
    fields=in_order_of(SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=SHAPE,
    schema_name="v5-entry.schema.json",
)
