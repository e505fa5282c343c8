"""Products of the demo: shared out, named, sized, priced and packed."""

from datetime import date, timedelta

import pytest
from stdnum import ean

from core.models import CatalogueDocument, CatalogueImage
from demo.companies import make_companies
from demo.devices import load_devices
from demo.files import Files
from demo.loading import Plan, certifiers_of, device_types
from demo.products import Assignment, assign_products, make_products
from products.device_types.seed import load_device_types
from suppliers.models import SupplierKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)
SEEDS = {seed.key: seed for seed in load_device_types()}


@pytest.fixture
def companies():
    return make_companies(10, 17, TODAY)


@pytest.fixture
def makers(companies):
    return [c for c in companies if c.page.kind == SupplierKind.MANUFACTURER]


@pytest.fixture
def types(catalogue):
    return {each.key: each for each in device_types()}


@pytest.fixture
def make(companies, makers, types):
    """``make(key, count)``: products of the first maker, by the demo's own chance."""
    certifiers = certifiers_of(companies, Plan(today=TODAY))

    def make(key, count=30, files=None):
        assignment = Assignment(makers[0], types[key], count)
        return list(make_products(assignment, files or Files(), certifiers, 17))

    return make


@pytest.mark.parametrize("count", [1, 24, 200])
def test_every_product_is_assigned_and_every_type_is_made(makers, types, count):
    assigned = assign_products(makers, list(types.values()), count, 17)

    assert sum(each.count for each in assigned) == count
    assert len({each.device_type.key for each in assigned}) == min(count, 24)
    assert all(each.count > 0 for each in assigned)


def test_assignments_come_maker_by_maker_each_type_once(makers, types):
    assigned = assign_products(makers, list(types.values()), 200, 17)

    order = [makers.index(each.company) for each in assigned]
    pairs = [(id(each.company), each.device_type.key) for each in assigned]
    assert order == sorted(order)
    assert len(pairs) == len(set(pairs))
    assert set(order) == set(range(len(makers)))


def test_large_makers_have_more(makers, types):
    for maker in makers:
        object.__setattr__(maker, "quality", 0.0)
    object.__setattr__(makers[2], "quality", 1.0)

    assigned = assign_products(makers, list(types.values()), 2000, 17)

    counts = {index: [] for index in range(len(makers))}
    for each in assigned:
        counts[makers.index(each.company)].append(each.count)
    means = {index: sum(values) / len(values) for index, values in counts.items()}
    assert max(means, key=means.get) == 2
    assert means[2] > 2 * means[0]


def test_model_names_are_unique_and_tell_the_number(make):
    pages = make("ventilator")
    prefix = load_devices()["ventilator"].prefix

    names = [page.model_name for page in pages]

    assert len(set(names)) == 30
    assert names[0].startswith(f"{prefix}-100")
    assert names[1].startswith(f"{prefix}-105")


def test_titles_texts_and_codes_are_of_the_device(make, makers):
    page = make("ventilator", 1)[0]
    device = load_devices()["ventilator"]

    assert page.title.endswith(f" {page.brand} {page.model_name}")
    assert page.title.split(f" {page.brand}")[0] in device.titles
    assert page.name_en == f"Ventilator {page.brand} {page.model_name}"
    assert page.brand in makers[0].brands
    assert (page.hs_code, page.kbki_code) == (device.hs_code, device.kbki_code)
    assert page.summary.startswith(
        f"{SEEDS['ventilator'].name_id} {device.use.text('id')}; "
    )
    assert page.summary_en.startswith(
        f"{SEEDS['ventilator'].name_en} {device.use.text('en')}; "
    )


def test_summary_joins_the_first_values_in_its_language(make):
    page = make("infusion_pump", 1)[0]

    assert " dan " in page.summary.split("; ", 1)[1]
    assert " and " in page.summary_en.split("; ", 1)[1]
    assert page.summary.endswith(".")


def test_description_has_three_strengths_and_says_that_it_is_fiction(make):
    page = make("ventilator", 1)[0]

    for text, strengths, contents, fiction in (
        (page.description, "Keunggulan", "Isi paket", "produk dan produsen ini rekaan"),
        (page.description_en, "Strengths", "In the box", "maker are fictional"),
    ):
        assert text.count("<li>") == 3
        assert f"<h3>{strengths}</h3><ul>" in text
        assert f"<h3>{contents}</h3>" in text
        assert fiction in text
    assert page.description.startswith(f"<p>{page.summary}</p>")


def test_one_size_or_the_sizes_in_order(make):
    for page in make("ventilator", 5):
        assert [variant.label for variant in page.variants.all()] == [""]
    order = list(SEEDS["examination_glove"].size_axis.values)
    for page in make("examination_glove", 10):
        labels = [variant.label for variant in page.variants.all()]
        assert labels == sorted(labels, key=order.index)
        least, most = load_devices()["examination_glove"].variants
        assert least <= len(labels) <= most
        licence = page.authorisations.first()
        assert licence.scope == f"{page.brand} {page.model_name}: {', '.join(labels)}"


def test_single_licence_names_no_types(make):
    page = make("ventilator", 1)[0]

    assert page.authorisations.first().scope == ""


def test_skus_tell_maker_model_and_size(make, makers):
    for page in make("examination_glove", 5):
        for variant in page.variants.all():
            model = page.model_name.replace(" ", "")
            start, size = variant.sku.rsplit("-", 1)
            assert start == f"{makers[0].code}-{model}"
            assert 1 <= int(size) <= len(SEEDS["examination_glove"].size_axis.values)


@pytest.mark.parametrize("key", ["ventilator", "examination_glove"])
def test_prices_are_typical_and_larger_sizes_cost_more(make, key):
    seed = SEEDS[key]
    for page in make(key):
        prices = [variant.price for variant in page.variants.all()]
        assert prices == sorted(prices)
        assert seed.typical_price_low <= prices[0]
        assert prices[-1] <= seed.typical_price_high
        for variant in page.variants.all():
            assert variant.unit == seed.lkpp_unit
            days = (variant.price_valid_until - TODAY).days
            assert -20 <= days <= 400


def test_consumables_are_ordered_in_numbers_and_have_no_warranty(make):
    gloves, ventilators = make("examination_glove"), make("ventilator")

    def orders(pages):
        return {v.minimum_order for page in pages for v in page.variants.all()}

    def stocks(pages):
        return [v.stock for page in pages for v in page.variants.all()]

    assert orders(gloves) == {1, 5, 10}
    assert orders(ventilators) == {1}
    assert max(stocks(gloves)) > 60
    assert max(stocks(ventilators)) <= 60
    assert 0 in stocks(gloves) + stocks(ventilators)
    assert {page.warranty_months for page in gloves} == {None}
    assert {page.warranty_months for page in ventilators} <= {12, 24, 36}


def test_article_numbers_are_valid_where_there_are_any(make, makers):
    variants = [v for page in make("ventilator") for v in page.variants.all()]
    gtins = [variant.gtin for variant in variants if variant.gtin]
    codes = [variant.kfa_code for variant in variants if variant.kfa_code]

    assert 0 < len(gtins) < len(variants)
    assert 0 < len(codes) < len(variants)
    for gtin in gtins:
        assert ean.is_valid(gtin)
        assert gtin.startswith(f"899{makers[0].cpakb[2:6]}")
    for code in codes:
        assert len(code) == 8
        assert code.startswith("83")


def test_package_follows_from_the_weight(make):
    for page in make("infusion_pump", 5):
        kilograms = 1.25 * page.attributes["weight"]["value"]
        edge = 1000 * (kilograms / 150) ** (1 / 3)
        assert page.weight_grams == max(50, round(kilograms * 1000, -1))
        assert page.width_mm == max(40, round(edge, -1))
        assert page.height_mm == max(30, round(edge / 1.3, -1))
        assert page.length_mm >= max(50, round(edge * 1.3, -1))


def test_package_of_what_states_no_weight_is_as_the_device_says(make):
    page = make("examination_glove", 1)[0]
    kilograms = load_devices()["examination_glove"].shipping_kg

    assert page.weight_grams == max(50, round(kilograms * 1000, -1))


def test_shares_of_origin_follow_local_content(make):
    shares = {page.material_share for page in make("ventilator", 60)}
    labour = {page.labour_share for page in make("ventilator", 60)}

    assert shares <= {"all", "some", "none"}
    assert "some" in shares
    assert labour == {"all", "some"}


def test_published_within_the_last_years_in_office_hours(make):
    for page in make("ventilator"):
        local = page.first_published_at.astimezone()
        assert timedelta(0) < TODAY - page.first_published_at.date()
        assert local.minute in range(60)


def test_pictures_turn_and_the_data_sheet_is_attached(make, catalogue):
    images = [CatalogueImage(pk=number, title=str(number)) for number in range(3)]
    sheet = CatalogueDocument(pk=7, title="Lembar data")
    files = Files({"ventilator": images}, {"ventilator": sheet})

    pages = make("ventilator", 4, files)

    shown = [[row.image.title for row in page.pictures.all()] for page in pages]
    assert shown == [["0", "1", "2"], ["1", "2", "0"], ["2", "0", "1"], ["0", "1", "2"]]
    (attachment,) = pages[0].attachments.all()
    assert (attachment.document, attachment.kind) == (sheet, "datasheet")


def test_without_files_nothing_is_attached(make):
    page = make("ventilator", 1)[0]

    assert page.pictures.count() == 0
    assert page.attachments.count() == 0
