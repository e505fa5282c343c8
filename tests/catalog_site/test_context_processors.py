"""What every page shows of the site itself."""

from catalog_site.context_processors import site


def test_every_page_knows_its_site_and_itself_in_each_language(rf, settings):
    settings.WAGTAIL_SITE_NAME = "Katalog Uji"
    settings.DEMO = True
    settings.OPERATOR_NAME = "Dinas Uji"
    settings.CONTACT_EMAIL = "tanya@katalog.example"

    shown = site(rf.get("/pemasok/?kind=lab"))

    links = shown.pop("language_links")
    assert [(each.code, each.url, each.is_current) for each in links] == [
        ("id", "/pemasok/?kind=lab", True),
        ("en", "/en/pemasok/?kind=lab", False),
    ]
    assert shown == {
        "site_name": "Katalog Uji",
        "catalogue_name": "Katalog Uji",
        "demo": True,
        "operator": "Dinas Uji",
        "contact_email": "tanya@katalog.example",
        "public_base_url": "https://katalog.example",
    }
