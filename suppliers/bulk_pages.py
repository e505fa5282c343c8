"""Writing many pages with their children in few queries.

``add_child`` and publishing take some thirty queries for a page, most of them to learn
what is the same for all pages of a file. Here a whole batch is placed in the tree,
inserted table by table, logged and indexed for the editors at once. No model signal is
sent: whoever writes pages this way tells the readers (see ``products.bulk``).
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connections, models, router, transaction
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from treebeard.exceptions import PathOverflow
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backends

from certificates import recording

PLAIN_TYPES = frozenset({str, int, float, bool, type(None)})
"""Types that every database takes as they are."""

LAST_CHILD = Page.alphabet[-1] * Page.steplen
"""The last step a tree path can take; only characters that every collation sorts
behind the others close a range of paths."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """An unsaved page with its children set on it, and the page it goes under."""

    parent: Page
    page: Page


def write_pages(new_pages: Sequence[NewPage], *, user=None) -> None:
    """Insert live pages of one model, with their children, in one transaction.

    Each page comes out as ``parent.add_child(instance=page)`` followed by publishing
    would leave it, but for revisions: it has none until it is edited. A slug is made
    from the title unless given; publication dates that are given are kept. Children
    without ``sort_order`` get their position. ``user`` goes into the page log.

    Raises ValidationError for a slug that is taken or cannot be made, and TypeError
    when the pages are of several models.
    """
    if not new_pages:
        return
    pages = [new.page for new in new_pages]
    if len({type(page) for page in pages}) > 1:
        raise TypeError("the pages of one batch are of one model")

    with transaction.atomic():
        parents = _locked_parents(new_pages)
        _set_slugs(new_pages, parents)
        _place(new_pages, parents)
        _publish(pages)
        _insert_pages(pages)
        _insert_children(pages)
        _count_children(new_pages)
        _log(pages, user)
        recording.record_published(pages, author=user)
        _index_for_editors(pages)
    _settle(new_pages)


@cache
def child_relations(model: type[Page]) -> list[tuple[str, str]]:
    """Accessor and foreign key of every relation whose rows belong to the page.

    Rows that refer to others of the page, as a certificate does to a plant, come last.
    """
    relations = get_all_child_relations(model)
    siblings = frozenset(relation.related_model for relation in relations)
    relations = sorted(
        relations, key=lambda each: bool(_references(each.related_model, siblings))
    )
    return [
        (relation.get_accessor_name(), relation.field.name) for relation in relations
    ]


def _references(model: type[models.Model], others: Container) -> list[str]:
    """The fields of a model that refer to one of the others."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in others
    ]


def children_set_on(page: Page) -> Iterator[tuple[str, list[models.Model]]]:
    """The children set on an unsaved page, by accessor; never asks the database."""
    given = getattr(page, "_cluster_related_objects", {})
    for accessor, _key in child_relations(type(page)):
        if given.get(accessor):
            yield accessor, given[accessor]


# Placing in the tree


def _locked_parents(new_pages: Iterable[NewPage]) -> dict[int, Page]:
    """The parents as the database has them now, each with ``last_child_path``.

    They stay locked until the transaction ends, so that nobody else hands out the
    same paths.
    """
    keys = {new.parent.pk for new in new_pages}
    list(Page.objects.select_for_update().filter(pk__in=keys).values_list("pk"))
    children = Page.objects.filter(
        path__gt=OuterRef("path"),
        path__lte=Concat(OuterRef("path"), Value(LAST_CHILD)),
        depth=OuterRef("depth") + 1,
    )
    last = children.order_by("-path").values("path")[:1]
    parents = Page.objects.filter(pk__in=keys).annotate(last_child_path=Subquery(last))
    return {parent.pk: parent for parent in parents}


def _set_slugs(new_pages: Sequence[NewPage], parents: dict[int, Page]) -> None:
    """Give every page a slug that no sibling has, numbered as Wagtail numbers them."""
    wanted = [new.page.slug or _base_slug(new.page) for new in new_pages]
    taken = _taken_slugs(Counter(wanted), parents)
    for new, base in zip(new_pages, wanted, strict=True):
        siblings = taken[parents[new.parent.pk].path]
        if base in siblings and new.page.slug:
            message = _("Alamat (slug) “%(slug)s” sudah dipakai.") % {"slug": base}
            raise ValidationError({"slug": message})
        new.page.slug = _free_slug(base, siblings)
        siblings.add(new.page.slug)


def _base_slug(page: Page) -> str:
    unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    slug = slugify(page.title, allow_unicode=unicode)
    if not slug:
        message = _("Judul “%(title)s” tidak dapat menjadi alamat halaman.")
        raise ValidationError({"title": message % {"title": page.title}})
    return slug


def _taken_slugs(wanted: Counter[str], parents: dict[int, Page]) -> dict[str, set[str]]:
    """Those of the wanted slugs that are taken, by the path of the parent.

    With them come the numbered ones of each slug that will need a number.
    """
    paths = {parent.path for parent in parents.values()}
    depths = {parent.depth + 1 for parent in parents.values()}
    rows = Page.objects.filter(depth__in=depths).order_by().values_list("path", "slug")
    taken: dict[str, set[str]] = defaultdict(set)
    for path, slug in rows.filter(slug__in=wanted):
        if path[: -Page.steplen] in paths:
            taken[path[: -Page.steplen]].add(slug)

    needing_number = {slug for slug, count in wanted.items() if count > 1}
    for base in needing_number.union(*taken.values()):
        for path, slug in rows.filter(slug__startswith=f"{base}-"):
            taken[path[: -Page.steplen]].add(slug)
    return taken


def _free_slug(base: str, taken: set[str]) -> str:
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _place(new_pages: Sequence[NewPage], parents: dict[int, Page]) -> None:
    """Set path, depth and address of every page, behind the children there are."""
    steps = {
        key: Page._str2int(parent.last_child_path[-Page.steplen :])
        if parent.last_child_path
        else 0
        for key, parent in parents.items()
    }
    for new in new_pages:
        parent, page = parents[new.parent.pk], new.page
        steps[parent.pk] += 1
        if steps[parent.pk] >= len(Page.alphabet) ** Page.steplen:
            raise PathOverflow(f"page {parent.pk} cannot have more children")
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, steps[parent.pk])
        page.numchild = 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id = page.locale_id or parent.locale_id


def _publish(pages: Iterable[Page]) -> None:
    now = timezone.now()
    for page in pages:
        page.draft_title = page.draft_title or page.title
        page.live = True
        page.has_unpublished_changes = False
        page.first_published_at = page.first_published_at or now
        page.last_published_at = page.last_published_at or page.first_published_at


# Writing


def _insert_pages(pages: list[Page]) -> None:
    """Insert into the table of each model from ``Page`` down.

    ``bulk_create`` refuses models with a parent table, although what it refuses works
    one table at a time once the keys of the parent table are known.
    """
    model = type(pages[0])
    fields = [f for f in Page._meta.local_concrete_fields if not f.primary_key]
    rows = Page._base_manager.all()._batched_insert(pages, fields, None)
    for page, (key,) in zip(pages, rows, strict=True):
        page.pk = page.id = key
    _insert_rows(model, pages)


def _insert_rows(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert into the model's own table, where the new keys need not be known.

    That spares building a statement for every few dozen rows, which takes Django
    longer than the database needs to insert them.
    """
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values})",  # noqa: S608
            [[_stored(field, row, connection) for field in fields] for row in rows],
        )


def _stored(field: models.Field, row: models.Model, connection) -> object:
    """The field's value as the database takes it."""
    value = field.pre_save(row, add=True)
    # Most values are taken as they are; asking the field costs more than the insert.
    if type(value) in PLAIN_TYPES and not isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(value, connection)


def _insert_children(pages: Sequence[Page]) -> None:
    """Insert the children table by table.

    A relation that was not set becomes an empty one, which says that there is nothing
    to read; who walks the page's relations would ask the database otherwise.
    """
    relations = child_relations(type(pages[0]))
    written: set[type[models.Model]] = set()
    given = {page.pk: dict(children_set_on(page)) for page in pages}
    for page in pages:
        empty = {accessor: [] for accessor, _key in relations}
        page._cluster_related_objects = empty | given[page.pk]
    for accessor, key in relations:
        children = []
        for page in pages:
            for position, child in enumerate(given[page.pk].get(accessor, ())):
                setattr(child, key, page)
                if getattr(child, "sort_order", position) is None:
                    child.sort_order = position
                children.append(child)
        if children:
            model = type(children[0])
            _refer_to_keys(children, _references(model, written))
            _insert_rows(model, children)
            _read_keys(children, key)
            written.add(model)


def _refer_to_keys(children: Iterable[models.Model], fields: Iterable[str]) -> None:
    """Have rows know the keys that what they refer to has received meanwhile."""
    for name in fields:
        for child in children:
            setattr(child, name, getattr(child, name))


def _read_keys(children: Sequence[models.Model], parent_key: str) -> None:
    """Give new rows, the only ones their pages have, the keys the database chose.

    They were inserted one after the other, so that their keys ascend.
    """
    model = type(children[0])
    pages = {getattr(child, f"{parent_key}_id") for child in children}
    rows = model._base_manager.filter(**{f"{parent_key}__in": pages})
    keys = rows.order_by("pk").values_list("pk", flat=True)
    for child, key in zip(children, keys, strict=True):
        child.pk = key
        child._state.adding = False


def _count_children(new_pages: Iterable[NewPage]) -> None:
    added = Counter(new.parent.pk for new in new_pages)
    Page.objects.filter(pk__in=added).update(
        numchild=F("numchild")
        + Case(*(When(pk=key, then=Value(count)) for key, count in added.items()))
    )


def _log(pages: Iterable[Page], user) -> None:
    """Enter creation and publication into the page log, as Wagtail does."""
    now = timezone.now()
    content_types = ContentType.objects.get_for_models(*{type(page) for page in pages})
    entries = (
        PageLogEntry(
            page=page,
            content_type=content_types[type(page)],
            label=page.get_admin_display_title(),
            action=action,
            timestamp=now,
            user=user or page.owner,
            uuid=uuid.uuid4(),
            content_changed=True,
        )
        for page in pages
        for action in ("wagtail.create", "wagtail.publish")
    )
    _insert_rows(PageLogEntry, entries)


def _index_for_editors(pages: list[Page]) -> None:
    """Make the pages known to the search and the "used by" lists of the admin."""
    model = type(pages[0])
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, pages)
    if not ReferenceIndex.is_indexed(model):
        return
    content_type = ContentType.objects.get_for_model(model)
    base = ReferenceIndex._get_base_content_type(model)
    references = (
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base,
            object_id=page.pk,
            to_content_type_id=to_content_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        # A set, as the same link may occur twice in one text.
        for to_content_type, to_object, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )
    _insert_rows(ReferenceIndex, references)


def _settle(new_pages: Iterable[NewPage]) -> None:
    """Bring the objects in memory to where the database is."""
    for new in new_pages:
        new.parent.numchild += 1
        new.page._state.adding = False
        new.page._state.db = new.parent._state.db
        # From here on the children are read from the database.
        new.page._cluster_related_objects = {}
