import pytest

from lkpp.files import signing


@pytest.fixture
def key():
    return signing.new_key()
