"""What the edit forms of suppliers and their products have in common."""

import pytest
from wagtail.admin.rich_text import DraftailRichTextArea

from suppliers.forms import RichTextFormField
from tests.factories.suppliers import PlantFactory, SupplierPageFactory

TEXT = '<p data-block-key="a1b2c">Pabrik di Bandung.</p>'


def draftail(text: str) -> str:
    """The text as the editor's browser sends it back."""
    return DraftailRichTextArea().format_value(text)


@pytest.mark.parametrize(
    ("stored", "sent", "changed"),
    [
        (TEXT, TEXT, False),
        (TEXT, TEXT.replace("a1b2c", "zzzzz"), False),
        (TEXT, TEXT.replace("Bandung", "Cimahi"), True),
        (TEXT, "", True),
        ("", '<p data-block-key="zzzzz"></p>', False),
        (None, "", False),
        ("", None, False),
        ("", TEXT, True),
    ],
)
def test_keys_of_blocks_are_no_change(stored, sent, changed):
    field = RichTextFormField(widget=DraftailRichTextArea())

    assert field.has_changed(stored, sent) is changed


@pytest.mark.django_db
def test_a_certificate_is_offered_its_supplier_s_plants_only(catalogue):
    own = PlantFactory(supplier=SupplierPageFactory())
    PlantFactory(supplier=SupplierPageFactory())
    supplier = own.supplier
    form_class = supplier.get_edit_handler().get_form_class()

    form = form_class(instance=supplier)

    offered = form.formsets["certificates"].empty_form.fields["plant"].queryset
    assert list(offered) == [own]
