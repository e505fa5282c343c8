"""Licences, certificates and calibrations as documents have them."""

from datetime import date

from certificates.outcome import outcome_of
from search.documents.context import BuildContext, public_path
from search.documents.types import Calibration, Certificate, Licence, Tkdn, Verification
from search.documents.values import day, document_url, percentage


def licence_facts(row, on: date) -> Licence:
    parsed = row.parsed
    return Licence(
        number=parsed.canonical,
        display=parsed.display,
        domestic=parsed.is_domestic,
        risk_class=row.risk_class,
        licence_group=row.licence_group,
        registrar=row.registrar,
        factory=row.factory,
        issued_on=day(row.issued_on),
        expires_on=day(row.expires_on),
        status=row.status(on),
        document_url=document_url(row.document),
        verification=_verification(row),
    )


def tkdn_facts(row, on: date) -> Tkdn:
    return Tkdn(
        number=row.number,
        method=row.method,
        holder=row.holder,
        tkdn=percentage(row.tkdn),
        bmp=percentage(row.bmp),
        issued_on=day(row.issued_on),
        tkdn_expires_on=day(row.tkdn_expires_on),
        bmp_expires_on=day(row.bmp_expires_on),
        status=row.status(on),
        bmp_status="" if row.bmp is None else row.bmp_validity.status(on),
        self_declared=row.self_declared,
        brand=row.brand,
        type_name=row.type_name,
        hs_code=row.hs_code,
        document_url=document_url(row.document),
        verification=_verification(row),
    )


def product_certificate(row, on: date) -> Certificate:
    return _any_certificate(row, on, "product", row.standard)


def supplier_certificate(row, on: date) -> Certificate:
    return _any_certificate(row, on, "supplier", "")


def _any_certificate(row, on: date, of: str, standard: str) -> Certificate:
    return Certificate(
        of=of,
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        standard=standard,
        scope=row.scope,
        issued_on=day(row.issued_on),
        expires_on=day(row.expires_on),
        status=row.status(on),
        document_url=document_url(row.document),
        verification=_verification(row),
    )


def _verification(row) -> Verification:
    outcome = outcome_of(row.case)
    return Verification(
        state=outcome.state.value, decided_on=day(outcome.on), reason=outcome.reason
    )


def calibration_facts(row, context: BuildContext) -> Calibration:
    laboratory = row.laboratory
    return Calibration(
        certificate_number=row.certificate_number,
        purpose=row.purpose,
        laboratory=row.laboratory_title,
        laboratory_code=row.laboratory_code,
        laboratory_url=(
            public_path(laboratory.url_path, context)
            if laboratory and laboratory.live
            else ""
        ),
        unit_serial=row.unit_serial,
        performed_on=day(row.performed_on),
        issued_on=day(row.issued_on),
        due_on=day(row.due_on),
        result=row.result,
        fit_for_use=row.fit_for_use(context.on),
        status=row.status(context.on),
        document_url=document_url(row.document),
        verification=_verification(row),
    )
