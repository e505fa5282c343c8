"""Whether the API does what its description says, whatever the description allows or
forbids to ask."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import positive_data_acceptance

from catalog_site.wsgi import application
from tests.factories.documents import index_documents, product_document
from tests.lkpp.ledger import remember
from tests.lkpp.record_samples import variant_record, withdrawn_record

HEADERS = {"Authorization": "Bearer test-lkpp", "Accept-Encoding": "identity"}
PATHS = [
    "/api/v1/device-types",
    "/api/v1/products",
    "/api/v1/products/{product_id}",
    "/api/v1/lkpp/changes",
    "/api/v1/lkpp/snapshot",
    "/api/v1/lkpp/state",
]
BEYOND_DESCRIPTION = {
    # Whether a check digit fits or a device type exists no pattern can say.
    "/api/v1/products": [positive_data_acceptance],
}
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.fixture
def described(db):
    index_documents(
        [
            product_document(id=1, title="Lampu operasi"),
            product_document(id=2, title="Lampu tanpa harga", price=None, tkdn=None),
        ]
    )
    remember(variant_record("A", revision=1), withdrawn_record("B", revision=2))
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


def test_every_operation_is_tried(described):
    assert sorted(described) == sorted(PATHS)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_the_api_keeps_its_word(described, path, mode):
    cases = described[path]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def asked(case):
        case.call_and_validate(
            headers=HEADERS, excluded_checks=BEYOND_DESCRIPTION.get(path, [])
        )

    asked()
