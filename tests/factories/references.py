"""What Wagtail knows of references, kept once for all that a factory makes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def references_kept_at_the_end() -> Iterator[None]:
    """Look at what a page and its rows refer to once, and not after each of its rows.

    Wagtail reads the whole page whenever one of its rows is saved, which is half of
    what a product costs to make. What is in its index afterwards is the same.
    """
    owners: dict[tuple[type[Model], object], None] = {}

    def note(instance: Model, **_signal: object) -> None:
        owner = _owner(instance)
        if ReferenceIndex.is_indexed(type(owner)):
            owners[type(owner), owner.pk] = None

    post_save.connect(note)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        post_save.disconnect(note)
    with transaction.atomic():
        for model, pk in owners:
            ReferenceIndex.create_or_update_for_object(model._base_manager.get(pk=pk))


def _owner(instance: Model) -> Model:
    """The page, or else the object, that a row belongs to."""
    while parents := [
        field for field in instance._meta.fields if isinstance(field, ParentalKey)
    ]:
        instance = getattr(instance, parents[0].name)
    return instance
