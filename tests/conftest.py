"""What every test may lean on."""

import gc

import orjson
import pytest
from django.template import Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from django.utils import translation
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

from catalog_site.setup import set_up_catalogue
from readmodel import indexer, ledger_reader
from search.engines import get_engine
from search.indexing.mapping import product_key
from suppliers.models import CatalogueIndexPage
from tests.database_template import database_template
from tests.search.elasticsearch_server import own_name, remove_indices

# How busy the machine is says nothing about what is tested.
hypothesis_settings.register_profile(
    "catalogue", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("catalogue")
# Whether a mutant is noticed matters, not by which smallest example.
hypothesis_settings.register_profile(
    "mutants",
    parent=hypothesis_settings.get_profile("catalogue"),
    derandomize=True,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
)


def pytest_collection_finish():
    """Have what lives as long as the run looked at no more.

    Python goes through all modules, models and tests again and again to find what can
    be thrown away, which is an eighth of the processor time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def contexts_of_whole_pages(django_test_environment):
    """Have the test client keep the context of a page, not of what it includes.

    It copies the context of every template, which is a tenth of the time of a page of
    the admin with its thousands of icons and fields.
    """

    def render(template, context):
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True)
def own_directories(settings, tmp_path):
    """Files and search index of a test's own, so that tests may run in parallel."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.LKPP_SIGNING_KEYS = tmp_path / "keys"


@pytest.fixture(autouse=True)
def own_index(settings):
    """An index of a test's own where SEARCH_ENGINE asks for Elasticsearch."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        yield
        return
    settings.ELASTICSEARCH_INDEX = own_name()
    settings.ELASTICSEARCH_REPLICAS = "0"
    # How busy the machine is says nothing about what is tested.
    settings.ELASTICSEARCH_TIMEOUT = "60"
    name = settings.ELASTICSEARCH_INDEX
    yield
    remove_indices(name)


@pytest.fixture(autouse=True)
def indonesian():
    """Begin in the catalogue's own language, whatever a test before asked for."""
    with translation.override("id"):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_blocker, pytestconfig
):
    """Begin from a copy of a database that was migrated before."""
    with django_db_blocker.unblock():
        folder = pytestconfig.rootpath / ".pytest_cache" / "d" / "databases"
        template = database_template(folder)
        template.begin()
    yield template
    template.end()


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """Set the catalogue up once, of the data as they are today.

    Django empties the database after a test that commits, and tells every app to fill
    it: two seconds, and the catalogue would be gone. It is as it was set up instead.
    """
    template = django_db_modify_db_settings
    with django_db_blocker.unblock():
        template.migrated()
        set_up_catalogue()
        template.remember()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda case: template.restore()
        )
        yield
    with django_db_blocker.unblock():
        template.forget()


@pytest.fixture
def catalogue(db) -> CatalogueIndexPage:
    """The catalogue as set up: pages, site, verifiers, workflow, device types."""
    return CatalogueIndexPage.objects.get()


@pytest.fixture
def index(catalogue):
    """An index of the empty catalogue."""
    indexer.rebuild()
    return get_engine()


@pytest.fixture
def indexed(index):
    """``indexed(product)``: the product's document in the index, or None."""

    def document(product):
        key = product_key(product.pk)
        return index.get([key]).get(key)

    return document


@pytest.fixture
def exported(index):
    """``exported(sku)``: the variant's record in the ledger, or None."""

    def record(sku):
        row = ledger_reader.find(sku)
        return row and orjson.loads(row.record)

    return record
