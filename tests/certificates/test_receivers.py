"""The log and the cases as pages are published, unpublished and deleted."""

import pytest
from wagtail.log_actions import LogContext, activate, deactivate

from certificates.models import EvidenceEntry, VerificationCase
from products.models import ProductPage
from tests.certificates.log import NUMBER, active, entries
from tests.factories.certificates import declared_licence
from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.users import administrator, editor_of

pytestmark = pytest.mark.usefixtures("catalogue")


def test_unpublishing_withdraws_and_publishing_again_restores():
    product = ProductPageFactory()
    declared_licence(product, number=NUMBER)
    product = ProductPage.objects.get()

    product.unpublish()
    after_unpublishing = active()
    ProductPage.objects.get().save_revision().publish()

    assert after_unpublishing == []
    assert active() == [(NUMBER, "open")]
    assert entries() == [
        ("declared", NUMBER),
        ("removed", NUMBER),
        ("declared", NUMBER),
    ]


def test_deleting_a_page_is_logged():
    product = ProductPageFactory(title="Lampu")
    declared_licence(product, number=NUMBER)

    ProductPage.objects.get().delete()

    assert entries() == [("declared", NUMBER), ("removed", NUMBER)]
    assert EvidenceEntry.objects.first().page_title == "Lampu"
    assert active() == []


def test_author_and_publisher_are_kept_apart():
    product = ProductPageFactory()
    editor, publisher = editor_of(product.supplier), administrator()
    page = ProductPage.objects.get()
    page.authorisations.add(MarketingAuthorisationFactory.build(product=page))
    revision = page.save_revision(user=editor)

    activate(LogContext(user=publisher))
    revision.publish(user=publisher)
    deactivate()

    entry = EvidenceEntry.objects.get()
    assert (entry.author_id, entry.by_id) == (editor.pk, publisher.pk)
    assert VerificationCase.objects.get().declared_by == editor
