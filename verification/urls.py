"""Addresses of the verification queue below the admin's."""

from django.urls import path

from verification.queue import QueueView
from verification.views import CaseView, ClaimView, DecideView, ReleaseView

app_name = "verification_queue"
urlpatterns = [
    path("", QueueView.as_view(), name="index"),
    path("hasil/", QueueView.as_view(results_only=True), name="results"),
    path("<int:pk>/", CaseView.as_view(), name="case"),
    path("<int:pk>/ambil/", ClaimView.as_view(), name="claim"),
    path("<int:pk>/lepas/", ReleaseView.as_view(), name="release"),
    path("<int:pk>/putuskan/", DecideView.as_view(), name="decide"),
]
