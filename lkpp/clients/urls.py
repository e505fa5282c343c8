"""Addresses of the clients' screens below the admin's."""

from django.urls import path

from lkpp.clients import views
from lkpp.clients.log_report import RequestLogView

app_name = "lkpp_clients"
urlpatterns = [
    path("", views.ClientsView.as_view(), name="index"),
    path("baru/", views.NewClientView.as_view(), name="new"),
    path("permintaan/", RequestLogView.as_view(), name="log"),
    path(
        "permintaan/hasil/",
        RequestLogView.as_view(results_only=True),
        name="log_results",
    ),
    path("<int:pk>/", views.ClientView.as_view(), name="client"),
    path("<int:pk>/ubah/", views.EditClientView.as_view(), name="edit"),
    path("<int:pk>/ganti-kunci/", views.RotateView.as_view(), name="rotate"),
    path("<int:pk>/cabut/", views.RevokeClientView.as_view(), name="revoke"),
    path("<int:pk>/aktifkan/", views.ResumeView.as_view(), name="resume"),
    path(
        "<int:pk>/kunci/<int:key_id>/cabut/",
        views.RevokeKeyView.as_view(),
        name="revoke_key",
    ),
]
