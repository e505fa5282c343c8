"""What is said of personal data is what is kept."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import translation

from tests.screens import text_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"
OF_PEOPLE = re.compile(
    r"(^|_)(name|username|email|phone|contact|address|author|owner|holder|user|by"
    r"|agent|role|avatar|session|account|client|reason|comment|data|label)($|_)"
)
"""What a text is called that can tell of a person; more is named by the eye."""
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def columns() -> dict[str, models.Field]:
    """All columns of the database, ``table.column``."""
    return {
        f"{model._meta.db_table}.{field.column}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
    }


def can_hold_personal_data(field: models.Field) -> bool:
    if field.is_relation:
        return field.related_model is get_user_model()
    if isinstance(field, (models.EmailField, models.GenericIPAddressField)):
        return True
    is_text = isinstance(field, TEXTS) and not field.choices
    return is_text and OF_PEOPLE.search(field.name) is not None


def named() -> set[str]:
    return set(re.findall(r"`(\w+\.\w+)`", DOCUMENT.read_text()))


def test_every_field_that_can_hold_personal_data_is_named():
    personal = {
        name for name, field in columns().items() if can_hold_personal_data(field)
    }

    assert personal - named() == set()


def test_every_field_that_is_named_is_there():
    tables = {name.split(".")[0] for name in columns()}
    of_tables = {name for name in named() if name.split(".")[0] in tables}

    assert of_tables - columns().keys() == set()
    assert len(of_tables) > 0


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_whom_to_ask(client, catalogue, settings, language):
    prefix = "" if language == "id" else "/en"
    settings.PRIVACY_CONTACT = ""
    without = text_of(client.get(f"{prefix}/privasi/"))
    settings.PRIVACY_CONTACT = "privasi@katalog.example"
    response = client.get(f"{prefix}/privasi/")

    with translation.override(language):
        nobody = translation.gettext(
            "Pengelola katalog ini belum mengumumkan alamat untuk permintaan seperti "
            "itu; sampaikan kepada administrator yang memberi Anda akun, atau kepada "
            "pemasok yang mencantumkan Anda."
        )
    assert (nobody in without, nobody in text_of(response)) == (True, False)
    assert '<a href="mailto:privasi@katalog.example">' in response.content.decode()


@pytest.mark.django_db
def test_every_page_leads_there(client, catalogue):
    assert 'href="/privasi/"' in client.get("/").content.decode()
    assert 'href="/en/privasi/"' in client.get("/en/").content.decode()
