"""Every address against what another supplier keeps to itself.

A new address is called here without being listed: those of the admin are closed until
they are opened (``core.admin_addresses``), public ones must be named in ``PUBLIC``.
Where an address takes a value that nobody said anything of, say in ``tests/world.py``
what it names.
"""

import re
from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client

from core.admin_addresses import opened_names, opening_of
from readmodel import indexer
from tests.addresses import Address, calls, every_address
from tests.world import SECRET, make_world

pytestmark = pytest.mark.django_db

PUBLIC = {
    # Files: of published pages to everyone, otherwise to who may choose them.
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailimages_serve",
    # Data of published pages.
    "calibration_dcc",
    "api-1:openapi-json",
    "api-1:openapi-view",
    "api-1:api-root",
    "api-1:products",
    "api-1:product",
    "api-1:device_types",
    "api_nothing_here",
    # For those with a key.
    "api-1:changes",
    "api-1:snapshot",
    "api-1:state",
    "lkpp_v5_all",
    "lkpp_v5_updated",
    "lkpp_v5_product",
    "lkpp_schema_list",
    "lkpp_schema",
    "lkpp_v5_schema",
    "key_set",
    # Texts, and what somebody just typed.
    "about",
    "privacy",
    "security_txt",
    "help",
    "core:reading",
    # For search engines and for people.
    "sitemap.xml",
    "django.contrib.sitemaps.views.sitemap",
    "robots.txt",
    "verification:look_up",
    "verification:page",
    "verification:label",
    "verification:qr_svg",
    "verification:qr_png",
    "v/<code>/",
    "V/<code>",
    "search:results",
    "search:suggest",
    "search:device_types",
    "search:category",
    "search:sub_category",
    "search:device_type",
    "procurement:compare",
    "procurement:download",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtail_serve",
}
"""Addresses outside the admin, all of which show what is published and no more."""

FOUND_OUT = (
    "q=zq7&term=zq7&search=zq7&id={page}&id={image}&page_id={page}"
    "&owner={user}&edited_by={user}&user={user}&requested_by={user}&locked_by={user}"
    "&collection_id={collection}&supplier={supplier}&child_of={page}&p={page}"
)
"""Parameters by which somebody would try to find things out."""

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
OF_THE_VISIT = {
    "django_session",
    "axes_accesslog",
    "wagtailadmin_editingsession",
    "wagtailusers_userprofile",
    "auth_user",
    "core_cataloguerendition",
}
"""Tables that visiting writes to, whatever is asked: thumbnails of own pictures too."""


@pytest.fixture
def world(index):
    made = make_world()
    indexer.rebuild()
    return made


def is_admin(address: Address) -> bool:
    return address.route.startswith("admin/")


def test_every_public_address_is_decided():
    addresses = {each.name for each in every_address() if not is_admin(each)}

    assert addresses == PUBLIC


def test_what_is_opened_exists_and_takes_what_is_checked():
    addresses = {each.name: each for each in every_address() if is_admin(each)}
    openings = {name: opening_of(name) for name in opened_names()}

    assert {name for name in openings if name not in addresses} == set()
    assert {
        name: sorted(opening.path)
        for name, opening in openings.items()
        if opening is not None
    } == {
        name: sorted(set(addresses[name].values))
        for name, opening in openings.items()
        if opening is not None
    }


@pytest.mark.parametrize("actor", ["anonymous", "rival"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_another_supplier_is_shown_or_changed(world, actor, method):
    client = _signed_in(world, actor)
    leaks, changes = {}, {}

    for address in every_address():
        for path in _paths(address, world, with_parameters=method == "get"):
            written: set[str] = set()
            with connection.execute_wrapper(_noting(written)):
                shown = _everything_told(client, method, path, _posted(world))
            if found := set(SECRET.findall(shown)):
                leaks[path] = found
            if written - OF_THE_VISIT:
                changes[path] = written - OF_THE_VISIT
        if address.name == "wagtailadmin_logout":
            client = _signed_in(world, actor)

    assert leaks == {}
    assert changes == {}


@pytest.mark.parametrize("actor", ["editor", "verifier", "administrator"])
def test_who_works_there_is_let_in_everywhere_that_is_open(world, actor):
    client = _signed_in(world, actor)
    statuses = {}

    for address in every_address():
        if address.name in {"wagtailadmin_logout", "wagtailadmin_error_test"}:
            continue
        values = {value: world.theirs.of(address, value)[0] for value in address.values}
        path = address.path(values)
        statuses[address.name] = client.get(path).status_code

    assert {name: each for name, each in statuses.items() if each >= 500} == {}
    assert {
        name: statuses[name] for name in OPEN_TO[actor] if statuses[name] != 200
    } == {}
    closed = statuses.keys() - opened_names() - PUBLIC
    assert actor == "administrator" or {statuses[name] for name in closed} == {302}


OPEN_TO = {
    "editor": {
        "wagtailadmin_home",
        "wagtailadmin_explore",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:workflow_history",
        "wagtailadmin_pages:workflow_history_detail",
        "wagtailadmin_api:pages:detail",
        "wagtailimages:index",
        "wagtailimages:edit",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:chosen",
        "wagtaildocs:edit",
        "wagtaildocs:delete",
        "wagtaildocs_chooser:chosen",
        "wagtailadmin_tag_autocomplete",
        "products:index",
        "readiness",
        "evidence_log",
    },
    "verifier": {
        "wagtailadmin_home",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_reports:workflow",
        "verification_queue:index",
        "verification_queue:case",
        "readiness",
        "evidence_log",
    },
    "administrator": {
        "wagtailadmin_home",
        "wagtailadmin_pages:edit",
        "wagtailadmin_collections:edit",
        "wagtailusers_users:edit",
        "wagtailusers_groups:index",
        "lkpp_clients:client",
        "lkpp_listings",
        "wagtailsnippets_products_devicetype:edit",
    },
}
"""What each must find open, that the guard does not keep people from their work."""


def _signed_in(world, actor: str) -> Client:
    client = Client()
    if actor != "anonymous":
        client.force_login(world.people[actor])
    return client


def _paths(address: Address, world, *, with_parameters: bool) -> Iterator[str]:
    for values in calls(address, world.theirs, world.mine):
        path = address.path(values)
        yield path
        if with_parameters and not address.values:
            yield f"{path}?{FOUND_OUT.format(**_ids(world))}"
            if address.name.startswith(("wagtailimages", "wagtaildocs")):
                yield f"{path}?tag=zq7label"


def _ids(world) -> dict[str, object]:
    of = world.theirs.by_name
    return {
        "page": of["page_id"][0],
        "supplier": of["page_id"][-1],
        "image": of["image_id"][0],
        "collection": of["collection_id"][0],
        "user": world.people["editor"].pk,
    }


def _posted(world) -> dict[str, object]:
    ids = _ids(world)
    return {
        "title": "Dibajak",
        "comment": "Dibajak",
        "new_title": "Dibajak",
        "new_slug": "dibajak",
        "new_parent_page": ids["page"],
        "chooser": ids["page"],
        "collection": ids["collection"],
        "id": ids["image"],
    }


def _everything_told(client: Client, method: str, path: str, posted: dict) -> str:
    """Content, headers and messages of the answer, without what was sent oneself."""
    response = client.post(path, posted) if method == "post" else client.get(path)
    content = b"".join(response) if response.streaming else response.content
    messages = " ".join(map(str, get_messages(response.wsgi_request)))
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    told = f"{content.decode(errors='replace')} {headers} {messages}"
    for echoed in SECRET.findall(path):
        told = told.replace(echoed, "")
    return told


def _noting(tables: set[str]):
    """Notes the tables that are written to."""

    def note(execute, sql, params, many, context):
        if match := WRITES.match(sql):
            tables.add(match.group(1))
        return execute(sql, params, many, context)

    return note
