from django.urls import path, re_path

from lkpp.feed import views

# Readers differ in whether they end an address with a slash; a redirect would put
# the key into one more log.
urlpatterns = [
    re_path(r"^v5/all_produk/?$", views.all_products, name="lkpp_v5_all"),
    re_path(r"^v5/updated_produk/?$", views.updated_products, name="lkpp_v5_updated"),
    re_path(r"^v5/produk/?$", views.product, name="lkpp_v5_product"),
    path("schema/", views.schema_list, name="lkpp_schema_list"),
    path("schema/<str:name>", views.schema, name="lkpp_schema"),
    path("v5/schema/<str:name>", views.schema, name="lkpp_v5_schema"),
]
