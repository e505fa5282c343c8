"""People and tags that a user may hear of in the admin.

Wagtail offers in its filters everybody who ever wrote a page, and the tags of all
files. Each of its filters is made of :class:`WagtailFilterSet`, so that is where they
are narrowed, those that are yet to come as well.
"""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin.filters import PopularTagsFilter, WagtailFilterSet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooseViewMixin
from wagtail.permissions import policy_registry

from core.admin_addresses import FILE_ACTIONS
from suppliers.access import people_known_to

MOST_TAGS = 10


def tags_known_to(user: AbstractBaseUser, *models: type[Model]) -> QuerySet[Tag]:
    """The tags on those files of these models that the user has to do with."""
    theirs = Q(pk__in=())
    for model in models:
        policy = policy_registry.get_by_type(model)
        files = policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
        theirs |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(
                model
            ),
            taggit_taggeditem_items__object_id__in=files.values("pk"),
        )
    return Tag.objects.filter(theirs)


def popular_tags(user: AbstractBaseUser, model: type[Model]) -> list[Tag]:
    """The most used of them, the most used first."""
    counted = tags_known_to(user, model).annotate(uses=Count("taggit_taggeditem_items"))
    return list(counted.order_by("-uses", "name")[:MOST_TAGS])


def complete_tag(request: HttpRequest) -> JsonResponse:
    """Names of known tags that begin with ``?term=``; stands before Wagtail's own."""
    term = request.GET.get("term", "")
    if not term:
        return JsonResponse([], safe=False)
    known = tags_known_to(request.user, get_image_model(), get_document_model())
    names = known.filter(name__istartswith=term).values_list("name", flat=True)
    return JsonResponse(list(names.distinct().order_by("name")[:MOST_TAGS]), safe=False)


def narrow_filters(filters: WagtailFilterSet) -> None:
    """Leave in these filters the people and tags that the user may hear of."""
    if filters.request is None:
        return
    user = filters.request.user
    for name, each in list(filters.filters.items()):
        if isinstance(each, PopularTagsFilter):
            names = [tag.name for tag in popular_tags(user, filters._meta.model)]
            each.extra["choices"] = [(name, name) for name in names]
            if not names:
                del filters.filters[name]
        elif isinstance(each, django_filters.filters.QuerySetRequestMixin):
            each.get_queryset = _of_known_people(each, user)


def _of_known_people(
    each: django_filters.Filter, user: AbstractBaseUser
) -> Callable[[HttpRequest], QuerySet | None]:
    offered = each.get_queryset

    def known(request: HttpRequest) -> QuerySet | None:
        queryset = offered(request)
        if queryset is None:
            queryset = each.extra.get("queryset")
        if queryset is None or not issubclass(queryset.model, get_user_model()):
            return queryset
        return queryset.filter(pk__in=people_known_to(user).values("pk"))

    return known


def keep_people_and_tags_private() -> None:
    """Have every filter of the admin, and the picture chooser, ask here."""
    WagtailFilterSet.get_form_class = _narrowed_form_class
    ImageChooseViewMixin.get_context_data = _with_known_tags


def _narrowed_form_class(self: WagtailFilterSet) -> type:
    narrow_filters(self)
    return django_filters.FilterSet.get_form_class(self)


_offered_context = ImageChooseViewMixin.get_context_data


def _with_known_tags(self: ImageChooseViewMixin, **kwargs: Any) -> dict[str, Any]:
    context = _offered_context(self, **kwargs)
    return {**context, "popular_tags": popular_tags(self.request.user, self.model)}
