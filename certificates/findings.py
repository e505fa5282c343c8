"""What is wrong or unlikely in the certificates of a page, for editor and verifier."""

from collections.abc import Iterator
from datetime import date

from wagtail.models import Page

from certificates.declared import certificates_of
from certificates.models import Certificate
from certificates.registry import registered_findings
from core.findings import text
from domain.findings import Finding


def all_findings(certificate: Certificate, today: date) -> list[Finding]:
    return [
        *certificate.findings(today),
        *certificate.findings_beside_page(),
        *registered_findings(certificate),
    ]


def warnings_of(page: Page, today: date) -> Iterator[str]:
    """A sentence for each finding, led by the certificate it is about.

    Those of a saved page are warnings, as errors are not saved.
    """
    for _accessor, certificate in certificates_of(page):
        name = f"{certificate.certificate_kind.label} {certificate.declared_number}"
        for finding in all_findings(certificate, today):
            yield f"{name}: {text(finding)}"
