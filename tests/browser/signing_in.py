"""Signing in to the editing site."""

from tests.factories.users import PASSWORD


def sign_in(visit, user, **options):
    page = visit("/admin/login/", **options)
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/admin/")
    return page
