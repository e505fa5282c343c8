from django.urls import path

from core.readings import reading

app_name = "core"
urlpatterns = [path("isian/<slug:kind>/", reading, name="reading")]
