"""Claiming and deciding cases."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission

from certificates.kinds import CaseState
from certificates.models import EvidenceEntry, VerificationCase
from certificates.models.entry import EvidenceAction
from certificates.signals import case_decided
from core.people import display_name, signature_of


class CannotDecide(Exception):
    """A case that this person may not claim or decide now; the message says why."""


def is_own(case: VerificationCase, user: AbstractBaseUser) -> bool:
    """Whether ``user`` wrote the claims or works for the supplier that makes them."""
    if case.declared_by_id == user.pk:
        return True
    authors = EvidenceEntry.objects.filter(
        supplier_id=case.supplier_id,
        fingerprint=case.fingerprint,
        author_id=user.pk,
    )
    works_there = GroupPagePermission.objects.filter(
        page_id=case.supplier_id, group__user=user
    )
    return authors.exists() or works_there.exists()


@transaction.atomic
def claim(case_id: int, user: AbstractBaseUser) -> VerificationCase:
    """Reserve a case, so that nobody else works on it. Raises CannotDecide."""
    case = _locked(case_id)
    _check(case, user)
    case.claimed_by = user
    case.claimed_at = timezone.now()
    case.save(update_fields=["claimed_by", "claimed_at"])
    return case


@transaction.atomic
def release(case_id: int, user: AbstractBaseUser) -> VerificationCase:
    """Give a claimed case back. Raises CannotDecide where somebody else has it."""
    case = _locked(case_id)
    _check_claim(case, user)
    case.claimed_by = case.claimed_at = None
    case.save(update_fields=["claimed_by", "claimed_at"])
    return case


@transaction.atomic
def decide(
    case_id: int,
    user: AbstractBaseUser,
    state: CaseState,
    reason: str = "",
    *,
    version: str | None = None,
) -> VerificationCase:
    """Decide a case, or decide it anew; enters it in the evidence log.

    Whatever is not *verified* needs a reason. ``version`` is the case's version
    when the verifier looked at it. Raises CannotDecide, having changed nothing, also
    where somebody decided since then. What the same person asks for twice, having seen
    the case as it was before, is decided once.
    """
    case = _locked(case_id)
    _check(case, user)
    reason = reason.strip()
    if version not in (None, case.version) and _decided_so(case, user, state, reason):
        return case
    _check_unchanged(case, version)
    if state != CaseState.VERIFIED and not reason:
        raise CannotDecide(_("Tulis alasan keputusan ini."))
    before = {"state": case.state, "reason": case.reason}
    case.state = state
    case.reason = reason
    reopened = state == CaseState.OPEN
    case.decided_by = None if reopened else user
    case.decided_at = None if reopened else timezone.now()
    case.claimed_by = case.claimed_at = None
    case.save()
    decision_entry(case, user, before).save()
    case_decided.send(sender=VerificationCase, case=case)
    return case


def _decided_so(
    case: VerificationCase, user: AbstractBaseUser, state: CaseState, reason: str
) -> bool:
    """Whether ``user`` decided just that."""
    asked = (user.pk, state, reason)
    return (case.decided_by_id, case.state, case.reason) == asked


def _locked(case_id: int) -> VerificationCase:
    return VerificationCase.objects.select_for_update().get(pk=case_id)


def _check(case: VerificationCase, user: AbstractBaseUser) -> None:
    if is_own(case, user):
        raise CannotDecide(_("Pernyataan sendiri harus diperiksa orang lain."))
    if case.withdrawn_at is not None:
        raise CannotDecide(_("Pernyataan ini sudah tidak ada pada halaman mana pun."))
    _check_claim(case, user)


def _check_unchanged(case: VerificationCase, version: str | None) -> None:
    if case.is_submission:
        raise CannotDecide(_("Kiriman halaman diputuskan pada halamannya."))
    if version is not None and version != case.version:
        raise CannotDecide(_has_changed(case))


def _has_changed(case: VerificationCase) -> str:
    if case.decided_by is None:
        return _("Perkara ini baru saja dibuka kembali. Periksa lagi.")
    return _("Perkara ini baru saja diputuskan %(name)s: %(state)s. Periksa lagi.") % {
        "name": display_name(case.decided_by),
        "state": case.get_state_display(),
    }


def _check_claim(case: VerificationCase, user: AbstractBaseUser) -> None:
    if case.is_claimed_by_other(user):
        raise CannotDecide(
            _("Perkara ini sedang ditangani %(name)s.")
            % {"name": display_name(case.claimed_by)}
        )


def decision_entry(
    case: VerificationCase, user: AbstractBaseUser, before: dict
) -> EvidenceEntry:
    """What the log says of the decision that ``case`` now carries; not yet saved.

    ``before`` is the state and the reason that it had.
    """
    by = signature_of(user)
    action = EvidenceAction.REOPENED if case.state == CaseState.OPEN else case.state
    return EvidenceEntry(
        action=action,
        kind=case.kind,
        number=case.number,
        supplier_id=case.supplier_id,
        supplier_name=case.supplier.title,
        fingerprint=case.fingerprint,
        by_id=by.user_id,
        by_name=by.name,
        before=before,
        after={"state": case.state, "reason": case.reason},
        reason=case.reason,
    )
