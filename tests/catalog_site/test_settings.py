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
            {"METRICS_TOKEN": "k" * 23},
            "METRICS_TOKEN must have at least 24 random characters",
        ),
        (
            {"PUBLIC_BASE_URL": "http://katalog.example"},
            "PUBLIC_BASE_URL must be the https address of the catalogue",
        ),
        *(
            ({"EMAIL_URL": address}, "EMAIL_URL must be a mail server, or be left out")
            for address in ("consolemail://", "filemail:///var/mail", "memorymail://")
        ),
        ({"TRUSTED_PROXIES": "0"}, "TRUSTED_PROXIES must be at least 1"),
        ({"SERVES": "stream"}, "SERVES must be everything, pages or streams"),
        *(
            (
                {name: "0"},
                "STREAMS_AT_ONCE, STREAMS_PER_CLIENT, STREAM_SECONDS and SEND_SECONDS "
                "must be at least 1",
            )
            for name in ("STREAMS_AT_ONCE", "SEND_SECONDS")
        ),
        *(
            (
                {"SECURITY_CONTACT": contact},
                "SECURITY_CONTACT must be e-mail or https addresses",
            )
            for contact in ("http://katalog.example", "Ani", "tel:112")
        ),
    ],
)
def test_each_unsafe_setting_is_named(changes, fault):
    assert started(**changes) == (
        f"django.core.exceptions.ImproperlyConfigured: Unsafe settings: {fault}."
    )


def test_a_long_key_of_the_feed_is_safe():
    assert started(LKPP_SECRET_KEY="k" * 24) == ""
    assert started(METRICS_TOKEN="k" * 24) == ""


def read(names: str, **changes: str) -> str:
    """The values of these settings, in a process of their own."""
    shown = f"import catalog_site.settings.production as s; print({names})"
    finished = subprocess.run(
        [sys.executable, "-c", shown],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **SAFE, **changes},
        capture_output=True,
        text=True,
        check=True,
    )
    return finished.stdout.strip()


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ({}, "core.no_mail.NoMailServer False"),
        (
            {"EMAIL_URL": "smtp+tls://user:password@mail.example:587"},
            "django.core.mail.backends.smtp.EmailBackend True",
        ),
    ],
)
def test_without_a_mail_server_nobody_is_sent_a_new_password(changes, values):
    names = "s.EMAIL_BACKEND, s.WAGTAIL_PASSWORD_RESET_ENABLED"

    assert read(names, **changes) == values


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ({}, "31536000 False False"),
        (
            {
                "SECURE_HSTS_SECONDS": "3600",
                "SECURE_HSTS_INCLUDE_SUBDOMAINS": "1",
                "SECURE_HSTS_PRELOAD": "1",
            },
            "3600 True True",
        ),
    ],
)
def test_how_far_hsts_reaches_is_the_operator_s_to_say(changes, values):
    names = ", ".join(
        f"s.SECURE_HSTS_{name}" for name in ("SECONDS", "INCLUDE_SUBDOMAINS", "PRELOAD")
    )

    assert read(names, **changes) == values


def test_behind_a_web_server_its_header_counts_unless_told_otherwise():
    assert read("s.CLIENT_ADDRESS_HEADER, s.TRUSTED_PROXIES") == "X-Forwarded-For 1"
    assert read("repr(s.CLIENT_ADDRESS_HEADER)", CLIENT_ADDRESS_HEADER="") == "''"
