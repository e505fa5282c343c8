"""The product of INAPROC's sixth e-Katalog, by the names of its web GraphQL.

LKPP publishes no way into v6 for programs: a product is entered in a form or by the
bulk upload (:mod:`lkpp.files.bulk_upload`). The names are those that the catalogue's
own pages ask for; the bounds and the answers to questions are the form's. Ids, slug and
user name are given by INAPROC and null until it tells them.
"""

from lkpp.profiles.base import Profile, in_order_of
from lkpp.profiles.v6.fields import FIELDS
from lkpp.profiles.v6.labels import MAIN_INFORMATIONS
from lkpp.profiles.v6.rendering import render, tombstone
from lkpp.profiles.v6.shape import SHAPE

V6 = Profile(
    name="v6",
    title="Product of INAPROC's sixth e-Katalog",
    media="application/json",
    fields=in_order_of(SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=SHAPE,
    schema_name="v6.schema.json",
    labelled=frozenset({MAIN_INFORMATIONS}),
)
