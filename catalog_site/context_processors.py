from django.conf import settings

from catalog_site.languages import language_links


def site(request):
    """What every page shows of the site itself."""
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "demo": settings.DEMO,
        "public_base_url": settings.PUBLIC_BASE_URL,
        "language_links": language_links(request),
    }
