"""What public pages of products and suppliers show of their verification."""

import pytest
from django.utils import timezone

from certificates.kinds import CaseState
from core.wording import day
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    SupplierCertificateFactory,
)
from tests.screens import texts
from tests.verification.public.pages import REASON, address, decide_on, record
from verification.parts import verification_card
from verification.public.short_address import short_address

pytestmark = pytest.mark.django_db


def test_product_and_supplier_lead_to_their_verification(client, lamp):
    for page in (lamp, lamp.supplier):
        html = client.get(page.url).content.decode()

        assert f'href="{address(page)}"' in html
        assert f'src="{address(page, "/qr.svg")}"' in html
        assert f'href="{address(page, "/label")}"' in html


def test_the_product_page_says_what_was_verified(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    tkdn = TkdnCertificateFactory(product=lamp)
    ProductCertificateFactory(product=lamp, kind="halal")
    cpakb = SupplierCertificateFactory(supplier=lamp.supplier)
    record(lamp, lamp.supplier)
    decide_on(licence, CaseState.VERIFIED)
    decide_on(tkdn, CaseState.REFUSED, REASON)
    decide_on(cpakb, CaseState.VERIFIED)

    text = texts(client.get(lamp.url))

    today = day(timezone.localdate())
    assert text.count(f"Terverifikasi {today}") == 2
    assert f"Ditolak – diputuskan {today} Alasan: {REASON}" in text
    assert text.count("Dinyatakan produsen, belum diverifikasi") == 1
    assert text.index("Sertifikat perusahaan") < text.index(cpakb.number)
    assert "Sri Wahyuni" not in text


def test_the_supplier_page_says_what_was_verified(client, lamp):
    supplier = lamp.supplier
    cpakb = SupplierCertificateFactory(supplier=supplier)
    iso = SupplierCertificateFactory(supplier=supplier, kind="iso_13485")
    AccreditationFactory(supplier=supplier)
    record(supplier)
    decide_on(cpakb, CaseState.VERIFIED)
    decide_on(iso, CaseState.FROZEN, REASON)

    text = texts(client.get(supplier.url))

    today = day(timezone.localdate())
    assert f"Terverifikasi {today}" in text
    assert f"Dibekukan – diputuskan {today} Alasan: {REASON}" in text
    assert text.count("Dinyatakan produsen, belum diverifikasi") == 1
    assert cpakb.number in text


@pytest.mark.parametrize("live", [True, False])
def test_only_what_is_public_has_a_short_address(lamp, live):
    lamp.live = live

    card = verification_card({"product": lamp})

    assert card == ({"address": short_address(lamp.pk)} if live else None)


def test_a_supplier_has_a_short_address_of_its_own(lamp):
    card = verification_card({"supplier": lamp.supplier})

    assert card == {"address": short_address(lamp.supplier.pk)}
