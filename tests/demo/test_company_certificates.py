"""Makers hold a CPAKB, most an ISO 13485, nobody else either."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from demo.companies import make_companies
from demo.company_certificates import certify, cpakb_of
from suppliers.models import SupplierKind
from tests.demo.settled_chance import Settled

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


@pytest.fixture
def companies():
    return make_companies(5, 17, TODAY)


def settle(monkeypatch, value):
    monkeypatch.setattr(
        "demo.company_certificates.Chance.about", lambda *_: Settled.at(value)
    )


def held(company):
    return list(company.page.certificates.all())


def test_cpakb_and_iso_13485_of_a_maker(companies, monkeypatch):
    settle(monkeypatch, 0.5)

    certify(companies, TODAY)

    maker, *others = companies
    cpakb, iso = held(maker)
    page = maker.page
    assert (cpakb.kind, iso.kind) == ("cpakb", "iso_13485")
    assert (cpakb.number, iso.number) == (maker.cpakb, maker.iso_13485)
    assert cpakb.issuer == "Kementerian Kesehatan RI"
    assert cpakb.scope == (
        f"Pembuatan alat kesehatan, KBLI {', '.join(page.kbli_codes)}"
    )
    assert cpakb.plant == page.plants.first()
    assert iso.issuer == next(
        other.page.title
        for other in others
        if other.page.kind == SupplierKind.CERTIFICATION_BODY
    )
    assert iso.scope == "Perancangan, pembuatan dan layanan purnajual alat kesehatan"
    for certificate, years in ((cpakb, 5), (iso, 3)):
        assert certificate.holder == page.legal_name
        assert certificate.expires_on > TODAY
        assert certificate.expires_on - certificate.issued_on == timedelta(
            days=365 * years
        )


def test_no_iso_13485_where_chance_is_against_it(companies, monkeypatch):
    settle(monkeypatch, 0.7)

    certify(companies, TODAY)

    assert [certificate.kind for certificate in held(companies[0])] == ["cpakb"]


def test_others_hold_neither_but_what_they_state_is_dated(companies):
    certify(companies, TODAY)

    for company in companies[1:]:
        assert held(company) == []
        assert cpakb_of(company) is None
    laboratory = companies[1].page
    accreditation = laboratory.accreditations.first()
    assert accreditation.declared_at == laboratory.last_published_at
    assert timezone.localdate(accreditation.declared_at) >= accreditation.issued_on


def test_cpakb_is_found_on_an_unsaved_maker(companies):
    maker = companies[0]
    assert cpakb_of(maker) is None

    certify(companies, TODAY)

    assert cpakb_of(maker).number == maker.cpakb
