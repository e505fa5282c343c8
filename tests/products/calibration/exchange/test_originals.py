"""What a record keeps of its digital certificate, and where it differs from it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from certificates.findings import all_findings
from domain.calibration.points import TestPoint, dump_points
from domain.dcc.safe_xml import UnreadableCertificate
from products.calibration.exchange.mapping import certificate_of, record_from
from products.calibration.exchange.originals import (
    differences_from_original,
    is_in_use,
    keep_original,
    original_findings,
    read_original,
)
from tests.domain.dcc.samples import UNREAD_ERROR, VERSION_3_2, VERSION_3_3
from tests.domain.dcc.signing import authority, signed
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import document_of, original_of
from tests.wording import english, indonesian

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture
def product(catalogue):
    return ProductPageFactory()


def record_of(product, **fields):
    return CalibrationRecordFactory(product=product, **fields)


def test_version_and_signature_follow_from_the_file(product):
    record = record_of(
        product,
        dcc=original_of(product.supplier, VERSION_3_2),
        dcc_version="9.9",
        dcc_signature="verified",
    )

    keep_original(record)

    assert (record.dcc_version, record.dcc_signature) == ("3.2.1", "absent")


def test_a_signature_counts_only_with_an_authority_that_is_trusted(
    product, settings, tmp_path
):
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(authority().pem)
    record = record_of(product, dcc=original_of(product.supplier, signed()))

    keep_original(record)
    unknown = record.dcc_signature
    settings.DCC_TRUSTED_CERTIFICATES = str(trusted)
    keep_original(record)

    assert (unknown, record.dcc_signature) == ("present", "verified")


def test_an_altered_original_is_said_to_be_so_without_any_authority(product):
    altered = signed().replace(b"100.5", b"100.4")
    record = record_of(product, dcc=original_of(product.supplier, altered))

    keep_original(record)

    assert record.dcc_signature == "altered"
    assert record.get_dcc_signature_display() == "Diubah sesudah ditandatangani"
    assert original_findings(record)[0].code == "content_altered"


def test_an_intact_original_of_a_stranger_is_no_warning(product):
    record = record_of(product, dcc=original_of(product.supplier, signed()))

    assert "content_altered" not in [each.code for each in original_findings(record)]


def test_without_a_certificate_nothing_is_known_of_one(product):
    record = record_of(product, dcc_version="3.3.0", dcc_signature="verified")

    keep_original(record)

    assert (record.dcc_version, record.dcc_signature) == ("", "")
    assert original_findings(record) == []


def test_numbers_of_the_original_that_were_not_read_are_told(product):
    record = record_of(product, dcc=original_of(product.supplier, UNREAD_ERROR))

    found = original_findings(record)[0]

    assert (found.code, found.is_error) == ("original_numbers_unread", False)
    assert indonesian(found) == (
        "2 bilangan hasil pada sertifikat digital aslinya tidak terbaca, dari kolom: "
        "Kesalahan relatif."
    )
    assert english(found) == (
        "2 numbers of the results in its original digital certificate could not be "
        "read, of the columns: Kesalahan relatif."
    )


def test_another_document_is_no_digital_certificate(product):
    record = record_of(
        product, dcc=document_of(product.supplier), dcc_signature="verified"
    )

    with pytest.raises(UnreadableCertificate) as refusal:
        keep_original(record)

    assert refusal.value.code == "not_xml"
    assert (record.dcc_version, record.dcc_signature) == ("", "")


def test_a_lost_file_is_said_to_be_lost(product):
    original = original_of(product.supplier, VERSION_3_3)
    original.file.storage.delete(original.file.name)
    record = record_of(product, dcc=original)

    with pytest.raises(UnreadableCertificate) as refusal:
        keep_original(record)
    (found,) = original_findings(record)

    assert refusal.value.code == "original_lost"
    assert (found.code, found.is_error) == ("original_lost", False)
    assert indonesian(found) == (
        "Berkas sertifikat digital tidak ada lagi; unggahlah sekali lagi."
    )
    assert english(found) == (
        "The file of the digital certificate is gone; upload it again."
    )


def test_a_record_as_it_was_filled_differs_in_nothing(product):
    original = original_of(product.supplier, VERSION_3_3)
    record = record_from(read_original(original), product)
    record.dcc = original

    assert original_findings(record) == []


@pytest.mark.parametrize(
    ("field", "value", "in_indonesian", "in_english"),
    [
        ("certificate_number", "S-1", "nomor", "number"),
        ("unit_serial", "X", "nomor seri", "serial number"),
        ("performed_on", TODAY, "tanggal kalibrasi", "day of calibration"),
        (
            "results",
            dump_points([TestPoint(nominal=Decimal(1))]),
            "titik uji",
            "test points",
        ),
    ],
)
def test_what_differs_from_the_certificate_is_named(
    product, field, value, in_indonesian, in_english
):
    original = original_of(product.supplier, VERSION_3_3)
    record = record_from(read_original(original), product)
    record.dcc = original
    setattr(record, field, value)

    (found,) = original_findings(record)

    assert (found.code, found.is_error) == ("differs_from_original", False)
    assert indonesian(found) == (
        f"Berbeda dari sertifikat digital aslinya: {in_indonesian}."
    )
    assert english(found) == (
        f"Differs from its original digital certificate: {in_english}."
    )


def test_another_day_of_the_next_calibration_is_named(product):
    record = record_of(product)
    certificate = replace(certificate_of(record), due_on=TODAY)

    (found,) = differences_from_original(record, certificate)

    assert indonesian(found) == (
        "Berbeda dari sertifikat digital aslinya: kalibrasi ulang."
    )
    assert english(found) == (
        "Differs from its original digital certificate: next calibration."
    )


def test_several_differences_are_one_warning(product):
    original = original_of(product.supplier, VERSION_3_3)
    record = record_of(product, dcc=original, certificate_number="S-0042/2026")

    (found,) = original_findings(record)

    assert indonesian(found) == (
        "Berbeda dari sertifikat digital aslinya: nomor seri, tanggal kalibrasi, titik "
        "uji."
    )


def test_points_without_numbers_make_no_difference(product):
    original = original_of(product.supplier, VERSION_3_3)
    record = record_from(read_original(original), product)
    record.dcc = original
    record.results = [*record.results, *dump_points([TestPoint(name="Lampu menyala")])]

    assert original_findings(record) == []


def test_verifier_and_editor_are_told_of_differences(product):
    original = original_of(product.supplier, VERSION_3_3)
    record = record_of(product, dcc=original)

    codes = [finding.code for finding in all_findings(record, TODAY)]

    assert "differs_from_original" in codes


def test_a_certificate_of_a_record_is_in_use_until_no_page_or_revision_has_it(product):
    original = original_of(product.supplier, VERSION_3_3)
    unused = is_in_use(original, product.supplier)
    record = record_of(product, dcc=original)
    product.refresh_from_db()
    product.save_revision()
    used = is_in_use(original, product.supplier)
    record.delete()
    product.refresh_from_db()

    assert (unused, used) == (False, True)
    assert is_in_use(original, product.supplier) is True
