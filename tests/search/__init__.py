import pytest

# So that a failure in the suite that engines share shows its values.
pytest.register_assert_rewrite(
    "tests.search.engine_contract", "tests.search.engine_contract_results"
)
