"""Names of the fields of an index."""

from search.engines import naming
from tests.search.engine_documents import SCHEMA


def test_names_of_fields_tell_what_they_hold_and_have_no_dot():
    assert naming.stems("name") == "s_name"
    assert naming.exact("name") == "e_name"
    assert naming.value("attr.colour") == "v_attr_2e_colour"
    assert naming.labelled("maker") == "l_maker"
    assert naming.number("attr.weight") == "n_attr_2e_weight"


def test_an_index_must_have_one_field_of_each():
    assert naming.field_names(SCHEMA) == {
        "card",
        *("s_name", "s_body", "v_maker", "v_class", "v_attr_2e_colour"),
        *("n_price", "n_revision", "n_attr_2e_weight"),
    }


def test_what_an_index_lacks_is_told():
    fields = naming.field_names(SCHEMA)

    assert naming.outdated(SCHEMA, fields | {"n_more"}) == ""
    assert naming.outdated(SCHEMA, fields - {"v_maker", "card"}) == (
        "the index lacks card, v_maker: rebuild it"
    )
