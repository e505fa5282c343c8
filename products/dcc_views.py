"""Digital calibration certificates: taking one in, and giving a record out as one.

An upload is read, shown, and kept as one of the supplier's documents; only what the
editor confirms becomes a record of the product's draft. Nothing is verified by it.
"""

from hashlib import sha1

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.models import ReferenceIndex

from products.calibration.dcc.writer import write_certificate
from products.calibration_exchange import certificate_of, record_from
from products.calibration_presentation import shown_points
from products.dcc_forms import DccRecordForm, DccUploadForm
from products.dcc_originals import read_original
from products.models import CalibrationRecord, ProductPage
from suppliers.access import grant_supplier_access
from suppliers.models import CatalogueDocument

DCC_TYPE = "application/xml"


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, product_id: int) -> HttpResponse:
    """Read a certificate, and keep it to be confirmed."""
    page = _editable(request, product_id)
    form = DccUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = _kept(page, form, request.user)
        return redirect("product_dcc_confirm", page.pk, document.pk)
    return render(
        request, "products/admin/dcc_upload.html", {"product": page, "form": form}
    )


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, product_id: int, document_id: int) -> HttpResponse:
    """Show what was understood; with POST add it to the product's draft, or with
    ``discard`` forget the file."""
    page = _editable(request, product_id)
    document = _own_certificate(page, document_id)
    if "discard" in request.POST:
        return _discard(request, page, document)
    certificate = read_original(document)
    record = record_from(certificate, page.get_latest_revision_as_object())
    record.dcc = document
    form = DccRecordForm(request.POST or None, instance=record)
    if request.method == "POST" and form.is_valid():
        _add_to_draft(request, page, form.instance)
        return redirect(_edit_address(page))
    return render(
        request,
        "products/admin/dcc_confirm.html",
        {
            "product": page,
            "document": document,
            "certificate": certificate,
            "item": certificate.items[0] if certificate.items else None,
            "doubts": _doubts(certificate, record),
            "points": shown_points(record, "id"),
            "form": form,
        },
    )


@require_GET
def download(request: HttpRequest, record_id: int) -> HttpResponse:
    """A published record as DCC 3.3. Raises Http404 for any other."""
    record = get_object_or_404(
        CalibrationRecord.objects.select_related("product", "laboratory"), pk=record_id
    )
    published = ProductPage.objects.live().public().filter(pk=record.product_id)
    if not published.exists():
        raise Http404
    name = slugify(record.certificate_number) or record.pk
    response = HttpResponse(
        write_certificate(certificate_of(record)), content_type=DCC_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    # A certificate is data: whatever a browser does with it, nothing in it runs.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _editable(request: HttpRequest, product_id: int) -> ProductPage:
    """The product, if the user may edit it now. Raises PermissionDenied."""
    page = get_object_or_404(ProductPage, pk=product_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    return page


def _own_certificate(page: ProductPage, document_id: int) -> CatalogueDocument:
    """A certificate in the collection of the product's own supplier."""
    collection = grant_supplier_access(page.supplier).collection
    return get_object_or_404(
        CatalogueDocument,
        pk=document_id,
        collection=collection,
        file__endswith=".xml",
    )


def _kept(page: ProductPage, form: DccUploadForm, user) -> CatalogueDocument:
    """The file as a document of the supplier; the same file is kept once."""
    collection = grant_supplier_access(page.supplier).collection
    digest = sha1(form.content, usedforsecurity=False).hexdigest()
    known = CatalogueDocument.objects.filter(
        collection=collection, file_hash=digest, file__endswith=".xml"
    ).first()
    if known is not None:
        return known
    name = slugify(form.certificate.number)[:60] or "sertifikat"
    return CatalogueDocument.objects.create(
        title=_("DCC %(number)s") % {"number": form.certificate.number},
        file=ContentFile(form.content, name=f"dcc-{name}.xml"),
        collection=collection,
        uploaded_by_user=user,
    )


def _discard(
    request: HttpRequest, page: ProductPage, document: CatalogueDocument
) -> HttpResponse:
    """Delete the file unless a page refers to it."""
    if not ReferenceIndex.get_references_to(document).exists():
        document.delete()
    messages.success(request, _("Sertifikat digital tidak jadi dipakai."))
    return redirect(_edit_address(page))


@transaction.atomic
def _add_to_draft(
    request: HttpRequest, page: ProductPage, record: CalibrationRecord
) -> None:
    draft = page.get_latest_revision_as_object()
    record.product = draft
    draft.calibration_records.add(record)
    draft.save_revision(user=request.user, log_action=True, changed=True)
    messages.success(
        request,
        _("Kalibrasi %(number)s ditambahkan ke konsep. Periksa, lalu ajukan.")
        % {"number": record.certificate_number},
    )


def _edit_address(page: ProductPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + "#tab-kalibrasi"


def _doubts(certificate, record: CalibrationRecord) -> list[str]:
    """What was not understood, and what does not fit the product."""
    found = [*certificate.findings, *record.findings(timezone.localdate())]
    doubts = [finding.text("id") for finding in found]
    if len(certificate.items) > 1:
        doubts.append(
            _("Sertifikat ini tentang %(count)d alat; hanya yang pertama dipakai.")
            % {"count": len(certificate.items)}
        )
    model = certificate.items[0].model if certificate.items else ""
    expected = record.product.model_name
    if model and model.casefold() != expected.casefold():
        doubts.append(
            _("Tipe pada sertifikat (%(model)s) bukan tipe produk ini (%(expected)s).")
            % {"model": model, "expected": expected}
        )
    return doubts
