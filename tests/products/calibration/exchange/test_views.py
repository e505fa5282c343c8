"""Taking digital calibration certificates in, and giving records out as such."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from core.models import CatalogueDocument
from domain.calibration.points import TestPoint, dump_points
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import MOST_BYTES
from products.calibration.exchange.mapping import record_from
from products.models import CalibrationRecord, ProductPage
from tests.domain.dcc.samples import (
    VERSION_2_4,
    VERSION_3_1,
    VERSION_3_2,
    VERSION_3_3,
    bomb,
    certificate_xml,
    quantity,
    result,
    table,
    xml_list,
)
from tests.domain.dcc.signing import signed
from tests.factories.products import (
    CalibrationRecordFactory,
    DeviceAttributeFactory,
    ProductPageFactory,
    complete_product,
    lamp_type,
)
from tests.factories.suppliers import (
    LaboratoryFactory,
    SupplierPageFactory,
    days_from_today,
    document_of,
    original_of,
)
from tests.factories.users import administrator, editor_of, verifier
from tests.product_form import edit_url
from tests.rendered_form import untouched
from tests.submitting import submitted

pytestmark = pytest.mark.django_db

NUMBER = "S-0042/2026"
"""Of the certificates of the tests."""


@pytest.fixture
def product(catalogue) -> ProductPage:
    return ProductPageFactory(model_name="TD-1")


@pytest.fixture
def own(client, product) -> ProductPage:
    """The product, its editor having signed in."""
    client.force_login(editor_of(product.supplier))
    return product


def upload_url(product) -> str:
    return reverse("product_dcc", args=[product.pk])


def confirm_url(product, document) -> str:
    return reverse("product_dcc_confirm", args=[product.pk, document.pk])


def download_url(record) -> str:
    return reverse("calibration_dcc", args=[record.pk])


def upload(client, product, content: bytes, name: str = "sertifikat.xml"):
    return client.post(upload_url(product), {"file": SimpleUploadedFile(name, content)})


def uploaded(client, product, content: bytes = VERSION_3_3) -> CatalogueDocument:
    upload(client, product, content)
    return CatalogueDocument.objects.latest("pk")


def confirm(client, product, document, **changes):
    """Send what the page of the certificate draws, but for the changes."""
    url = confirm_url(product, document)
    return client.post(url, untouched(client.get(url), "dcc-confirm") | changes)


def drafted(product) -> list[CalibrationRecord]:
    draft = ProductPage.objects.get(pk=product.pk).get_latest_revision_as_object()
    return list(draft.calibration_records.all())


def state_of_everything() -> tuple:
    """What a refused action must not have changed."""
    return (
        list(CatalogueDocument.objects.values_list("pk", "file")),
        list(CalibrationRecord.objects.values_list("pk", "certificate_number")),
        list(Revision.objects.values_list("pk", flat=True)),
        list(ProductPage.objects.values_list("pk", "live", "latest_revision_id")),
    )


# Who may


def test_somebody_anonymous_is_asked_to_sign_in(client, product):
    document = original_of(product.supplier, VERSION_3_3)
    before = state_of_everything()

    responses = [
        upload(client, product, VERSION_3_3),
        client.get(confirm_url(product, document)),
        client.post(confirm_url(product, document), {"discard": "1"}),
    ]

    assert [response.status_code for response in responses] == [302, 302, 302]
    assert all(each.url.startswith("/admin/login/") for each in responses)
    assert state_of_everything() == before


def test_an_editor_of_another_supplier_is_refused(client, product):
    document = original_of(product.supplier, VERSION_3_3)
    client.force_login(editor_of(SupplierPageFactory()))
    before = state_of_everything()

    responses = [
        client.get(upload_url(product)),
        upload(client, product, VERSION_3_3),
        client.get(confirm_url(product, document)),
        client.post(confirm_url(product, document), {"certificate_number": "X"}),
        client.post(confirm_url(product, document), {"discard": "1"}),
    ]

    assert {response.status_code for response in responses} == {404}
    assert state_of_everything() == before


def test_a_verifier_may_as_they_may_edit(client, product):
    client.force_login(verifier())

    document = uploaded(client, product)
    confirm(client, product, document)

    assert [row.dcc_id for row in drafted(product)] == [document.pk]


def test_a_document_of_somebody_else_is_not_found(client, own):
    others = original_of(SupplierPageFactory(), VERSION_3_3)
    before = state_of_everything()

    responses = [
        client.get(confirm_url(own, others)),
        client.post(confirm_url(own, others), {"certificate_number": "X"}),
        client.post(confirm_url(own, others), {"discard": "1"}),
    ]

    assert [response.status_code for response in responses] == [404, 404, 404]
    assert state_of_everything() == before


def test_a_document_that_is_no_certificate_is_not_found(client, own):
    document = document_of(own.supplier)

    response = client.post(confirm_url(own, document), {"discard": "1"})

    assert response.status_code == 404
    assert CatalogueDocument.objects.filter(pk=document.pk).exists()


def test_a_product_that_does_not_exist_is_not_found(client, own):
    url = reverse("product_dcc", args=[own.pk + 999])

    assert client.get(url).status_code == 404


def test_a_product_at_the_verifiers_is_locked(client, catalogue):
    supplier = SupplierPageFactory()
    editor = editor_of(supplier)
    product = submitted(
        complete_product(parent=supplier, live=False, device_type=lamp_type()), editor
    )
    document = original_of(supplier, VERSION_3_3)
    client.force_login(editor)
    before = state_of_everything()

    responses = [
        upload(client, product, VERSION_3_3),
        client.post(confirm_url(product, document), {"certificate_number": "X"}),
    ]

    assert {response.url for response in responses} == {reverse("wagtailadmin_home")}
    assert state_of_everything() == before


# Uploading


@pytest.mark.parametrize(
    "content", [VERSION_2_4, VERSION_3_1, VERSION_3_2, VERSION_3_3]
)
def test_a_certificate_is_kept_as_it_came_and_shown(client, own, content):
    response = upload(client, own, content)

    document = CatalogueDocument.objects.get()
    assert response.url == confirm_url(own, document)
    assert document.file.read() == content
    assert document.title == f"DCC {NUMBER}"
    assert document.collection == own.supplier.access.collection
    assert drafted(own) == []
    shown = client.get(response.url).content.decode()
    assert f"<dd>{NUMBER}</dd>" in shown
    assert "<dd>Tidak ada</dd>" in shown  # a signature
    assert "<dd>Tensimeter digital, PT Uji, TD-1, SN SN-7</dd>" in shown


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            (b"100.5", b"100.5"),
            [
                "<li>Isi utuh sejak ditandatangani.</li>",
                "<li>Penanda tangan menyebut diri Lab Uji; tidak diperiksa, karena "
                "tidak ada otoritas tepercaya yang terbaca.</li>",
                "<li>Kini masih berlaku.</li>",
            ],
        ),
        (
            (b"100.5", b"100.4"),
            [
                "<li>Isi sertifikat diubah sesudah ditandatangani, atau tanda "
                "tangannya diubah.</li>"
            ],
        ),
    ],
)
def test_what_is_known_of_the_signature_is_shown(client, own, change, lines):
    response = upload(client, own, signed().replace(*change))

    shown = client.get(response.url).content.decode()
    assert [line for line in lines if line not in shown] == []


def test_the_same_file_is_kept_once(client, own):
    first = upload(client, own, VERSION_3_3)
    second = upload(client, own, VERSION_3_3, "salinan.xml")

    assert first.url == second.url
    assert CatalogueDocument.objects.count() == 1


def test_a_certificate_without_a_number_or_with_an_endless_one(client, own):
    for number in ("", "9" * 5000):
        content = VERSION_3_3.replace(NUMBER.encode(), number.encode())
        document = uploaded(client, own, content)

        assert client.get(confirm_url(own, document)).status_code == 200
    titles = CatalogueDocument.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["DCC –", "DCC " + "9" * 200]


REFUSED = {
    "bomb": (
        bomb(),
        "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas seperti itu tidak "
        "dibaca.",
    ),
    "external entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas seperti itu tidak "
        "dibaca.",
    ),
    "huge": (
        b"<a>" + b" " * MOST_BYTES + b"</a>",
        "Berkas lebih besar dari 5 MB.",
    ),
    "deep": (b"<a>" * 500, "Elemen XML bersarang lebih dari 64 tingkat."),
    "truncated": (
        VERSION_3_3[:600],
        "Berkas XML terpotong: berakhir pada baris 13 sebelum lengkap.",
    ),
    "wrong encoding": (
        VERSION_3_3.replace(b"PT Uji", "PT Ujé".encode("latin-1")),
        "Pengodean huruf berkas salah atau tidak dikenal; simpan sebagai UTF-8.",
    ),
    "unknown encoding": (
        VERSION_3_3.replace(b"UTF-8", b"klingon"),
        "Pengodean huruf berkas salah atau tidak dikenal; simpan sebagai UTF-8.",
    ),
    "not a DCC": (
        b"<rss/>",
        "Berkas XML ini bukan sertifikat kalibrasi digital (DCC): elemen akarnya "
        "“rss”.",
    ),
    "of the future": (
        certificate_xml(version="4.0.0"),
        "Versi DCC “4.0.0” tidak didukung; yang dibaca adalah 2.4 sampai 3.3.",
    ),
    "PDF": (b"%PDF-1.4\n...", "Berkas ini bukan XML."),
    "binary": (bytes(range(256)), "Berkas ini bukan XML."),
    "empty": (b"", "Berkas yang dikirimkan kosong."),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_certificate_is_refused_and_changes_nothing(
    client, own, content, message
):
    before = state_of_everything()

    response = upload(client, own, content)

    assert response.status_code == 200
    assert response.context["form"].errors == {"file": [message]}
    assert state_of_everything() == before


def test_no_file_at_all_is_asked_for(client, own):
    response = client.post(upload_url(own))

    assert response.context["form"].errors == {"file": ["Pilih berkas XML lebih dulu."]}


def test_the_refusal_is_told_in_english_to_who_reads_english(client, product):
    user = editor_of(product.supplier)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)

    response = upload(client, product, b"<rss/>")

    assert response.context["form"].errors["file"] == [
        "This XML file is no digital calibration certificate (DCC): its root element "
        "is “rss”."
    ]


# Confirming


def test_a_confirmed_certificate_is_a_record_of_the_draft_only(client, own):
    CalibrationRecordFactory(product=own, certificate_number="LAMA", sort_order=0)
    document = uploaded(client, own)

    response = confirm(client, own, document, order_number="ORD-1")

    assert response.url == f"{edit_url(own)}#tab-kalibrasi"
    old, new = drafted(own)
    assert (old.certificate_number, new.certificate_number) == ("LAMA", NUMBER)
    assert (new.order_number, new.unit_serial) == ("ORD-1", "SN-7")
    assert (new.began_on, new.performed_on) == (date(2026, 3, 2), date(2026, 3, 3))
    assert (new.laboratory_name, new.laboratory_code) == ("Lab Uji", "LK-999-IDN")
    assert [row["mean"] for row in new.results] == ["100.5", "201.0"]
    assert [row["rule"] for row in new.results] == ["simple", "simple"]
    assert (new.dcc_version, new.dcc_signature) == ("3.3.0", "absent")
    public = ProductPage.objects.get(pk=own.pk)
    assert [row.certificate_number for row in public.calibration_records.all()] == [
        "LAMA"
    ]
    assert public.has_unpublished_changes
    assert NUMBER not in client.get(own.url).content.decode()


def test_version_and_signature_are_never_taken_from_the_form(client, own):
    document = uploaded(client, own)

    confirm(client, own, document, dcc_signature="verified", dcc_version="9.9", dcc="")

    (record,) = drafted(own)
    assert (record.dcc_id, record.dcc_version, record.dcc_signature) == (
        document.pk,
        "3.3.0",
        "absent",
    )


def test_confirming_twice_adds_one_record(client, own):
    document = uploaded(client, own)
    url = confirm_url(own, document)
    sent = untouched(client.get(url), "dcc-confirm")

    client.post(url, sent)
    again = client.post(url, sent, follow=True)

    assert len(drafted(own)) == 1
    assert "Sertifikat ini sudah ada pada konsep." in again.content.decode()
    shown = client.get(url).content.decode()
    assert "sudah menjadi kalibrasi pada konsep" in shown
    assert "Tambahkan ke konsep" not in shown


def test_what_is_missing_is_asked_for_and_nothing_is_added(client, own):
    document = uploaded(client, own, VERSION_3_3.replace(b"SN-7", b""))
    before = state_of_everything()

    response = confirm(client, own, document, due_on="kapan-kapan")

    assert set(response.context["form"].errors) == {"unit_serial", "due_on"}
    assert state_of_everything() == before


def test_a_certificate_with_too_many_points_cannot_be_confirmed(client, own):
    values = " ".join(["100"] * 501)
    content = certificate_xml(
        result(table(quantity(xml_list(values), kind="basic_measuredValue")))
    )
    document = uploaded(client, own, content)
    before = state_of_everything()

    response = confirm(client, own, document)

    assert response.context["form"].non_field_errors() == [
        "Terlalu banyak baris (501); paling banyak 500."
    ]
    assert state_of_everything() == before


def test_a_draft_that_lacks_something_else_takes_a_record_too(client, catalogue):
    product = ProductPageFactory()
    DeviceAttributeFactory(device_type=product.device_type, required=True)
    client.force_login(editor_of(product.supplier))

    confirm(client, product, uploaded(client, product))

    assert len(drafted(product)) == 1


def test_a_foreign_accreditor_s_code_is_left_out_and_said_so(client, own):
    content = VERSION_3_3.replace(b"LK-999-IDN", b"D-K-15208-01-00")
    document = uploaded(client, own, content)

    warnings = client.get(confirm_url(own, document)).context["warnings"]
    confirm(client, own, document)

    assert warnings == [
        "Kode laboratorium (D-K-15208-01-00) bukan kode KAN, sehingga tidak dipakai."
    ]
    assert [row.laboratory_code for row in drafted(own)] == [""]


def test_another_model_on_the_certificate_is_a_warning(client, own):
    document = uploaded(client, own, VERSION_3_3.replace(b"TD-1", b"TD-2"))

    warnings = client.get(confirm_url(own, document)).context["warnings"]

    assert warnings == ["Tipe pada sertifikat (TD-2) bukan tipe produk ini (TD-1)."]


def test_a_lost_file_leads_back_to_the_upload(client, own):
    document = uploaded(client, own)
    document.file.storage.delete(document.file.name)

    response = client.get(confirm_url(own, document), follow=True)

    assert response.redirect_chain == [(upload_url(own), 302)]
    assert "tidak ada lagi; unggahlah sekali lagi" in response.content.decode()


# Discarding


def test_discarding_forgets_the_file(client, own):
    document = uploaded(client, own)

    response = client.post(confirm_url(own, document), {"discard": "1"})

    assert response.url == f"{edit_url(own)}#tab-kalibrasi"
    assert not CatalogueDocument.objects.exists()


def test_discarding_keeps_what_the_live_page_refers_to(client, own):
    document = uploaded(client, own)
    record = CalibrationRecordFactory(product=own, dcc=document)
    own.refresh_from_db()
    own.save()

    client.post(confirm_url(own, document), {"discard": "1"})

    record.refresh_from_db()
    assert record.dcc == document


def test_discarding_keeps_what_another_draft_of_the_supplier_refers_to(client, own):
    other = ProductPageFactory(parent=own.supplier)
    document = uploaded(client, own)
    confirm(client, other, document)

    client.post(confirm_url(own, document), {"discard": "1"})

    assert [row.dcc_id for row in drafted(other)] == [document.pk]
    assert CatalogueDocument.objects.filter(pk=document.pk).exists()


# The product's edit form


def save_draft(client, page, **changes):
    drawn = client.get(edit_url(page))
    return client.post(edit_url(page), untouched(drawn, "page-edit-form") | changes)


def test_a_confirmed_record_survives_being_saved_again_and_again(client, own):
    confirm(client, own, uploaded(client, own))
    (before,) = drafted(own)

    for title in ("Satu", "Dua"):
        assert save_draft(client, own, title=title).status_code == 302

    (after,) = drafted(own)
    assert ProductPage.objects.get().get_latest_revision_as_object().title == "Dua"
    for name in ("dcc_id", "dcc_signature", "results", "standards", "performed_on"):
        assert getattr(after, name) == getattr(before, name)


def test_the_original_can_be_detached(client, own):
    confirm(client, own, uploaded(client, own))

    save_draft(client, own, **{"calibration_records-0-dcc-detach": "1"})

    (record,) = drafted(own)
    assert (record.dcc, record.dcc_version, record.dcc_signature) == (None, "", "")


def test_the_original_of_another_supplier_cannot_be_named(client, own):
    confirm(client, own, uploaded(client, own))
    others = original_of(SupplierPageFactory(), VERSION_3_3)
    before = state_of_everything()

    response = save_draft(client, own, **{"calibration_records-0-dcc": str(others.pk)})

    assert response.status_code == 200
    assert state_of_everything() == before


def test_a_record_is_added_in_the_form(client, own):
    row = {
        "id": "",
        "certificate_number": "KAL-1",
        "unit_serial": "SN-1",
        "purpose": "type_sample",
        "laboratory_name": "Lab Luar",
        "performed_on": "2026-05-03",
        "issued_on": "2026-05-04",
        "due_on": "2027-05-03",
        "result": "fit",
        "results": "\tSuhu\t°C\t36,5\t36,51",
        "ORDER": "1",
    }
    sent = {f"calibration_records-0-{name}": value for name, value in row.items()}

    response = save_draft(
        client, own, **sent, **{"calibration_records-TOTAL_FORMS": "1"}
    )

    assert response.status_code == 302
    (record,) = drafted(own)
    assert record.results == dump_points(
        [
            TestPoint(
                name="Suhu", unit="°C", nominal=Decimal("36.5"), mean=Decimal("36.51")
            )
        ]
    )


def test_a_fault_in_a_table_is_told_by_cell_and_changes_nothing(client, own):
    confirm(client, own, uploaded(client, own))
    before = state_of_everything()
    typed = "\tSuhu\t°C\ttiga puluh"

    response = save_draft(client, own, **{"calibration_records-0-results": typed})

    html = response.content.decode()
    assert 'data-row="0" data-column="nominal"' in html
    assert "“tiga puluh” bukan angka yang sah." in html
    assert "\tSuhu\t°C\ttiga puluh\t" in html
    assert state_of_everything() == before


def test_a_record_of_a_product_without_device_type_is_told_so(client, own):
    response = save_draft(
        client,
        own,
        device_type="",
        **{
            "calibration_records-TOTAL_FORMS": "1",
            "calibration_records-0-certificate_number": "KAL-1",
            "calibration_records-0-performed_on": "2026-05-03",
            "calibration_records-0-issued_on": "2026-05-04",
            "calibration_records-0-due_on": "2027-05-03",
            "calibration_records-0-laboratory_name": "Lab",
        },
    )

    assert response.status_code == 200
    assert "device_type" in response.context["form"].errors
    assert drafted(own) == []


def test_autosaving_keeps_tables_too(client, own):
    confirm(client, own, uploaded(client, own))
    drawn = client.get(edit_url(own))
    sent = untouched(drawn, "page-edit-form")

    response = client.post(
        edit_url(own),
        sent | {"calibration_records-0-order_number": "ORD-9"},
        headers={"accept": "application/json"},
    )

    assert response.json()["success"] is True
    (record,) = drafted(own)
    assert record.order_number == "ORD-9"
    assert [row["mean"] for row in record.results] == ["100.5", "201.0"]


def test_revisions_are_compared_row_by_row(client, own):
    CalibrationRecordFactory(
        product=own,
        results=dump_points(
            [
                TestPoint(name="Suhu", mean=Decimal("36.5")),
                TestPoint(name="<b>Arus</b>", mean=Decimal("1")),
            ]
        ),
    )
    own.save_revision()
    save_draft(
        client,
        own,
        **{"calibration_records-0-results": "\tSuhu\t\t\t36,5\n\t<b>Arus</b>\t\t\t2"},
    )

    response = client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[own.pk, "live", "latest"])
    )

    html = response.content.decode()
    rule = "Aturan penerimaan sederhana"
    name = "Nama &lt;b&gt;Arus&lt;/b&gt;"
    assert f'<li class="deletion">{name}, Terbaca 1, {rule}</li>' in html
    assert f'<li class="addition">{name}, Terbaca 2, {rule}</li>' in html
    assert "Nama Suhu" not in html


def test_a_page_with_calibrations_can_be_copied_and_previewed(client, own):
    document = uploaded(client, own)
    confirm(client, own, document)
    client.force_login(administrator())
    preview_url = reverse("wagtailadmin_pages:preview_on_edit", args=[own.pk])
    sent = untouched(client.get(edit_url(own)), "page-edit-form")

    client.post(preview_url, sent)
    preview = client.get(preview_url)
    copied = client.post(
        reverse("wagtailadmin_pages:copy", args=[own.pk]),
        {
            "new_title": "Salinan",
            "new_slug": "salinan",
            "new_parent_page": own.supplier.pk,
            "alias": "",
        },
    )

    assert NUMBER in preview.content.decode()
    assert copied.status_code == 302
    copy = ProductPage.objects.get(slug="salinan")
    # They are of units of the original: see certificates.travelling.
    assert drafted(copy) == []


def test_a_digital_certificate_cannot_be_replaced_by_another_file(client, own):
    document = uploaded(client, own)
    before = state_of_everything()

    response = client.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": "Lain",
            "file": SimpleUploadedFile("lain.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n"),
        },
    )

    assert response.context["form"].errors["file"] == [
        "Sertifikat digital asli tidak dapat diganti berkas lain."
    ]
    assert state_of_everything() == before


# Downloading


def test_a_published_record_is_downloaded_and_reads_back(client, product):
    record = CalibrationRecordFactory(
        product=product,
        certificate_number="012/KAL/2026",
        laboratory=LaboratoryFactory(),
        results=dump_points([TestPoint(name="Suhu", mean=Decimal("36.50"))]),
        due_on=days_from_today(300),
    )

    response = client.get(download_url(record))

    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    assert response["Content-Disposition"] == 'attachment; filename="012kal2026.xml"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    read = record_from(read_certificate(response.content), product)
    for name in ("certificate_number", "laboratory", "results", "due_on", "result"):
        assert getattr(read, name) == getattr(record, name)


def test_a_record_of_an_unpublished_product_is_not_found(client, own):
    record = CalibrationRecordFactory(product=own)
    published = client.get(download_url(record)).status_code
    ProductPage.objects.get(pk=own.pk).unpublish()

    response = client.get(download_url(record))

    assert (published, response.status_code) == (200, 404)


def test_a_record_of_the_draft_has_nothing_to_download(client, own):
    confirm(client, own, uploaded(client, own))

    response = client.get(edit_url(own))

    assert CalibrationRecord.objects.count() == 0
    assert "/kalibrasi/" not in response.content.decode()


def test_downloading_is_reading(client, product):
    record = CalibrationRecordFactory(product=product)

    assert client.post(download_url(record)).status_code == 405


def test_names_that_xml_cannot_hold_do_not_break_the_download(client, product):
    ProductPage.objects.filter(pk=product.pk).update(title="Alat\x0b satu")
    record = CalibrationRecordFactory(product=product, unit_serial="SN\x1f-1")

    response = client.get(download_url(record))

    (item,) = read_certificate(response.content).items
    assert (item.name, item.serial) == ("Alat satu", "SN-1")


def test_a_record_that_cannot_be_written_is_not_found(client, product):
    record = CalibrationRecordFactory(product=product, certificate_number="\x0b")

    assert client.get(download_url(record)).status_code == 404
