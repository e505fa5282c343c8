from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("cari/", views.results, name="results"),
    path("cari/saran/", views.suggest, name="suggest"),
]
