"""What the edit page sends for a product."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

INLINES = (
    "variants",
    "authorisations",
    "tkdn_certificates",
    "certificates",
    "calibration_records",
    "pictures",
    "attachments",
)


def posted(device_type, **changes) -> dict:
    """What the edit page sends for a complete lamp."""
    fields = {
        "title": "Lampu Operasi NM-120",
        "device_type": device_type.pk,
        "brand": "Nusa",
        "model_name": "NM-120",
        "summary": "Lampu operasi LED.",
        "description": rich_text("<p>Terang.</p>"),
        "description_en": rich_text(""),
        "name_en": "",
        "summary_en": "",
        "warranty_months": "24",
        "country_of_origin": "ID",
        "attributes-drawn_for": device_type.pk,
        "attributes-illuminance_value": "120.000",
        "attributes-illuminance_unit": "lx",
        "attributes-colour_temperature_low": "3500",
        "attributes-colour_temperature_high": "5000",
        "attributes-colour_temperature_unit": "K",
        "attributes-mounting": "ceiling",
        "attributes-battery": "true",
        "attributes-note": "",
        **{name: inline_formset([]) for name in INLINES},
        "variants": inline_formset([variant("NM-120")]),
    }
    return nested_form_data({**fields, **changes})


def stored_variants(product) -> dict:
    """The formset of the variants that the product has."""
    rows = [variant(each.sku, id=each.pk) for each in product.variants.all()]
    return inline_formset(rows, initial=len(rows))


def variant(sku: str, **changes) -> dict:
    """The fields of one variant's row."""
    return {
        "sku": sku,
        "label": "",
        "price": "45000000",
        "ppn_percent": "12",
        "price_valid_until": "",
        "unit": "Unit",
        "stock": "3",
        "minimum_order": "1",
        "gtin": "",
        "kfa_code": "",
        **changes,
    }


def edit_url(product) -> str:
    return reverse("wagtailadmin_pages:edit", args=[product.pk])
