from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import authenticate_with_password

from catalog_site import guide
from catalog_site.api import api, nothing_here
from catalog_site.languages import in_every_language
from catalog_site.privacy import privacy
from catalog_site.security_txt import security_txt
from catalog_site.sitemaps import DeviceTypeSitemap, PageSitemap
from core import serving
from lkpp.feed.wellknown import key_set
from products.calibration.exchange.views import download as download_dcc
from workspace.accounts.password_reset import ThrottledPasswordReset

SITEMAPS = {"halaman": PageSitemap, "jenis-alat": DeviceTypeSitemap}

handler500 = "catalog_site.failing.failed"

urlpatterns = [
    path("admin/", include("suppliers.admin_urls")),
    path(
        "admin/password_reset/",
        ThrottledPasswordReset.as_view(),
        name="password_reset_throttled",
    ),
    path("admin/", include(wagtailadmin_urls)),
    # Under Wagtail's names, by which its own pages find them.
    path(
        "dokumen/<int:document_id>/<path:document_filename>",
        serving.document,
        name="wagtaildocs_serve",
    ),
    path(
        "dokumen/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(
        r"^gambar/([^/]*)/(\d+)/([^/]*)/[^/]*$",
        serving.picture,
        name="wagtailimages_serve",
    ),
    path("kalibrasi/<int:record_id>/dcc.xml", download_dcc, name="calibration_dcc"),
    path("api/", api.urls),
    re_path("^api/", nothing_here, name="api_nothing_here"),
    path("lkpp/", include("lkpp.feed.urls")),
    path(".well-known/jwks.json", key_set, name="key_set"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap_views.index, {"sitemaps": SITEMAPS}),
    path(
        "sitemap-<section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS, "template_name": "sitemap_of_pages.xml"},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
    ),
]

# Indonesian has no prefix, so that its addresses are the short ones.
urlpatterns.append(
    in_every_language(
        path("", include("core.urls")),
        path("bantuan/", guide.help_page, name="help"),
        path("tentang/", guide.about, name="about"),
        path("privasi/", privacy, name="privacy"),
        path("", include("verification.public.urls")),
        path("", include("search.urls")),
        path("", include("procurement.urls")),
        path("", include(wagtail_urls)),
    )
)
