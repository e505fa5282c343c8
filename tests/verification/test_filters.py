"""Choosing among the cases in the verification queue."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.certificates import VerificationCaseFactory
from tests.verification.queue_pages import QUEUE, case_url, numbers
from verification.filters import filter_address

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCD"),
        ("kind=tkdn", "B"),
        ("kind=submission", ""),
        ("province=35", "BC"),
        ("province=32&kind=licence", "AD"),
        ("waiting=3", "ABCD"),
        ("waiting=7", "ABC"),
        ("waiting=14", "AB"),
        ("waiting=30", "A"),
        ("handling=free", "AB"),
        ("handling=mine", "C"),
        ("handling=others", "D"),
        ("state=refused", "E"),
        ("state=verified", ""),
        ("q=Timur", "BC"),
        # What is no choice is no filter.
        ("kind=x&province=99&waiting=-1&handling=%00&state=open", "ABCD"),
        ("q=%00", "ABCD"),
        ("p=999999", "ABCD"),
    ],
)
def test_filters(client, various, query, expected):
    response = client.get(f"{QUEUE}?{query}")

    assert "".join(numbers(response)) == expected


def test_filters_go_along_to_the_case(client, checker):
    case = VerificationCaseFactory()
    case.supplier.specific.save()

    response = client.get(f"{QUEUE}?kind=licence&province=32&evil=//x")

    link = BeautifulSoup(response.content, "html.parser").select_one("td.title a")
    assert link["href"] == f"{case_url(case)}?kind=licence&province=32"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ({}, ""),
        ({"kind": ""}, ""),
        ({"p": "2", "q": "x"}, ""),
        ({"state": "refused", "kind": "tkdn"}, "?kind=tkdn&state=refused"),
        ({"kind": "a&b=c"}, "?kind=a%26b%3Dc"),
    ],
)
def test_only_filters_go_into_an_address(query, address):
    assert filter_address(query) == address
