"""Admin addresses that stand before Wagtail's own.

The report of page types names the page edited last of each type, whoever's it is. The
account's page takes a picture of its owner, which nothing shows: it would be stored as
it came, past the gate of uploads.
"""

from django.contrib.auth.decorators import user_passes_test
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    BaseSettingsPanel,
)
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView


def _administrators_only(view):
    return require_admin_access(
        user_passes_test(lambda user: user.is_superuser, "wagtailadmin_home")(view)
    )


class AccountWithoutPictureView(AccountView):
    def get_panels(self) -> list[BaseSettingsPanel]:
        return [
            panel
            for panel in super().get_panels()
            if not isinstance(panel, AvatarSettingsPanel)
        ]


urlpatterns = [
    path("account/", require_admin_access(AccountWithoutPictureView.as_view())),
    path(
        "reports/page-types-usage/",
        _administrators_only(PageTypesUsageReportView.as_view()),
    ),
    path(
        "reports/page-types-usage/results/",
        _administrators_only(PageTypesUsageReportView.as_view(results_only=True)),
    ),
]
