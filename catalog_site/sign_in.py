"""The form by which people sign in, in the catalogue's own words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workspace.accounts.sign_in import LockingSignInForm


class SignInForm(LockingSignInForm):
    """Wagtail leaves its labels to the names of the fields, which are English."""

    error_messages = {
        **LockingSignInForm.error_messages,
        "invalid_login": _(
            "Nama pengguna dan kata sandi tidak cocok. Huruf besar dan kecil berbeda."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, hint in (
            ("username", _("Nama pengguna"), "username"),
            ("password", _("Kata sandi"), "current-password"),
        ):
            field = self.fields[name]
            field.label = label
            # The label says what to type; a placeholder that repeats it is cut off.
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["autocomplete"] = hint
