"""A rule that became stricter keeps nobody from saving what was stored before it."""

import pytest
from django.core.exceptions import ValidationError

from products.models import ProductPage, ProductVariant, TkdnCertificate
from tests.factories.products import (
    ProductPageFactory,
    ProductVariantFactory,
    TkdnCertificateFactory,
)

pytestmark = pytest.mark.django_db


def test_a_product_of_six_digits_is_saved():
    product = ProductPageFactory(hs_code="901890")

    product.full_clean()

    assert product.hs_code == "901890"


def test_a_certificate_of_six_digits_is_saved_as_it_is_stored_and_not_anew():
    row = TkdnCertificateFactory(product=ProductPageFactory(), hs_code="901890")
    kept = TkdnCertificate.objects.get()
    other = TkdnCertificate.objects.get()
    other.hs_code = "901891"

    kept.full_clean(exclude=["product"])

    assert row.pk == kept.pk
    with pytest.raises(ValidationError) as refused:
        other.full_clean(exclude=["product"])
    assert list(refused.value.message_dict) == ["hs_code"]


@pytest.mark.parametrize(("field", "stored"), [("gtin", "123"), ("kfa_code", "90")])
def test_what_a_variant_has_may_stay(field, stored):
    variant = ProductVariantFactory(product=ProductPageFactory())
    ProductVariant.objects.update(**{field: stored})
    kept = ProductVariant.objects.get(pk=variant.pk)

    kept.full_clean(exclude=["product"])

    assert getattr(kept, field) == stored


def test_what_the_page_has_may_stay_and_a_new_one_is_refused():
    product = ProductPageFactory()
    ProductPage.objects.update(kbki_code="99")
    kept = ProductPage.objects.get(pk=product.pk)
    fresh = ProductPage(title="Baru", kbki_code="99")

    kept.clean_fields(exclude=["path", "depth"])

    with pytest.raises(ValidationError) as refused:
        fresh.clean_fields()
    assert "kbki_code" in refused.value.message_dict
