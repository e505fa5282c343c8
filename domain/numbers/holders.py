"""Companies that a licence or certificate names, against the supplier's profile.

What either leaves blank is not compared.
"""

import unicodedata
from collections.abc import Sequence

from domain.findings import Finding, warning
from domain.messages import gettext_noop as _


def licence_party_findings(
    registrar: str, factory: str, legal_name: str, plants: Sequence[str]
) -> list[Finding]:
    """Warnings where a licence names a registrar or a factory that the supplier's
    profile does not.

    Registrar and factory may be two companies, as the health ministry's register has
    them, so that another one only warns.
    """
    if not legal_name:
        return []
    findings = []
    if registrar and _letters(registrar) != _letters(legal_name):
        findings.append(
            warning(
                "licence_registrar_differs",
                _(
                    "Pendaftar pada izin edar “%(registrar)s” bukan nama badan usaha "
                    "pemasok “%(legal_name)s”."
                ),
                registrar=registrar,
                legal_name=legal_name,
            )
        )
    own_plants = {
        _letters(each) for plant in plants for each in (plant, legal_name + plant)
    }
    if factory and _letters(factory) not in own_plants | {_letters(legal_name)}:
        findings.append(
            warning(
                "licence_factory_differs",
                _(
                    "Pabrik pada izin edar “%(factory)s” bukan pemasok "
                    "“%(legal_name)s” atau salah satu pabrik pada profilnya."
                ),
                factory=factory,
                legal_name=legal_name,
            )
        )
    return findings


def holder_findings(
    holder: str, kbli_code: str, legal_name: str, kbli_codes: Sequence[str]
) -> list[Finding]:
    """Warnings where a certificate names another company, or another line of business,
    than the supplier has."""
    findings = []
    if holder and legal_name and _letters(holder) != _letters(legal_name):
        findings.append(
            warning(
                "holder_differs",
                _(
                    "Pemegang sertifikat “%(holder)s” bukan nama badan usaha pemasok "
                    "“%(legal_name)s”."
                ),
                holder=holder,
                legal_name=legal_name,
            )
        )
    if kbli_code and kbli_codes and kbli_code not in kbli_codes:
        findings.append(
            warning(
                "kbli_differs",
                _("KBLI %(code)s pada sertifikat tidak ada pada profil pemasok."),
                code=kbli_code,
            )
        )
    return findings


def _letters(name: str) -> str:
    """A company's name without the dots, commas and spaces that are put in or left
    out."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(filter(str.isalnum, plain))
