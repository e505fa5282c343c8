"""Finding the cases that belong to certificates, many at a time."""

from collections.abc import Iterable, Mapping

from wagtail.models import Page

from certificates.declared import certificates_of
from certificates.models import Certificate, VerificationCase
from core.batches import batches

Key = tuple[str, str]
"""Tree path of the supplier and fingerprint of the claims."""


def attach_cases(pages: Iterable[Page]) -> None:
    """Give each certificate of these pages its case, in one query or a few.

    Their children and the children's documents should have been fetched.
    """
    attach_cases_of(
        (page.supplier_path, certificate)
        for page in pages
        for _accessor, certificate in certificates_of(page)
    )


def attach_cases_of(certificates: Iterable[tuple[str, Certificate]]) -> None:
    """The same for single certificates, each with the tree path of its supplier."""
    declared = [
        (certificate, (path, certificate.fingerprint))
        for path, certificate in certificates
    ]
    found = find_cases({key for _certificate, key in declared})
    for certificate, key in declared:
        certificate.case = found.get(key)


def find_cases(keys: set[Key]) -> Mapping[Key, VerificationCase]:
    fingerprints = sorted({fingerprint for _path, fingerprint in keys})
    found = {}
    for batch in batches(fingerprints):
        cases = VerificationCase.objects.filter(fingerprint__in=batch).select_related(
            "supplier", "decided_by"
        )
        found |= {(case.supplier.path, case.fingerprint): case for case in cases}
    return {key: case for key, case in found.items() if key in keys}
