import pytest
from tests.rendered_form import untouched
from tests.factories.products import *
from tests.factories.suppliers import *
from tests.factories.users import *
from tests.products.test_verification import *
pytestmark = pytest.mark.django_db
from unittest import mock
from wagtail.admin.views.pages.edit import EditView

def probe(client, page):
    seen={}
    orig=EditView.form_valid
    def fv(self, form):
        seen['c']=(list(form.changed_data), form.has_changed(), {k:[(f.changed_data, f.is_bound) for f in fs.forms if f.has_changed()] for k,fs in form.formsets.items()})
        return orig(self, form)
    data = untouched(client.get(edit_url(page)), "page-edit-form")
    with mock.patch.object(EditView,'form_valid',fv):
        r=client.post(edit_url(page), data)
    if r.status_code!=302: print(r.context['form'].errors, [f.errors for f in r.context['form'].formsets.values()])
    return seen.get('c')

def test_a(client, supplier):
    AccreditationFactory(supplier=supplier); PlantFactory(supplier=supplier); SupplierContactFactory(supplier=supplier)
    p = complete_product(parent=supplier, description="<p>Halo &amp; <b>x</b></p>\n<ul><li>a</li><li>b \"q\"</li></ul><h3>k</h3>", regions_served=["32","31"], image=image_of(supplier))
    q = ProductPageFactory(parent=supplier, device_type=lamp_type(), attributes=LAMP_ATTRIBUTES)
    n = ProductPageFactory(parent=supplier)
    client.force_login(verifier())
    for each in (p,q,n,supplier): print(probe(client,each), probe(client,each), probe(client, each))
    client.force_login(editor_of(supplier))
    for each in (p,q,n,supplier): print(probe(client,each), probe(client,each), probe(client, each))
    assert 0
