"""What the demo's verifier found, and since when everything has been declared.

Most was checked long ago, the latest still waits, a little did not stand up.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from wagtail.models import Page

from certificates.kinds import CaseState, CertificateKind
from certificates.models import Certificate, EvidenceEntry, VerificationCase
from demo.accounts import VERIFIER
from demo.chance import Chance
from suppliers.bulk_pages import children_set_on
from verification.decisions import decision_entry

BACKLOG_DAYS = 40
"""What was declared before is decided."""
DECLARED_LATELY = 0.24
"""How many statements are younger than their certificate and page are."""
WAITING = 0.93
"""How many of the latest statements wait."""
LONGEST_DECISION = 21
"""Days."""
REFUSED = 0.025
FROZEN = 0.07
"""How many of the decided TKDN certificates."""
BATCH = 500

REFUSALS = {
    CertificateKind.LICENCE: (
        "Nomor tidak ditemukan di Infoalkes pada tanggal pemeriksaan.",
        "Pendaftar pada izin edar berbeda dengan pemasok.",
        "Tipe produk ini tidak tercantum pada izin edar.",
    ),
    CertificateKind.TKDN: (
        "Nilai TKDN pada daftar Kemenperin berbeda dengan yang dinyatakan.",
        "Tipe produk ini tidak tercantum pada lampiran sertifikat TKDN.",
    ),
    CertificateKind.TEST_REPORT: (
        "Laporan uji untuk tipe lain.",
        "Laboratorium penguji tidak mengenali nomor laporan ini.",
    ),
    CertificateKind.CALIBRATION: (
        "Nomor seri pada sertifikat berbeda dengan yang dinyatakan.",
        "Laboratorium tidak mengenali nomor sertifikat ini.",
    ),
    CertificateKind.TRADEMARK: ("Merek terdaftar atas nama perusahaan lain.",),
    CertificateKind.SNI: ("Lembaga sertifikasi tidak mengenali nomor SPPT ini.",),
}
"""Why something is refused, by what it is; of a whole company nothing is."""

FREEZING = "Dibekukan pada daftar Kemenperin sampai verifikasi ulang selesai."


def date_statements(page: Page, today: date) -> None:
    """Say of each certificate on an unsaved page since when it is declared: not before
    the page was first published, nor before the certificate was issued. The last of
    them was declared when the page was last published."""
    certificates = [
        child
        for _accessor, children in children_set_on(page)
        for child in children
        if isinstance(child, Certificate)
    ]
    for certificate in certificates:
        certificate.declared_at = _declared_at(certificate, page, today)
    moments = [certificate.declared_at for certificate in certificates]
    page.last_published_at = max([page.first_published_at, *moments])


def _declared_at(certificate: Certificate, page: Page, today: date) -> datetime:
    chance = Chance.about(page.title, certificate.declared_number, "stated")
    published = timezone.localdate(page.first_published_at)
    issued = certificate.issued_on + timedelta(days=chance.randint(1, 9))
    day = max(published, issued)
    if chance.happens(DECLARED_LATELY):
        day = max(day, today - timedelta(days=chance.randint(1, BACKLOG_DAYS)))
    if day >= today:
        return _midnight(today)
    return _in_office_hours(day, chance)


def _in_office_hours(day: date, chance: Chance) -> datetime:
    at = time(chance.randint(8, 16), chance.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, at))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def decide_cases(today: date) -> None:
    """Have the demo's verifier decide what has waited, and some of the rest.

    As :func:`verification.decisions.decide` does one by one, but on days that have
    passed. Nothing is told of it: products that were just written are to be indexed
    anyway.
    """
    verifier = get_user_model().objects.get(username=VERIFIER.username)
    waiting = VerificationCase.objects.waiting().select_related("supplier")
    decided = [case for case in waiting if _decide(case, verifier, today)]
    decided.sort(key=lambda case: (case.decided_at, case.kind, case.number))
    _save(decided)
    _log(decided, verifier)


def _decide(case: VerificationCase, verifier: AbstractBaseUser, today: date) -> bool:
    """Decide the case in memory; whether it was decided."""
    chance = Chance.about(case.supplier.title, case.kind, case.number)
    now = _midnight(today)
    age = (now - case.opened_at).days
    if age < 1 or (age < BACKLOG_DAYS and chance.happens(WAITING)):
        return False
    case.state, case.reason = _outcome(case, chance)
    case.decided_by = verifier
    took = timedelta(days=chance.randint(1, min(age, LONGEST_DECISION)))
    case.decided_at = _in_office_hours(
        timezone.localdate(case.opened_at) + took, chance
    )
    return True


def _outcome(case: VerificationCase, chance: Chance) -> tuple[CaseState, str]:
    if chance.happens(REFUSED) and case.kind in REFUSALS:
        return CaseState.REFUSED, chance.choice(REFUSALS[case.kind])
    if case.kind == CertificateKind.TKDN and chance.happens(FROZEN):
        return CaseState.FROZEN, FREEZING
    return CaseState.VERIFIED, ""


def _save(decided: Sequence[VerificationCase]) -> None:
    # Inserting over what is there takes a tenth of the time of a bulk update.
    VerificationCase.objects.bulk_create(
        decided,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["state", "reason", "decided_by", "decided_at"],
        batch_size=BATCH,
    )


def _log(decided: Iterable[VerificationCase], verifier: AbstractBaseUser) -> None:
    undecided = {"state": CaseState.OPEN, "reason": ""}
    entries = []
    for case in decided:
        entry = decision_entry(case, verifier, undecided)
        entry.at = case.decided_at
        entries.append(entry)
    EvidenceEntry.objects.bulk_create(entries, batch_size=BATCH)
