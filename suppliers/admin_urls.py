"""Admin addresses that stand before Wagtail's own.

The account's page takes a picture of its owner, which nothing shows: it would be stored
as it came, past the gate of uploads. Tags are completed from those of one's own files.
"""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
)

from suppliers.admin_privacy import complete_tag


class AccountWithoutPictureView(AccountView):
    def get_panels(self) -> list[BaseSettingsPanel]:
        return [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, AvatarSettingsPanel)
        ]


urlpatterns = [
    path(
        "account/",
        require_admin_access(AccountWithoutPictureView.as_view()),
        name="wagtailadmin_account",
    ),
    path(
        "tag-autocomplete/",
        require_admin_access(complete_tag),
        name="wagtailadmin_tag_autocomplete",
    ),
]
