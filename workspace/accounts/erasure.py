"""Taking the personal data out of an account whose holder leaves.

The account stays as a mark without a name, so that what it decided and declared goes on
having been done by one and the same person. The evidence log is never changed: where
its entries are read, the name gives way to the mark (``core.people``).
"""

from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    ModelLogEntry,
    PageSubscription,
    UploadedFile,
)
from wagtail.users.models import UserProfile

from core.people import erased_name, is_erased
from lkpp.models import USER_MARK, FeedRate, FeedRequest

ERASED = "workspace.erase"


class CannotErase(Exception):
    """An account that is not erased now; the message says why."""


@transaction.atomic
def erase_account(account: AbstractBaseUser, by: AbstractBaseUser | None = None) -> str:
    """Erase name, addresses and all that signs in; the mark that is left.

    Raises CannotErase for an account that was erased before, and for the last
    administrator who can sign in.
    """
    users = get_user_model().objects
    account = users.select_for_update().get(pk=account.pk)
    if is_erased(account):
        raise CannotErase(_("Data pribadi akun ini sudah dihapus."))
    others = users.filter(is_superuser=True, is_active=True).exclude(pk=account.pk)
    if account.is_superuser and account.is_active and not others.exists():
        raise CannotErase(_("Ini administrator terakhir yang dapat masuk."))
    former, mark = account.get_username(), erased_name(account.pk)
    _forget_traces(account, former, mark)
    account.username = mark
    account.first_name = account.last_name = account.email = ""
    account.is_active = account.is_staff = account.is_superuser = False
    account.last_login = None
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()
    log(instance=account, action=ERASED, user=by)
    return mark


def _forget_traces(account: AbstractBaseUser, former: str, mark: str) -> None:
    """What tells of the person elsewhere, and what could still act for them."""
    for model in (APIToken, EditingSession, FormState, PageSubscription):
        model.objects.filter(user=account).delete()
    _delete_files(account)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
    for model in (AccessAttempt, AccessLog):
        model.objects.filter(username__iexact=former).delete()
    reader = f"{USER_MARK}{former}"
    FeedRequest.objects.filter(client=reader).update(client=f"{USER_MARK}{mark}")
    FeedRate.objects.filter(client=reader).delete()
    # Wagtail's history names an account by what it was called at the time.
    ModelLogEntry.objects.for_instance(account).update(label=mark, data={})


def _delete_files(account: AbstractBaseUser) -> None:
    """A picture of the person, and uploads that never became anything."""
    for profile in UserProfile.objects.filter(user=account):
        profile.avatar.delete(save=False)
        profile.delete()
    for upload in UploadedFile.objects.filter(uploaded_by_user=account):
        upload.file.delete(save=False)
        upload.delete()
