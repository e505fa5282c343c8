"""What a person reads on a page."""

import re

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


def texts(response) -> str:
    """What a reader sees: without tags, white space folded."""
    html = re.sub(
        r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S
    )
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).replace("\u00a0", " ")
