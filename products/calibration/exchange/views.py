"""Digital calibration certificates: taking one in, and giving a record out as one.

An upload is read, shown, and kept as one of the supplier's documents; only what the
editor confirms becomes a record of the product's draft. Nothing is verified by it.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from core.findings import message, text
from core.gate.gate import accept_certificate
from core.models import CatalogueDocument
from domain.dcc.certificate import DigitalCertificate
from domain.dcc.safe_xml import UnreadableCertificate
from domain.dcc.writer import UnwritableCertificate, write_certificate
from products.calibration.exchange.forms import DccRecordForm, DccUploadForm
from products.calibration.exchange.mapping import certificate_of, record_from
from products.calibration.exchange.originals import (
    differences_from_original,
    is_in_use,
    read_original,
)
from products.calibration.exchange.signatures import signature_lines
from products.calibration.presentation import shown_points
from products.models import CalibrationRecord, ProductPage
from suppliers.access import grant_supplier_access

DCC_TYPE = "application/xml"
LONGEST_NUMBER = 200
"""As much of a certificate's number as stands in the title of its document."""


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, product_id: int) -> HttpResponse:
    """Read a certificate, and keep it to be confirmed."""
    page = _editable(request, product_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DccUploadForm(*sent)
    if form.is_valid():
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
    draft = page.get_latest_revision_as_object()
    try:
        certificate = read_original(document)
    except UnreadableCertificate as unreadable:
        messages.error(request, message(unreadable))
        return redirect("product_dcc", page.pk)
    record = record_from(certificate, draft)
    record.dcc = document
    warnings = _warnings(certificate, record)
    points = shown_points(record)
    sent = request.POST if request.method == "POST" else None
    form = DccRecordForm(sent, instance=record)
    if form.is_valid():
        _add_to_draft(request, page, form.instance)
        return redirect(_edit_address(page))
    return render(
        request,
        "products/admin/dcc_confirm.html",
        {
            "product": page,
            "certificate": certificate,
            "item": certificate.items[0] if certificate.items else None,
            "signature": signature_lines(certificate.signature),
            "warnings": warnings,
            "points": points,
            "standards": record.reference_standards,
            "is_added": _is_added(draft, document.pk),
            "form": form,
            "edit_url": _edit_address(page),
        },
    )


@require_GET
def download(request: HttpRequest, record_id: int) -> HttpResponse:
    """A published record as DCC 3.3. Raises Http404 for any other."""
    record = get_object_or_404(
        CalibrationRecord.objects.select_related("product", "laboratory"), pk=record_id
    )
    published = ProductPage.objects.seen_by_all().filter(pk=record.product_id)
    if not published.exists():
        raise Http404
    name = slugify(record.certificate_number) or record.pk
    response = HttpResponse(_written(record), content_type=DCC_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    # A certificate is data: whatever a browser does with it, nothing in it runs.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _written(record: CalibrationRecord) -> bytes:
    try:
        return write_certificate(certificate_of(record))
    except UnwritableCertificate as error:
        raise Http404 from error


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
    accepted = accept_certificate(form.content)
    known = CatalogueDocument.objects.filter(
        collection=collection, file_hash=accepted.digest, file__endswith=".xml"
    ).first()
    if known is not None:
        return known
    number = form.certificate.number
    return CatalogueDocument.objects.create(
        title=_("DCC %(number)s") % {"number": number[:LONGEST_NUMBER] or "–"},
        file=accepted,
        collection=collection,
        uploaded_by_user=user,
    )


def _discard(
    request: HttpRequest, page: ProductPage, document: CatalogueDocument
) -> HttpResponse:
    """Delete the file unless a page refers to it, or did."""
    if not is_in_use(document, page.supplier):
        document.delete()
    messages.success(request, _("Sertifikat digital tidak jadi dipakai."))
    return redirect(_edit_address(page))


@transaction.atomic
def _add_to_draft(
    request: HttpRequest, page: ProductPage, record: CalibrationRecord
) -> None:
    # Locked, so that of two that come at once neither undoes the other.
    locked = ProductPage.objects.select_for_update().get(pk=page.pk)
    draft = locked.get_latest_revision_as_object()
    if _is_added(draft, record.dcc_id):
        messages.warning(request, _("Sertifikat ini sudah ada pada konsep."))
        return
    record.product = draft
    record.sort_order = draft.calibration_records.count()
    draft.calibration_records.add(record)
    # What else a draft lacks is for its own form to say.
    draft.save_revision(user=request.user, log_action=True, changed=True, clean=False)
    messages.success(
        request,
        _("Kalibrasi %(number)s ditambahkan ke konsep. Periksa, lalu ajukan.")
        % {"number": record.certificate_number},
    )


def _is_added(draft: ProductPage, document_id: int) -> bool:
    return any(row.dcc_id == document_id for row in draft.calibration_records.all())


def _edit_address(page: ProductPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) + "#tab-kalibrasi"


def _warnings(certificate: DigitalCertificate, record: CalibrationRecord) -> list[str]:
    """What was not understood, and what does not fit the product."""
    found = [
        *certificate.findings,
        *record.findings(timezone.localdate()),
        *differences_from_original(record, certificate),
    ]
    warnings = [text(finding) for finding in found]
    if len(certificate.items) > 1:
        warnings.append(
            _("Sertifikat ini tentang %(count)d alat; hanya yang pertama dipakai.")
            % {"count": len(certificate.items)}
        )
    code = certificate.laboratory.code
    if code and record.laboratory is None and not record.laboratory_code:
        warnings.append(
            _("Kode laboratorium (%(code)s) bukan kode KAN, sehingga tidak dipakai.")
            % {"code": code}
        )
    model = certificate.items[0].model if certificate.items else ""
    expected = record.product.model_name
    if model and model.casefold() != expected.casefold():
        warnings.append(
            _("Tipe pada sertifikat (%(model)s) bukan tipe produk ini (%(expected)s).")
            % {"model": model, "expected": expected}
        )
    return warnings
