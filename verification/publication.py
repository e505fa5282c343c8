"""What stands against publishing a page as its latest revision has it."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from products.models import ProductPage
from products.models.variant import TAKEN_BY_ANOTHER, ProductVariant
from products.sale.keeping import missing_restricted


def publication_problems(page: Page) -> list[str]:
    """Sentences that say what must be mended before ``page`` can go live.

    ``page`` is the content of a revision and is thrown away afterwards. Its own
    fields and those of its children are checked against the database as it is now,
    not as it was when the draft was saved: another product may have taken a SKU
    meanwhile.
    """
    # As it will be once published: what is live may lack nothing that is required.
    page.live = True
    problems = [*_messages(page), *_missing_restricted(page)]
    for relation in get_all_child_relations(page):
        for child in getattr(page, relation.get_accessor_name()).all():
            name = capfirst(child._meta.verbose_name)
            shown = str(child).strip()
            problems += [
                f"{name} {shown}: {message}".replace(" :", ":")
                for message in _child_messages(child, relation.field.name, page)
            ]
    return problems


def _missing_restricted(page: Page) -> list[str]:
    """A draft that is older than a restriction may lack its SKU."""
    if not isinstance(page, ProductPage):
        return []
    return missing_restricted(page, [each.sku for each in page.variants.all()])


def _messages(page: Page) -> list[str]:
    try:
        page.full_clean()
    except ValidationError as error:
        return list(_labelled(page, error))
    return []


def _child_messages(child, parent_field: str, page: Page) -> list[str]:
    if isinstance(child, ProductVariant) and (taken := _sku_taken(child, page)):
        return [taken]
    try:
        child.full_clean(exclude=[parent_field])
    except ValidationError as error:
        return list(_labelled(child, error))
    return []


def _sku_taken(variant: ProductVariant, page: Page) -> str | None:
    """Where else the SKU is, so that the editor knows what to look at.

    A product is named only to its own supplier.
    """
    other = (
        ProductVariant.objects.filter(sku=variant.sku)
        .exclude(pk=variant.pk)
        .select_related("product")
        .first()
    )
    if other is None:
        return None
    if other.product.is_sibling_of(page):
        return _("SKU ini sudah dipakai pada “%(product)s”.") % {
            "product": other.product.title
        }
    return str(TAKEN_BY_ANOTHER)


def _labelled(instance, error: ValidationError):
    for name, messages in error.message_dict.items():
        if name == "__all__":
            yield from messages
            continue
        label = capfirst(instance._meta.get_field(name).verbose_name)
        for message in messages:
            yield _("%(label)s: %(message)s") % {"label": label, "message": message}
