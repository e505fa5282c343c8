from django.conf import settings

from catalog_site.languages import language_links


def site(request):
    """What every page shows of the site itself."""
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        # Pages of the editing site have a "site_name" of their own, the host.
        "catalogue_name": settings.WAGTAIL_SITE_NAME,
        "demo": settings.DEMO,
        "operator": settings.OPERATOR_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "public_base_url": settings.PUBLIC_BASE_URL,
        "language_links": language_links(request),
    }
