"""Reading a digital calibration certificate (PTB DCC 2.4 to 3.3).

Elements are known by their names within the namespaces of DCC and D-SI, which were the
same in all these versions. What is not understood is skipped and said so: a
certificate from another laboratory is never refused for what it says besides.
"""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

from domain.dcc import administrative as admin
from domain.dcc.certificate import DigitalCertificate
from domain.dcc.measurement import read_environment, read_standards
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import leave_unseen
from domain.dcc.safe_xml import UnreadableCertificate, parse
from domain.dcc.signature import unverified_signature
from domain.dcc.tables import read_tables
from domain.dcc.texts import DS, child_text, dcc, local_name, one_line
from domain.findings import error
from domain.messages import gettext_noop as _

ROOT = "digitalCalibrationCertificate"
OLDEST = (2, 4)
NEWEST = (3, 3)
VERSION = re.compile(
    r"(\d{1,2})\.(\d{1,2})(\.\d{1,3})?(-[A-Za-z0-9.]{1,20})?", re.ASCII
)

KNOWN_PARTS = {
    dcc(ROOT): {
        "administrativeData",
        "measurementResults",
        "comment",
        "document",
        "Signature",
    },
    dcc("administrativeData"): {
        "dccSoftware",
        "refTypeDefinitions",
        "coreData",
        "items",
        "calibrationLaboratory",
        "respPersons",
        "customer",
        "statements",
    },
    dcc("coreData"): {
        "countryCodeISO3166_1",
        "usedLangCodeISO639_1",
        "mandatoryLangCodeISO639_1",
        "uniqueIdentifier",
        "identifications",
        "receiptDate",
        "beginPerformanceDate",
        "endPerformanceDate",
        "performanceLocation",
        "issueDate",
        "reportAmendedSubstituted",
        "previousReport",
    },
}


def read_certificate(content: bytes) -> DigitalCertificate:
    """What the certificate states, with warnings about what was not understood.

    Its signature is seen but not verified: see ``signature.verify_signature``. Nothing
    is fetched or written. Raises UnreadableCertificate for what is no digital
    certificate, cannot be read safely, or is of another version than 2.4 to 3.3.
    """
    root = parse(content)
    version = _version(root)
    notes = Notes()
    _note_unknown_parts(root, notes)
    administrative = root.find(dcc("administrativeData"))
    core = root.find(f"{dcc('administrativeData')}/{dcc('coreData')}")
    _note_replacement(core, notes)
    certificate = DigitalCertificate(
        number=_number(core, notes),
        order_number=admin.read_order_number(core, notes),
        languages=admin.read_languages(core, notes),
        received_on=admin.read_day(core, "receiptDate", notes),
        performed_from=admin.read_day(core, "beginPerformanceDate", notes),
        performed_to=admin.read_day(core, "endPerformanceDate", notes),
        issued_on=admin.read_day(core, "issueDate", notes),
        location=admin.read_location(core, notes),
        items=admin.read_items(administrative, notes),
        laboratory=admin.read_laboratory(administrative, notes),
        customer=admin.read_customer(administrative),
        signers=admin.read_signers(administrative),
        due_on=admin.read_due_date(administrative, notes),
        conformity=admin.read_conformity(root, notes),
        standards=read_standards(root, notes),
        environment=read_environment(root, notes),
        results=read_tables(root, notes),
        statements=admin.read_statements(administrative),
        schema_version=version,
        signature=unverified_signature(root),
    )
    leave_unseen(root, notes)
    return replace(certificate, findings=notes.findings, unread=notes.unread)


def _version(root: Element) -> str:
    if root.tag != dcc(ROOT):
        name = quoted(local_name(root))
        raise UnreadableCertificate(
            error(
                "not_a_certificate",
                _(
                    "Berkas XML ini bukan sertifikat kalibrasi digital (DCC): "
                    "elemen akarnya %(name)s."
                ),
                name=name,
            )
        )
    written = one_line(root.get("schemaVersion"))
    match = VERSION.fullmatch(written)
    if match is None or not OLDEST <= (int(match[1]), int(match[2])) <= NEWEST:
        version = quoted(written)
        raise UnreadableCertificate(
            error(
                "version_not_supported",
                _(
                    "Versi DCC %(version)s tidak didukung; yang dibaca adalah "
                    "2.4 sampai 3.3."
                ),
                version=version,
            )
        )
    return written


def _number(core: Element | None, notes: Notes) -> str:
    number = child_text(core, "uniqueIdentifier")
    if not number:
        notes.warn("number_missing", _("Sertifikat tidak bernomor."))
    return number


def _note_replacement(core: Element | None, notes: Notes) -> None:
    replaced = None if core is None else core.find(dcc("reportAmendedSubstituted"))
    number = child_text(replaced, "replacedUniqueIdentifier")
    if number:
        notes.warn(
            "replaces_another",
            _("Sertifikat ini menggantikan sertifikat %(number)s."),
            number=quoted(number),
        )


def _note_unknown_parts(root: Element, notes: Notes) -> None:
    for tag, known in KNOWN_PARTS.items():
        for parent in root.iter(tag):
            for child in parent:
                name = local_name(child)
                if name not in known and not child.tag.startswith(f"{{{DS}}}"):
                    notes.warn(
                        "part_unknown",
                        _("Bagian %(name)s tidak dikenal dan dilewatkan."),
                        name=quoted(name),
                    )
