from django.urls import path

from verification.public import views

app_name = "verification"

urlpatterns = [
    path("v/", views.look_up, name="look_up"),
    path("v/<code>", views.verification, name="page"),
    path("v/<code>/", views.as_scanned),
    path("V/<code>", views.as_scanned),
    path("v/<code>/label", views.label, name="label"),
    path("v/<code>/qr.svg", views.qr_svg, name="qr_svg"),
    path("v/<code>/qr.png", views.qr_png, name="qr_png"),
]
