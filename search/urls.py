from django.urls import path, re_path

from search import device_type_pages, views

app_name = "search"

urlpatterns = [
    path("cari/", views.results, name="results"),
    path("cari/saran/", views.suggest, name="suggest"),
    path("jenis-alat/", device_type_pages.index, name="device_types"),
    re_path(
        r"^jenis-alat/(?P<code>[0-9]{2})/$", device_type_pages.category, name="category"
    ),
    re_path(
        r"^jenis-alat/(?P<code>[0-9]{4})/$",
        device_type_pages.sub_category,
        name="sub_category",
    ),
    path("jenis-alat/<slug:key>/", device_type_pages.device_type, name="device_type"),
]
