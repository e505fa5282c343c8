"""Refusing to delete what pages rely on.

Wagtail's reference index knows what published pages and first drafts refer to. Later
drafts lie in revisions only, so those that wait to be published are read as well.
Whoever asks learns of the places that they may see, and only how many others there are.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models

from core.admin_addresses import works_on
from core.refusals import Refused

MOST_NAMED = 3
"""Places that a sentence names; it says how many more there are."""


class InUse(Refused):
    """Raised when something is to be deleted that is used; the sentence says where."""


def refuse_while_used(instance: Model) -> None:
    """Raises InUse, with what the user of Wagtail's log context may know."""
    places = list(places_using(instance))
    if places:
        user = get_active_log_context().user
        raise InUse(in_use_sentence(instance, places, user))


def places_using(instance: Model) -> Iterator[Model]:
    """The pages and other objects that refer to ``instance``, drafts included."""
    seen = set()
    groups = ReferenceIndex.get_references_to(instance).group_by_source_object()
    for source, _references in groups:
        if source is not None:
            seen.add((_base(source), str(source.pk)))
            yield source
    for page in _drafts_using(instance):
        if (Page, str(page.pk)) not in seen:
            yield page


def _base(source: Model) -> type[Model]:
    return Page if isinstance(source, Page) else type(source)


def _drafts_using(instance: Model) -> Iterator[Page]:
    """Pages whose latest revision refers to it."""
    fields = _relations_to(type(instance))
    names = sorted({name for _accessor, name in fields})
    if not names:
        return
    mentions = Q()
    for name in names:
        mentions |= Q(written__regex=rf'"{name}": ?"?{instance.pk}"?[,}}]')
    drafts = (
        Revision.objects.filter(pk__in=_latest_revisions())
        .annotate(written=Cast("content", TextField()))
        .filter(mentions)
    )
    keys = [
        int(draft.object_id)
        for draft in drafts
        if any(_mentions(draft.content, *field, instance.pk) for field in fields)
    ]
    yield from Page.objects.filter(pk__in=keys).specific()


def _latest_revisions() -> Any:
    waiting = Page.objects.filter(has_unpublished_changes=True)
    return waiting.exclude(latest_revision=None).values("latest_revision")


@cache
def _relations_to(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """Accessor of the child and name of the field, for every field of a page that
    refers to the model; the accessor is empty for those of the page itself."""
    found = set()
    for page_model in get_page_models():
        found |= {("", name) for name in _fields_to(page_model, model)}
        for relation in get_all_child_relations(page_model):
            accessor = relation.get_accessor_name()
            related = relation.related_model
            found |= {(accessor, name) for name in _fields_to(related, model)}
    return tuple(sorted(found))


def _fields_to(source: type[Model], model: type[Model]) -> set[str]:
    return {
        field.name
        for field in source._meta.concrete_fields
        if field.is_relation
        and isinstance(field.related_model, type)
        and issubclass(model, field.related_model)
        and field.name != "collection"
    }


def _mentions(content: dict[str, Any], accessor: str, name: str, key: Any) -> bool:
    rows = content.get(accessor, []) if accessor else [content]
    return any(str(row.get(name)) == str(key) for row in rows)


def in_use_sentence(
    instance: Model, places: list[Model], user: AbstractBaseUser | None
) -> str:
    """Where it is used, as far as the user may know; who works at the console, of
    whom nothing is known, is told all."""
    own = [place for place in places if user is None or _may_know(place, user)]
    named = [f"“{place}”" for place in own[:MOST_NAMED]]
    unnamed = len(own) - len(named)
    if unnamed:
        named.append(_("%(count)d tempat lain") % {"count": unnamed})
    others = len(places) - len(own)
    if others:
        named.append(
            ngettext(
                "%(count)d halaman pemasok lain",
                "%(count)d halaman pemasok lain",
                others,
            )
            % {"count": others}
        )
    return _(
        "“%(thing)s” tidak dapat dihapus karena dipakai pada %(places)s. Lepaskan "
        "dulu dari sana."
    ) % {"thing": instance, "places": ", ".join(named)}


def _may_know(place: Model, user: AbstractBaseUser) -> bool:
    if not isinstance(place, Page):
        return bool(getattr(user, "is_superuser", False))
    return works_on(user, place)
