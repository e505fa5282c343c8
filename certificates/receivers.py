"""When what is publicly declared changes."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, pre_page_move

from certificates import recording, travelling
from certificates.declared import certificate_relations


@receiver(page_published)
def certificates_published(sender, instance, revision=None, **kwargs) -> None:
    if certificate_relations(sender):
        author = revision.user if revision else None
        recording.record_published([instance], author=author)


@receiver(page_unpublished)
def certificates_unpublished(sender, instance, **kwargs) -> None:
    # Before a page is deleted it is taken off without being saved: what the instance
    # says of being live does not count.
    if certificate_relations(sender):
        recording.record_removed([instance])


@receiver(pre_delete)
def certificates_deleted(sender, instance, **kwargs) -> None:
    if issubclass(sender, Page) and certificate_relations(sender):
        recording.record_removed([instance])


@receiver(pre_page_move)
def page_moves(sender, instance, parent_page_after, **kwargs) -> None:
    travelling.refuse_move(instance, parent_page_after)
