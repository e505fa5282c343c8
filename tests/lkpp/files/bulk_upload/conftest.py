import pytest

from lkpp.files import signing


@pytest.fixture(autouse=True)
def key():
    return signing.new_key()
