"""Pages of suppliers written many at a time."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageLogEntry

from suppliers.bulk_pages import NewPage, child_relations, children_set_on, write_pages
from suppliers.models import (
    CatalogueIndexPage,
    Plant,
    SupplierCertificate,
    SupplierContact,
    SupplierPage,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def supplier(title: str = "Nusa Medika", **fields) -> SupplierPage:
    return SupplierPage(title=title, legal_name=f"PT {title}", **fields)


def written(catalogue: CatalogueIndexPage, *pages: SupplierPage, **options) -> None:
    write_pages([NewPage(catalogue, page) for page in pages], **options)


def test_nothing_is_written_of_nothing(catalogue, django_assert_num_queries):
    with django_assert_num_queries(0):
        write_pages([])


def test_slugs_are_made_of_titles_and_numbered(catalogue):
    SupplierPageFactory(parent=catalogue, slug="nusa-medika")

    written(catalogue, supplier(), supplier(), supplier("Nusa Medika 2"))

    slugs = SupplierPage.objects.order_by("path").values_list("slug", flat=True)
    assert list(slugs) == [
        "nusa-medika",
        "nusa-medika-2",
        "nusa-medika-3",
        "nusa-medika-2-2",
    ]


@pytest.mark.parametrize(
    ("setting", "slug"),
    [({}, "nusa-ångström"), ({"WAGTAIL_ALLOW_UNICODE_SLUGS": False}, "nusa-angstrom")],
)
def test_slugs_have_letters_of_all_languages_where_wagtail_allows_it(
    catalogue, settings, setting, slug
):
    for name, value in setting.items():
        setattr(settings, name, value)

    written(catalogue, supplier("Nusa Ångström"))

    assert SupplierPage.objects.get().slug == slug


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"slug": "ada"}, {"slug": ["Alamat (slug) “ada” sudah dipakai."]}),
        (
            {"title": "!!!"},
            {"title": ["Judul “!!!” tidak dapat menjadi alamat halaman."]},
        ),
    ],
)
def test_a_slug_that_is_taken_or_cannot_be_made_is_refused(catalogue, fields, fault):
    SupplierPageFactory(parent=catalogue, slug="ada")

    with pytest.raises(ValidationError) as refused:
        written(catalogue, supplier(), supplier(**fields))

    assert refused.value.message_dict == fault
    assert SupplierPage.objects.count() == 1


def test_pages_of_several_models_are_refused(catalogue):
    with pytest.raises(TypeError, match="the pages of one batch are of one model"):
        written(catalogue, supplier(), CatalogueIndexPage(title="Lain"))


def test_pages_are_live_below_their_parent_and_the_tree_is_whole(catalogue):
    one, other = supplier("Satu"), supplier("Dua")

    written(catalogue, one, other)

    assert [page.live for page in SupplierPage.objects.all()] == [True, True]
    assert one.url_path == f"{catalogue.url_path}satu/"
    assert catalogue.numchild == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert SupplierPage.objects.get(pk=other.pk).get_parent().specific == catalogue


def test_a_row_may_refer_to_another_of_the_same_page(catalogue):
    page = supplier()
    plant = Plant(name="Pabrik Bandung", address="Jalan 1", province="32")
    page.plants = [plant]
    page.certificates = [SupplierCertificate(kind="cpakb", number="1", plant=plant)]
    page.contacts = [SupplierContact(name="Penjualan"), SupplierContact(name="Servis")]

    written(catalogue, page)

    certificate = SupplierCertificate.objects.get()
    assert certificate.plant == Plant.objects.get()
    assert certificate.supplier == page
    assert list(
        SupplierContact.objects.order_by("sort_order").values_list("name", "sort_order")
    ) == [("Penjualan", 0), ("Servis", 1)]


def test_rows_that_refer_to_others_of_the_page_come_last():
    accessors = [accessor for accessor, _key in child_relations(SupplierPage)]

    assert accessors.index("plants") < accessors.index("certificates")


def test_only_what_was_set_on_a_page_is_read_of_it(django_assert_num_queries):
    page = supplier()
    page.contacts = [SupplierContact(name="Penjualan")]
    page.plants = []

    with django_assert_num_queries(0):
        found = dict(children_set_on(page))

    assert {name: len(rows) for name, rows in found.items()} == {"contacts": 1}


def test_who_wrote_a_page_stands_in_its_log(catalogue):
    user = UserFactory()
    page = supplier()

    written(catalogue, page, user=user)

    entries = PageLogEntry.objects.filter(page=page.pk)
    assert sorted(entries.values_list("action", "user")) == [
        ("wagtail.create", user.pk),
        ("wagtail.publish", user.pk),
    ]


def test_pages_go_behind_the_children_of_their_own_parent(catalogue):
    first, second = (SupplierPageFactory(parent=catalogue) for _ in range(2))
    for _ in range(2):
        SupplierPageFactory(parent=second)
    new, other = supplier("Baru"), supplier("Lain")

    write_pages([NewPage(first, new), NewPage(second, other)])

    assert new.path == first.path + "0001"
    assert other.path == second.path + "0003"
    assert Page.find_problems() == ([], [], [], [], [])
