"""Entries of the admin's menu."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from products.desk.evidence_log import may_read
from products.desk.report import number_waiting
from products.permissions import may_record_lkpp
from products.readiness import report as readiness_report
from suppliers.access import is_verifier


class DeskMenuItem(MenuItem):
    """Tells verifiers how many cases wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_verifier(request.user)

    def render_component(self, request: HttpRequest):
        counted = MenuItem(
            f"{self.label} ({number_waiting()})",
            self.url,
            name=self.name,
            icon_name=self.icon_name,
            order=self.order,
        )
        return counted.render_component(request)


class EvidenceLogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


class ReadinessMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return readiness_report.may_read(request.user)


class LkppListingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_record_lkpp(request.user)
