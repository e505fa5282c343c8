"""A public server refuses to start when something is unsafe."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "katalog.example",
    "PUBLIC_BASE_URL": "https://katalog.example",
}


def started(**changes: str) -> str:
    """What Python says when the settings are read in a process of their own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    finished = subprocess.run(
        [sys.executable, "-c", "import catalog_site.settings.production"],
        cwd=settings.BASE_DIR,
        env={**kept, **SAFE, **changes},
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stderr.strip().rpartition("\n")[2]


def test_safe_settings_start():
    assert started() == ""


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"DEBUG": "1"}, "DEBUG must be off"),
        (
            {"SECRET_KEY": "k" * 49},
            "SECRET_KEY must be set to at least 50 random characters",
        ),
        (
            {"SECRET_KEY": "demo" + "k" * 50},
            "SECRET_KEY must be set to at least 50 random characters",
        ),
        (
            {"ALLOWED_HOSTS": ""},
            "ALLOWED_HOSTS must name the hosts, without a wildcard",
        ),
        (
            {"ALLOWED_HOSTS": "katalog.example,*"},
            "ALLOWED_HOSTS must name the hosts, without a wildcard",
        ),
        (
            {"LKPP_SECRET_KEY": "k" * 23},
            "LKPP_SECRET_KEY must have at least 24 random characters",
        ),
        (
            {"PUBLIC_BASE_URL": "http://katalog.example"},
            "PUBLIC_BASE_URL must be the https address of the catalogue",
        ),
    ],
)
def test_each_unsafe_setting_is_named(changes, fault):
    assert started(**changes) == (
        f"django.core.exceptions.ImproperlyConfigured: Unsafe settings: {fault}."
    )


def test_a_long_key_of_the_feed_is_safe():
    assert started(LKPP_SECRET_KEY="k" * 24) == ""
