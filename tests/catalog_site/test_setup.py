"""Setting the catalogue up on an empty, migrated database."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from catalog_site.models import HomePage
from catalog_site.setup import set_up_catalogue
from products.device_types.nomenclature import load_named_types
from products.device_types.seed import load_device_types
from products.device_types.seeding import seed_device_types
from products.models import DeviceAttribute, DeviceType
from suppliers.access import VERIFIER_GROUP
from suppliers.models import CatalogueIndexPage
from tests.factories.products import forget_device_types
from tests.factories.users import UserFactory
from verification.models import VerificationTask

NO_PROBLEMS = ([], [], [], [], [])


def test_the_site_is_the_catalogue(catalogue):
    home = HomePage.objects.get()
    site = Site.objects.get()

    assert (site.hostname, site.port) == ("katalog.example", 443)
    assert site.site_name == "Katalog Alkes Dalam Negeri"
    assert site.root_page.specific == home
    assert (catalogue.title, catalogue.slug) == ("Pemasok", "pemasok")
    assert catalogue.url == "/pemasok/"
    titles = Page.objects.order_by("path").values_list("title", flat=True)
    assert list(titles) == ["Root", "Katalog Alkes Dalam Negeri", "Pemasok"]
    assert Page.find_problems() == NO_PROBLEMS


def test_only_the_verifiers_are_left_of_groups_and_workflows(catalogue):
    workflow = Workflow.objects.get()
    task = VerificationTask.objects.get()

    assert list(Group.objects.values_list("name", flat=True)) == [VERIFIER_GROUP]
    assert catalogue.get_workflow() == workflow
    assert [each.specific for each in workflow.tasks] == [task]
    assert [group.name for group in task.groups.all()] == [VERIFIER_GROUP]


def test_setting_up_again_keeps_what_was_edited(catalogue):
    Page.objects.filter(pk=catalogue.pk).update(title="Produsen")
    lamp = DeviceType.objects.described().order_by("key").first()
    DeviceType.objects.filter(pk=lamp.pk).update(name_id="Nama lain")
    kept = lamp.attribute_rows.first()
    lamp.attribute_rows.exclude(pk=kept.pk).delete()
    lines = []

    again = set_up_catalogue(report=lines.append)

    assert again == catalogue
    assert CatalogueIndexPage.objects.get().title == "Produsen"
    assert DeviceType.objects.get(pk=lamp.pk).name_id == "Nama lain"
    assert list(lamp.attribute_rows.all()) == [kept]
    assert Workflow.objects.count() == 1
    assert Group.objects.count() == 1
    assert lines == [
        "Halaman siap: Katalog Alkes Dalam Negeri dan Produsen",
        "Alur verifikasi siap untuk kelompok Verifikator",
        "Jenis alat baru: 0",
    ]


def test_groups_in_use_are_kept(db):
    moderators = Group.objects.create(name="Moderators")
    UserFactory().groups.add(moderators)

    set_up_catalogue()

    names = Group.objects.order_by("name").values_list("name", flat=True)
    assert list(names) == ["Moderators", VERIFIER_GROUP]


@pytest.mark.django_db
def test_every_device_type_is_seeded_as_it_is_described():
    seeds = load_device_types()
    forget_device_types()

    created = seed_device_types()

    named = {each.key: each for each in load_named_types()}
    assert created == len(named.keys() | {seed.key for seed in seeds})
    assert DeviceAttribute.objects.count() == sum(len(s.attributes) for s in seeds)
    for seed in seeds:
        device_type = DeviceType.objects.get(key=seed.key)
        device_type.full_clean()
        assert device_type.definitions == seed.attributes
        assert device_type.synonyms == list(named[seed.key].synonyms)


@pytest.mark.django_db
def test_command_reports_what_it_did(capsys):
    forget_device_types()

    call_command("set_up_catalogue")

    created = DeviceType.objects.count()
    assert f"Jenis alat baru: {created}\n" in capsys.readouterr().out
