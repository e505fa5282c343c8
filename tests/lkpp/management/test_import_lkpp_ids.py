"""The command that imports what LKPP reported."""

import io

import pytest
from django.core.management import CommandError, call_command, load_command_class

from lkpp.models import LkppListing
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.lkpp.listings.reports import CSV


@pytest.fixture
def variants(catalogue):
    product = ProductPageFactory()
    return {"A-1": ProductVariantFactory(product=product, sku="A-1")}


def csv_file(tmp_path, text: str = CSV):
    file = tmp_path / "lkpp.csv"
    file.write_text(text)
    return file


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("import_lkpp_ids", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_imports_and_names_what_it_leaves_out(variants, tmp_path):
    out = run(csv_file(tmp_path, CSV + "X-9;;5;;;\n"))

    assert "Baris 3 (X-9): SKU ini tidak ada dalam katalog." in out
    assert "Diperbarui 1 varian; sudah sama 0; dilewati 1 baris." in out
    assert LkppListing.objects.get().source == "lkpp.csv"


def test_dry_run_writes_nothing(variants, tmp_path):
    out = run(csv_file(tmp_path), "--dry-run")

    assert "Akan diperbarui 1 varian; sudah sama 0; dilewati 0 baris." in out
    assert LkppListing.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nama\nA\n", "Baris judul harus menyebut"),
        ("sku;kd_produk\n", "Tidak ada baris di bawah judul."),
    ],
)
def test_command_refuses_what_it_cannot_read(db, tmp_path, text, message):
    with pytest.raises(CommandError, match=message):
        run(csv_file(tmp_path, text))


def test_command_says_that_there_is_no_file(db, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(tmp_path / "tiada.csv")


def test_only_the_first_refused_rows_are_named_unless_asked(variants, tmp_path):
    file = csv_file(tmp_path, "sku;kd_produk\nA-1;7\n" + "X-9;5\n" * 51)

    assert "… dan 1 baris lain; lihat --all-faults." in run(file)
    assert "lihat --all-faults." not in run(file, "--all-faults")


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_a_file_of_which_nothing_fits_is_a_failure(variants, tmp_path, option):
    file = csv_file(tmp_path, "sku;kd_produk\nX-9;5\n")

    with pytest.raises(CommandError, match="Tidak satu baris pun cocok dengan varian."):
        run(file, *option)


def test_a_file_that_says_nothing_new_is_none(variants, tmp_path):
    run(csv_file(tmp_path))

    assert "Diperbarui 0 varian; sudah sama 1;" in run(
        csv_file(tmp_path, CSV + "X-9;;5;;;\n")
    )


def test_the_help_names_the_file_and_what_each_option_does():
    command = load_command_class("lkpp", "import_lkpp_ids")

    lines = command.create_parser("manage.py", "import_lkpp_ids").format_help().split()

    told = " ".join(lines)
    assert told.endswith("FILE") or " FILE " in told
    assert "--dry-run Say what would be done, and do nothing." in told
    assert "--all-faults Name every row that is left out, not only the first" in told
