from django.conf import settings


def site(request):
    """What every page shows of the site itself."""
    return {"site_name": settings.WAGTAIL_SITE_NAME}
