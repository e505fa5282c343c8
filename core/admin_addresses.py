"""Which addresses of the admin are open to whom.

An address of the admin is closed to everybody but administrators until it is opened
here, and so is every value that it takes: an address that comes with a new version of
Wagtail, or a new one of ours, is safe before somebody thinks of it. Whoever adds one
for editors or verifiers says in their app's ``wagtail_hooks`` what its values name::

    open_address("product_dcc", product_id=may_work_on_page)

:mod:`core.admin_guard` asks before the view runs. What the view itself checks, such
as whether the page may be deleted, is left to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

Check = Callable[[AbstractBaseUser, Any, Mapping[str, Any]], bool]
"""Whether the user may hear of what a value names, given all values of the address."""

Audience = Callable[[AbstractBaseUser], bool]

PAGE_ACTIONS = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})
FILE_ACTIONS = ("add", "change", "delete", "choose")


def everyone(user: AbstractBaseUser) -> bool:
    """All who may enter the admin."""
    return True


@dataclass(frozen=True, slots=True)
class Opening:
    """To whom an address is open, what the values in its path name, and those that
    are sent along."""

    audience: Audience = everyone
    path: Mapping[str, Check] = field(default_factory=dict)
    sent: Mapping[str, Check] = field(default_factory=dict)


_openings: dict[str, Opening] = {}
_public: set[str] = set()


def open_address(
    *names: str,
    audience: Audience = everyone,
    sent: Mapping[str, Check] | None = None,
    **path: Check,
) -> None:
    """Open the addresses of these names; ``path`` has a check for each value."""
    for name in names:
        _openings[name] = Opening(audience, path, sent or {})


def open_to_strangers(*names: str) -> None:
    """Open addresses of the admin to those who have not signed in."""
    _public.update(names)


def opening_of(name: str) -> Opening | None:
    """How an address is open, None where only administrators use it."""
    return _openings.get(name)


def is_public(name: str) -> bool:
    return name in _public


def opened_names() -> frozenset[str]:
    """Every address that was decided upon."""
    return frozenset(_openings) | frozenset(_public)


# What a value names, and who may hear of it


def anything(user: AbstractBaseUser, value: Any, values: Mapping[str, Any]) -> bool:
    """A value that names nothing of anybody, or that the view answers for."""
    return True


def _page(value: Any) -> Page | None:
    key = _key(value)
    if key is None:
        return None
    found: Page | None = Page.objects.filter(pk=key).first()
    return found


def _key(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 19 else None


def may_work_on_page(
    user: AbstractBaseUser, value: Any, values: Mapping[str, Any]
) -> bool:
    """A page that the user adds to, edits, publishes or locks."""
    page = _page(value)
    return page is not None and works_on(user, page)


def works_on(user: AbstractBaseUser, page: Page) -> bool:
    """Whether the user adds to, edits, publishes or locks the page."""
    policy = PagePermissionPolicy(Page)
    return bool(policy.user_has_any_permission_for_instance(user, PAGE_ACTIONS, page))


def may_explore_page(
    user: AbstractBaseUser, value: Any, values: Mapping[str, Any]
) -> bool:
    """A page that the user works on, or one on the way there."""
    key = _key(value)
    explorable = PagePermissionPolicy(Page).explorable_instances(user)
    return key is not None and bool(explorable.filter(pk=key).exists())


def may_use_file(model: type) -> Check:
    """A picture or document of a collection that the user has to do with."""

    def check(user: AbstractBaseUser, value: Any, values: Mapping[str, Any]) -> bool:
        key = _key(value)
        policy = policy_registry.get_by_type(model)
        mine = policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
        return key is not None and bool(mine.filter(pk=key).exists())

    return check


def is_of_page(model: type, page_name: str = "page_id") -> Check:
    """A revision, submission or task of the page that the address names."""

    def check(user: AbstractBaseUser, value: Any, values: Mapping[str, Any]) -> bool:
        key, page_id = _key(value), str(values.get(page_name))
        if not isinstance(value, int) and value in WORDS_FOR_REVISIONS:
            return True
        where = {OWNERS[model]: page_id}
        return key is not None and bool(
            model._default_manager.filter(pk=key, **where).exists()  # type: ignore[attr-defined]
        )

    return check


WORDS_FOR_REVISIONS = frozenset({"live", "earliest", "latest"})
"""What Wagtail takes in the place of a revision's number when it compares."""

OWNERS: Mapping[type, str] = {
    Revision: "object_id",
    WorkflowState: "object_id",
    TaskState: "workflow_state__object_id",
}
"""Where each keeps the key of its page."""
