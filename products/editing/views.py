"""Parts of the product's edit page that are fetched while it is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from products.editing.panels import attribute_fields_context
from products.models import DeviceType
from products.specification.form import AttributeForm

TEMPLATE = "products/admin/attribute_fields.html"


@require_GET
def attribute_fields(request: HttpRequest) -> HttpResponse:
    """Empty fields for the attributes of ``?device_type=``, none without it.

    Wagtail lets only those in who may enter the admin.
    """
    chosen = request.GET.get("device_type", "")
    device_type = None
    if chosen:
        key = int(chosen) if chosen.isdecimal() else 0
        device_type = get_object_or_404(DeviceType, pk=key)
    form = AttributeForm(device_type, {})
    return render(request, TEMPLATE, attribute_fields_context(form))
