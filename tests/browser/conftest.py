"""Driving a real browser. ``visit`` opens pages and watches what they do wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from threading import RLock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = 1280, 390
PATIENCE_MS = 10_000

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. The tests fail where it is missing: they are never skipped."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing: install the package chromium.")
    # Playwright keeps an event loop in this thread, where Django would refuse the
    # queries that tests make between the steps of a visit.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=list(ARGUMENTS)
        )
        yield launched
        launched.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def one_at_a_time(django_db_setup) -> Iterator[None]:
    """Have the server answer one request after the other, between a test's queries.

    The database in memory has one connection, which all threads share. Two requests
    that came together would take part in each other's transactions: the savepoint that
    one wants to release is gone since the other has committed. What a page still asks
    for when its test has ended is answered before the database is restored, or after.
    """
    lock = RLock()
    respond = WSGIHandler.get_response
    restore = TransactionTestCase._fixture_teardown

    def respond_alone(handler, request):
        with lock:
            return respond(handler, request)

    def ask_alone(execute, sql, params, many, context):
        with lock:
            return execute(sql, params, many, context)

    def restore_alone(case):
        with lock:
            restore(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", respond_alone)
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore_alone)
        with connection.execute_wrapper(ask_alone):
            yield


@pytest.fixture(scope="session")
def live_server(one_at_a_time, live_server):
    return live_server


@pytest.fixture
def visit(browser, live_server) -> Iterator[Visit]:
    """``visit(path, width=…, javascript=…)`` opens a page in a window of its own.

    At the end no page may have raised an error or written one to the console, but for
    one that contains what was named as ``expected``.
    """
    contexts, complaints = [], []

    def open_page(
        path: str,
        *,
        width: int = DESKTOP,
        javascript: bool = True,
        expected: str | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            locale="id-ID",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message, complaints, expected))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(message, complaints: list[str], expected: str | None) -> None:
    if expected is not None and expected in message.text:
        return
    if message.type in {"error", "warning"}:
        complaints.append(f"{message.type}: {message.text}")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
