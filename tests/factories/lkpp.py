"""What LKPP reported of variants."""

import factory

from lkpp.models import LkppListingChange


class LkppListingChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LkppListingChange

    sku = factory.Sequence(lambda n: f"SKU-{n}")
    source = "lkpp.csv"
    after = factory.Sequence(lambda n: {"kd_produk": 76_000_000 + n})
