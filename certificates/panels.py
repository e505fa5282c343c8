"""What an editor is shown of the certificates on a page."""

from wagtail.admin.panels import Panel

from certificates.cases import attach_cases
from certificates.declared import certificates_of
from certificates.models import Certificate
from certificates.outcome import supplier_reason


class OutcomesPanel(Panel):
    """Which of the page's certificates are declared, verified or refused, and why.

    It says so of the certificates as they are in the form: what was changed since it
    was verified is merely declared again.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "certificates/outcomes_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            attach_cases([self.instance])
            certificates = [
                (each, _reason(each)) for _name, each in certificates_of(self.instance)
            ]
            return {
                **super().get_context_data(parent_context),
                "certificates": certificates,
            }


def _reason(certificate: Certificate) -> str:
    case = certificate.case
    return supplier_reason(case.state, case.reason) if case else ""
