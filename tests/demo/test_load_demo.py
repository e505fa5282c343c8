"""The demo catalogue is plausible, always fresh, and the same every time."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Page

from certificates import recording
from certificates.declared import certificates_of
from certificates.models import EvidenceEntry, VerificationCase
from demo import loading
from demo.accounts import ACCOUNTS
from demo.companies import make_companies
from demo.loading import DemoRefused, Plan, load_demo
from demo.measurements import INSTRUMENTS, measurement_of
from demo.products import assign_products
from domain.attributes.entries import typed_parts
from domain.attributes.validation import validate_values, warnings
from products.bulk import find_refusals
from products.device_types.calibration_profiles import load_profiles
from products.device_types.seed import load_device_types
from products.models import (
    CalibrationRecord,
    ProductPage,
    ProductVariant,
    TkdnCertificate,
)
from suppliers.bulk_pages import NewPage
from suppliers.models import SupplierCertificate, SupplierKind, SupplierPage
from tests.kept_world import kept_world

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)
PLAN = Plan(today=TODAY, products=72, suppliers=10, picture_size=24, workers=1)


@pytest.fixture(autouse=True)
def demo_allowed(settings):
    settings.DEMO = True


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small demo catalogue, two seconds dear, and the folder of its files."""
    folder = tmp_path_factory.mktemp("media")
    with kept_world(django_db_blocker):
        with override_settings(DEMO=True, MEDIA_ROOT=folder):
            load_demo(PLAN)
        yield folder


@pytest.fixture
def loaded(loaded_once, catalogue, settings):
    """The small demo catalogue."""
    settings.MEDIA_ROOT = loaded_once


def content() -> list[tuple]:
    """What a buyer reads of every product, without what the database numbers."""
    return [
        (
            page.url_path,
            page.title,
            page.summary,
            page.description_en,
            page.attributes,
            page.first_published_at,
            [(v.sku, v.price, v.stock, v.gtin) for v in page.variants.all()],
            [(a.number, a.expires_on) for a in page.authorisations.all()],
            [(t.number, t.tkdn, t.bmp) for t in page.tkdn_certificates.all()],
            [(c.number, c.issuer) for c in page.certificates.all()],
            [
                (c.unit_serial, c.due_on, c.results, c.standards)
                for c in page.calibration_records.all()
            ],
            [picture.image.title for picture in page.pictures.all()],
        )
        for page in ProductPage.objects.with_public_details().order_by("path")
    ]


def decisions() -> list[tuple]:
    """Every case, without what the database numbers."""
    return sorted(
        VerificationCase.objects.values_list(
            "supplier__title",
            "kind",
            "number",
            "opened_at",
            "state",
            "decided_at",
            "reason",
        ),
        key=str,
    )


def statuses(relation: str) -> set[str]:
    """By the dates alone, whatever the verifier found."""
    return {
        str(replace(child.validity, overruled=None).status(TODAY))
        for page in ProductPage.objects.all()
        for child in getattr(page, relation).all()
    }


def test_counts(loaded):
    products = ProductPage.objects.all()

    assert products.live().count() == 72
    assert Counter(SupplierPage.objects.values_list("kind", flat=True)) == {
        "manufacturer": 6,
        "calibration_laboratory": 1,
        "testing_laboratory": 1,
        "certification_body": 1,
        "consultant": 1,
    }
    assert products.values("device_type").distinct().count() == 24
    assert Page.find_problems() == ([], [], [], [], [])


def test_same_plan_makes_the_same_catalogue(loaded):
    first = content()
    first_decisions = decisions()
    for product in ProductPage.objects.all():
        product.delete()
    # A supplier on whose evidence verifiers decided is not deleted.
    VerificationCase.objects.all().delete()
    SupplierPage.objects.first().get_parent().get_children().delete()

    load_demo(PLAN)

    assert content() == first
    assert decisions() == first_decisions


def test_another_seed_makes_another_catalogue():
    one, other = (make_companies(10, seed, TODAY) for seed in (1, 2))

    assert [c.page.nib for c in one] != [c.page.nib for c in other]


def test_everything_passes_the_validation_of_an_editor(loaded):
    products = list(ProductPage.objects.all())
    for page in products:
        page.variants = [
            ProductVariant(sku=f"X{v.sku}", price=v.price, gtin=v.gtin, unit=v.unit)
            for v in page.variants.all()
        ]
        for name in ("authorisations", "tkdn_certificates", "certificates"):
            setattr(page, name, list(getattr(page, name).all()))

    assert find_refusals([NewPage(page, page) for page in products]) == []
    for supplier in SupplierPage.objects.all():
        supplier.full_clean()
        for relation in ("contacts", "plants", "accreditations", "certificates"):
            for child in getattr(supplier, relation).all():
                child.full_clean()


def test_attributes_are_sound_typical_and_read_back(loaded):
    for page in ProductPage.objects.select_related("device_type"):
        definitions = page.device_type.definitions

        clean, errors = validate_values(definitions, page.attributes)

        assert errors == {}
        assert clean == page.attributes
        assert warnings(definitions, page.attributes) == {}
        for definition in definitions:
            entry = page.attributes.get(definition.key, {})
            if "typed" in entry:
                assert entry["typed"].endswith(typed_parts(definition, entry)[-1])


def test_licences_belong_to_the_device_type(loaded):
    numbers = []
    for page in ProductPage.objects.select_related("device_type"):
        for licence in page.authorisations.all():
            parsed = licence.parsed
            numbers.append(licence.number)
            assert parsed.is_domestic
            assert parsed.sub_category == page.device_type.sub_category
            assert parsed.year <= licence.issued_on.year
            assert licence.risk_class == page.device_type.risk_class
            assert licence.issued_on < TODAY

    assert len(numbers) == len(set(numbers))


def test_some_hold_some_run_out_and_some_have_run_out(loaded):
    all_three = {"valid", "expiring", "expired"}

    assert statuses("authorisations") == all_three
    assert statuses("tkdn_certificates") == all_three
    assert statuses("calibration_records") == all_three
    assert set(TkdnCertificate.objects.values_list("method", flat=True)) == {
        "35/2025",
        "31/2022",
    }


def test_calibrations_only_where_required_and_by_laboratories_of_the_catalogue(loaded):
    for page in ProductPage.objects.select_related("device_type"):
        records = list(page.calibration_records.all())
        assert page.device_type.calibration_required or not records
        assert {record.laboratory.kind for record in records} <= {
            "calibration_laboratory"
        }


def test_nothing_declared_is_wrong_and_warnings_are_meant(loaded):
    pages = [
        *ProductPage.objects.with_public_details(),
        *SupplierPage.objects.all(),
    ]

    found = Counter(
        (accessor, finding.code, str(finding.grade))
        for page in pages
        for accessor, certificate in certificates_of(page)
        for finding in certificate.findings(TODAY)
    )

    assert found == {("tkdn_certificates", "tkdn_other_brand", "warning"): 3}


def test_makers_hold_cpakb_for_their_plant_and_mostly_iso_13485(loaded):
    held = SupplierCertificate.objects.select_related("supplier", "document")

    for certificate in held.filter(kind="cpakb"):
        maker = certificate.supplier
        assert certificate.number.startswith(maker.nib)
        assert certificate.plant in maker.plants.all()
        assert certificate.document.title == f"Sertifikat CPAKB {maker.title}"
        assert certificate.document.collection == maker.access.collection
    assert Counter(held.values_list("supplier__kind", "kind")) == {
        ("manufacturer", "cpakb"): 6,
        ("manufacturer", "iso_13485"): 6,
    }


def test_tkdn_states_the_goods_and_small_industry_may_declare_itself(loaded):
    certificates = TkdnCertificate.objects.select_related("product")

    for certificate in certificates:
        supplier = certificate.product.supplier
        assert certificate.plant == supplier.address
        assert certificate.kbli_code in supplier.kbli_codes
        assert certificate.specification
        assert certificate.type_name in {certificate.product.model_name, "Terlampir"}
        if certificate.self_declared:
            assert supplier.business_scale in {"mikro", "kecil"}
            assert certificate.method == "35/2025"
        assert bool(certificate.report_number) != certificate.self_declared


def calibrations() -> list[CalibrationRecord]:
    return [
        record
        for page in ProductPage.objects.with_public_details()
        for record in page.calibration_records.all()
    ]


def test_calibrations_are_measured_where_the_profile_has_parameters(loaded):
    measured = [record for record in calibrations() if record.points]

    for record in calibrations():
        record.full_clean()
        assert bool(record.points) == bool(record.limits)
    for record in measured:
        points = record.points
        assert 5 <= len(points) <= 15
        assert {point.parameter for point in points} == set(record.limits)
        assert {point.stated for point in points} == {
            point.computed(record.limits) for point in points
        }
        for point in points:
            assert point.u95 > 0
            assert point.k == 2
            assert (point.error is None) == (point.nominal is None)
            if point.nominal is not None:
                assert point.error == point.mean - point.nominal


def test_a_unit_is_fit_as_far_as_its_points_are(loaded):
    results = Counter(
        (record.result, conformity)
        for record in calibrations()
        for conformity in {point.computed(record.limits) for point in record.points}
        if conformity != "pass"
    )

    assert set(results) == {("unfit", "fail"), ("conditional", "conditional_pass")}


def test_calibrations_tell_where_and_with_what(loaded):
    for record in calibrations():
        assert 23 <= record.temperature_low < record.temperature_high <= 26
        assert 50 <= record.humidity_low < record.humidity_high <= 60
        assert (record.place == "laboratory") == bool(record.received_on)
        mains = [p for p in record.points if p.parameter == "mains_line_neutral"]
        assert bool(mains) == bool(record.mains_voltage)
        for point in mains:
            assert 218 <= record.mains_voltage <= 224
            assert abs(point.mean - record.mains_voltage) < 4
        standards = record.reference_standards
        assert bool(standards) == bool(record.points)
        assert len(standards) <= 3
        for standard in standards:
            assert re.fullmatch("SI melalui LK-9[0-9]{3}-IDN", standard.traceability)
            assert timedelta(0) <= standard.due_on - record.performed_on
            assert standard.due_on - record.performed_on <= timedelta(days=366)


def test_every_seeded_parameter_can_be_measured():
    for profile in load_profiles().values():
        for parameter in profile.parameters:
            measurement = measurement_of(profile.device_type, parameter.key)
            assert bool(measurement.settings) != bool(measurement.usual)
            for value in (*measurement.settings, *(v for _p, v in measurement.usual)):
                assert value % measurement.step == Decimal(0)
        assert bool(profile.parameters) == (profile.device_type in INSTRUMENTS)


def test_most_is_verified_and_the_latest_waits(loaded):
    cases = VerificationCase.objects

    assert Counter(cases.values_list("state", flat=True)) == {
        "verified": 212,
        "open": 95,
        "refused": 3,
        "frozen": 2,
    }
    for case in cases.exclude(state="open"):
        assert case.decided_by.username == "verifikator"
        assert case.opened_at < case.decided_at
        assert timezone.localdate(case.decided_at) < TODAY
        assert (case.state == "verified") != bool(case.reason)
    for case in cases.filter(state="open"):
        assert TODAY - timedelta(days=40) <= timezone.localdate(case.opened_at) <= TODAY
    assert set(cases.filter(state="frozen").values_list("kind", flat=True)) <= {"tkdn"}


def test_nothing_was_stated_before_it_was_issued(loaded):
    opened = {
        (case.supplier_id, case.fingerprint): timezone.localdate(case.opened_at)
        for case in VerificationCase.objects.all()
    }

    for page in (*ProductPage.objects.all(), *SupplierPage.objects.all()):
        published = timezone.localdate(page.first_published_at)
        supplier = SupplierPage.objects.get(path=page.supplier_path)
        for _accessor, certificate in certificates_of(page):
            declared = opened[supplier.pk, certificate.fingerprint]
            assert declared >= min(TODAY, max(published, certificate.issued_on))
            assert declared <= timezone.localdate(page.last_published_at)


def test_the_log_tells_what_was_stated_and_decided(loaded):
    cases = VerificationCase.objects.all()
    entries = EvidenceEntry.objects

    assert sorted(entries.filter(action="declared").values_list("at", flat=True)) == (
        sorted(case.opened_at for case in cases)
    )
    assert {
        (entry.supplier_id, entry.fingerprint, entry.action, entry.at, entry.by_name)
        for entry in entries.exclude(action="declared")
    } == {
        (case.supplier_id, case.fingerprint, case.state, case.decided_at, "verifikator")
        for case in cases.exclude(state="open")
    }


def test_the_log_is_complete(loaded):
    before = EvidenceEntry.objects.count(), VerificationCase.objects.count()

    recording.record_published(ProductPage.objects.all())
    recording.record_published(SupplierPage.objects.all())

    assert (EvidenceEntry.objects.count(), VerificationCase.objects.count()) == before


def test_prices_are_typical_and_not_all_alike(loaded):
    seeds = {seed.key: seed for seed in load_device_types()}
    prices = [
        (variant.price, seeds[page.device_type.key])
        for page in ProductPage.objects.select_related("device_type")
        for variant in page.variants.all()
    ]

    assert all(
        seed.typical_price_low <= price <= seed.typical_price_high
        for price, seed in prices
    )
    assert len({price for price, _seed in prices}) > len(prices) / 2


def test_sizes_become_variants_in_their_order(loaded):
    gloves = ProductPage.objects.filter(device_type__key="examination_glove")
    order = ["XS", "S", "M", "L", "XL"]

    for page in gloves:
        labels = [variant.label for variant in page.variants.all()]
        assert len(labels) >= 3
        assert labels == sorted(labels, key=order.index)
        assert page.attributes["sizes"]["value"] == [name.lower() for name in labels]


def test_files_are_the_suppliers_own_and_can_be_opened(loaded):
    picture = ProductPage.objects.first().pictures.first().image

    with picture.file.open() as file:
        assert Image.open(file).size == (24, 24)
    for page in ProductPage.objects.all():
        access = SupplierPage.objects.get(path=page.supplier_path).access
        shown = [row.image for row in page.pictures.all()]
        assert len(shown) == 3
        assert {image.collection for image in shown} == {access.collection}
    document = get_document_model().objects.first()
    with document.file.open() as file:
        content_of_file = file.read()
    assert content_of_file.startswith(b"%PDF-1.4")
    assert b"bukan dokumen resmi" in content_of_file
    assert document.file_size == len(content_of_file)


def test_accounts_can_do_what_they_are_for(loaded, client):
    assert [each.username for each in ACCOUNTS] == ["admin", "verifikator", "editor"]
    for account in ACCOUNTS:
        client.logout()
        client.post(
            "/admin/login/",
            {"username": account.username, "password": account.password},
        )
        assert client.get("/admin/").status_code == 200


def test_refused_over_an_existing_catalogue(loaded):
    with pytest.raises(DemoRefused, match="sudah berisi"):
        load_demo(PLAN)
    with pytest.raises(CommandError, match="--if-empty"):
        call_command("load_demo", products=72, suppliers=10)

    assert ProductPage.objects.count() == 72


def test_if_empty_leaves_an_existing_catalogue_alone(loaded, capsys):
    call_command("load_demo", "--if-empty")

    assert "tidak ada yang dimuat" in capsys.readouterr().out
    assert ProductPage.objects.count() == 72


def test_two_thousand_suppliers_have_names_of_their_own():
    companies = make_companies(2000, 17, TODAY)

    for name in ("title", "slug", "nib"):
        assert len({getattr(company.page, name) for company in companies}) == 2000
    assert len({company.code for company in companies}) == 2000


@pytest.mark.parametrize("count", [1, 30, 1200, 100_000])
def test_products_are_shared_out_to_the_last_one(catalogue, count):
    companies = make_companies(60, 17, TODAY)
    makers = [c for c in companies if c.page.kind == SupplierKind.MANUFACTURER]
    device_types = loading.device_types()

    assigned = assign_products(makers, device_types, count, 17)

    assert sum(assignment.count for assignment in assigned) == count
    assert all(assignment.count > 0 for assignment in assigned)


def test_every_product_is_as_cleaning_would_leave_it(loaded):
    for page in ProductPage.objects.with_public_details():
        for row in (page, *_children(page)):
            before = {f.attname: getattr(row, f.attname) for f in row._meta.fields}
            row.clean_fields(exclude=["path", "depth", "page_ptr"])
            after = {f.attname: getattr(row, f.attname) for f in row._meta.fields}
            assert after == before
        page.clean_statements()


def _children(page):
    for relation in ("variants", "authorisations", "tkdn_certificates"):
        yield from getattr(page, relation).all()
    for relation in ("certificates", "calibration_records"):
        yield from getattr(page, relation).all()
