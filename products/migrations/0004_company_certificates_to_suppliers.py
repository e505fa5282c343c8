"""Moves CPAKB and ISO 13485 from products to their suppliers, drafts included."""

from django.db import migrations

COMPANY_WIDE = ("cpakb", "iso_13485")
SAME_FIELDS = (
    "number",
    "issuer",
    "holder",
    "scope",
    "issued_on",
    "expires_on",
    "verification_url",
)


def move_to_suppliers(apps, schema_editor):
    Certificate = apps.get_model("products", "ProductCertificate")
    SupplierCertificate = apps.get_model("suppliers", "SupplierCertificate")
    SupplierPage = apps.get_model("suppliers", "SupplierPage")
    suppliers = dict(SupplierPage.objects.values_list("path", "pk"))
    company_wide = Certificate.objects.filter(kind__in=COMPANY_WIDE)
    moved = {}
    for row in company_wide.select_related("product").order_by("pk"):
        supplier_id = suppliers[row.product.path[:-4]]
        key = (supplier_id, row.kind, row.number)
        moved.setdefault(
            key,
            SupplierCertificate(
                supplier_id=supplier_id,
                kind=row.kind,
                document_id=row.document_id,
                sort_order=len(moved),
                **{name: getattr(row, name) for name in SAME_FIELDS},
            ),
        )
    SupplierCertificate.objects.bulk_create(moved.values(), batch_size=500)
    company_wide.delete()
    _take_out_of_product_drafts(apps)
    _put_into_supplier_drafts(apps)


def _revisions(apps, app_label, model):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    types = ContentType.objects.filter(app_label=app_label, model=model)
    return Revision.objects.filter(content_type__in=types).iterator()


def _take_out_of_product_drafts(apps):
    """An editor would be asked for a kind that is no longer offered."""
    for revision in _revisions(apps, "products", "productpage"):
        kept = [
            row
            for row in revision.content.get("certificates", [])
            if row["kind"] not in COMPANY_WIDE
        ]
        if len(kept) < len(revision.content.get("certificates", [])):
            revision.content["certificates"] = kept
            revision.save(update_fields=["content"])


def _put_into_supplier_drafts(apps):
    """Publishing a draft without them would delete them."""
    SupplierCertificate = apps.get_model("suppliers", "SupplierCertificate")
    for revision in _revisions(apps, "suppliers", "supplierpage"):
        rows = SupplierCertificate.objects.filter(supplier_id=revision.object_id)
        revision.content["certificates"] = [_serialised(row) for row in rows]
        revision.save(update_fields=["content"])


def _serialised(row):
    return {
        "pk": row.pk,
        "sort_order": row.sort_order,
        "supplier": row.supplier_id,
        "kind": row.kind,
        "document": row.document_id,
        "plant": None,
        **{name: _plain(getattr(row, name)) for name in SAME_FIELDS},
    }


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0003_certificates_and_calibration"),
        ("suppliers", "0002_company_certificates"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [
        migrations.RunPython(move_to_suppliers, migrations.RunPython.noop)
    ]
