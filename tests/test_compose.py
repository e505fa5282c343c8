"""``compose.yaml``, ``Dockerfile`` and ``.dockerignore`` name what there is, and the
versions that the tests run on."""

import os
import re
import shlex
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.management import call_command, get_commands
from django.db import connection

from catalog_site.division import PAGES, STREAMS
from readmodel.heartbeat import Heartbeat
from readmodel.models import RefusedProduct
from scripts.elasticsearch_server.archive import VERSION
from tests.search.elasticsearch_server import server

PROJECT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((PROJECT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
SITE = ("migrate", "web", "streams", "indexer", "sweep")


def words_of(name: str) -> list[str]:
    """What a service runs, word by word."""
    command = SERVICES[name]["command"]
    return shlex.split(" ".join(command))


def health_of(name: str) -> list[str]:
    """The words of a health check, without how Docker starts it."""
    kind, *words = SERVICES[name]["healthcheck"]["test"]
    assert kind in {"CMD", "CMD-SHELL"}
    return shlex.split(words[0]) if kind == "CMD-SHELL" else words


def test_every_command_of_manage_py_exists():
    said = [words_of(name) for name in SITE] + [health_of("indexer")]

    named = {
        word
        for words in said
        for before, word in zip(words, words[1:], strict=False)
        if before == "manage.py"
    }

    assert named == {
        "migrate",
        "set_up_catalogue",
        "run_indexer",
        "sweep_expiry",
        "check_health",
    }
    assert named <= get_commands().keys()


def test_the_web_process_is_the_one_that_the_image_starts():
    (started,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)

    assert yaml.safe_load(started) == SERVICES["web"]["command"]
    assert SERVICES["web"]["command"][:2] == ["gunicorn", "catalog_site.wsgi"]


def test_everything_that_runs_for_long_has_a_health_check():
    lasting = {name for name, it in SERVICES.items() if it["restart"] != "no"}

    assert lasting == {"database", "search", "web", "streams", "indexer"}
    assert lasting == {name for name, it in SERVICES.items() if "healthcheck" in it}


def test_the_search_server_is_the_one_of_the_tests():
    assert SERVICES["search"]["image"] == f"elasticsearch:{VERSION}"


def test_the_client_is_of_the_server_s_minor_version():
    server, client = VERSION.split("."), version("elasticsearch").split(".")

    assert client[:2] == server[:2]


@pytest.mark.django_db
def test_the_database_is_the_one_of_the_tests():
    name, _colon, major = SERVICES["database"]["image"].partition(":")

    assert name == "postgres"
    if connection.vendor == "postgresql":
        assert connection.pg_version // 10_000 == int(major)


def test_python_is_the_one_that_types_are_checked_for():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())

    images = set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))

    assert images == {
        f"python:{settings['tool']['mypy']['python_version']}-slim-bookworm"
    }


def test_images_come_from_where_the_machine_has_them():
    images = {it["image"] for it in SERVICES.values()}

    assert {image for image in images if "/" in image} == set()
    assert {image for image in images - {"katalog-alkes"} if ":" not in image} == set()


def test_the_site_has_no_rights_that_it_does_not_need():
    for name in SITE:
        service = SERVICES[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["katalog"]


def test_only_the_site_is_reached_from_outside_and_by_this_machine_alone():
    published = {name: it["ports"] for name, it in SERVICES.items() if "ports" in it}

    assert published == {
        "web": ["127.0.0.1:8000:8000"],
        "streams": ["127.0.0.1:8001:8001"],
    }


def test_pages_and_streams_have_a_process_each():
    serves = {name: SERVICES[name]["environment"].get("SERVES") for name in SITE}

    assert serves == {
        "web": PAGES,
        "streams": STREAMS,
        **dict.fromkeys(("migrate", "indexer", "sweep")),
    }
    assert words_of("streams") == [
        each.replace(":8000", ":8001") for each in words_of("web")
    ]
    assert health_of("streams") == [
        each.replace(":8000", ":8001") for each in health_of("web")
    ]


def test_the_web_server_of_the_operators_page_sends_each_what_it_serves(settings):
    page = (PROJECT / "docs" / "operations.md").read_text()

    (streams,) = re.findall(r"location ~ (\^\S+) {\n\s+proxy_pass \S+:8001;", page)

    assert re.findall(r"location / {\n\s+proxy_pass \S+:8000;", page)
    for address in settings.STREAM_ADDRESSES:
        assert re.match(streams, f"{address}x")
    assert not re.match(streams, "/api/v1/products")
    assert not re.match(streams, "/lkpp/schema/")


def test_the_project_is_compiled_in_the_image_before_its_files_cannot_be_written():
    steps = DOCKERFILE.splitlines()

    compiled = steps.index("RUN python -m compileall -q .")

    assert steps.index("COPY . /srv/katalog") < steps.index("WORKDIR /srv/katalog")
    assert steps.index("WORKDIR /srv/katalog") < compiled < steps.index("USER katalog")


def test_nothing_is_installed_that_was_not_pinned():
    (install,) = re.findall(r"pip install (.*)", DOCKERFILE)

    assert install == "--require-hashes --requirement /tmp/requirements.txt"


def test_secrets_have_no_value_in_the_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|KEY", name):
                assert value.startswith("${")


def test_the_image_holds_every_app_and_nothing_else():
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())

    kept = {line[1:] for line in ignored if line.startswith("!")}

    assert "**" in ignored
    assert kept == {
        *settings["tool"]["importlinter"]["root_packages"],
        "gunicorn.conf.py",
        "locale",
        "manage.py",
        "requirements.txt",
        "LICENSE",
    }
    assert {name for name in kept if not (PROJECT / name).exists()} == set()


def test_files_that_are_mounted_are_there():
    mounted = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", ())
    ]

    files = [each for each in mounted if each.startswith(".")]

    assert files == ["./search/engines/elasticsearch/api_key.json"]
    assert [each for each in files if not (PROJECT / each).is_file()] == []
    assert {each for each in mounted if each not in files} == COMPOSE["volumes"].keys()


@pytest.mark.django_db(transaction=True)
def test_the_health_check_of_the_web_process_passes_where_it_answers(live_server):
    program, *arguments = health_of("web")
    here = urlsplit(live_server.url).netloc

    ended = subprocess.run(
        [program, *(each.replace("127.0.0.1:8000", here) for each in arguments)],
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_health_check_of_the_web_process_fails_where_nobody_answers():
    program, *arguments = health_of("web")

    ended = subprocess.run(
        [program, *(each.replace(":8000", ":9") for each in arguments)],
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 1
    assert b"Connection refused" in ended.stderr


def test_the_health_check_of_the_indexer_passes_where_all_is_indexed(index):
    _python, _manage, *command = health_of("indexer")

    Heartbeat().beat()
    call_command(*command)


def test_a_refused_product_does_not_make_the_indexer_s_container_ill(index, settings):
    _python, _manage, *command = health_of("indexer")
    RefusedProduct.objects.create(
        sink=settings.SEARCH_ENGINE, product_id=1, reason="no price"
    )

    Heartbeat().beat()
    call_command(*command)


@pytest.mark.elasticsearch
def test_the_health_check_of_the_search_server_passes_where_it_answers():
    (address, *_others) = server()
    command = SERVICES["search"]["healthcheck"]["test"][1].replace("$$", "$")

    ended = subprocess.run(
        ["sh", "-c", command.replace("http://127.0.0.1:9200", address)],
        env={**os.environ, "ELASTIC_PASSWORD": "of the tests"},
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b'"timed_out":false' in ended.stdout


def test_the_health_check_of_the_database_is_postgresql_s_own():
    assert health_of("database") == [
        "pg_isready",
        f"--username={SERVICES['database']['environment']['POSTGRES_USER']}",
        f"--dbname={SERVICES['database']['environment']['POSTGRES_DB']}",
    ]
