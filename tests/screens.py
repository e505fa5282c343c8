"""What a person reads on a page."""

from bs4 import BeautifulSoup


def rows(response) -> list[list[str]]:
    """The texts of the cells of a list."""
    table = BeautifulSoup(response.content, "html.parser").select("tbody tr")
    return [[" ".join(td.text.split()) for td in row.select("td")] for row in table]


def messages_of(response) -> list[str]:
    """The messages at the top of the page, without Wagtail's own."""
    return [str(message).strip() for message in response.context["messages"]]


def text_of(response) -> str:
    """All that is to be read in the main part of the page."""
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())
