from django.urls import path

from procurement import views

app_name = "procurement"

urlpatterns = [
    path("bandingkan/", views.compare, name="compare"),
    path("bandingkan/unduh/", views.download, name="download"),
]
