"""One case: reading it, claiming it, deciding it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from verification.case_file import case_file
from verification.claims import differences
from verification.decisions import CannotDecide, claim, decide, is_own, release
from verification.filters import filter_address
from verification.forms import DecisionForm
from verification.next_case import next_case
from verification.permissions import VerifiersOnly
from verification.queue import case_number, page_name, province, waiting_time


class OneCase(VerifiersOnly):
    """Has the case of the address. Raises Http404 where there is none."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.filters = filter_address(request.GET)

    def read_case(self) -> VerificationCase:
        cases = VerificationCase.objects.select_related(
            "supplier__supplierpage", "page", "claimed_by", "decided_by", "declared_by"
        )
        return get_object_or_404(cases, pk=self.kwargs["pk"])

    def address(self, name: str, *args) -> str:
        """An address of the queue, with the filters under which the user works."""
        return f"{reverse(f'verification_queue:{name}', args=args)}{self.filters}"


class CaseView(OneCase, WagtailAdminTemplateMixin, View):
    """What is claimed and all that helps to decide."""

    template_name = "verification/case.html"
    header_icon = "tasks"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.read_case())

    def show(
        self,
        case: VerificationCase,
        form: DecisionForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        self.case = case
        self.page_title = f"{case.get_kind_display()} {case_number(case)}"
        form = form or DecisionForm(case)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_breadcrumbs_items(self):
        queue = {"url": self.address("index"), "label": _("Meja verifikasi")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        case, user = self.case, self.request.user
        file = case_file(case)
        return {
            **super().get_context_data(**kwargs),
            "case": case,
            "file": file,
            "entries": [
                (entry, differences(entry.kind, entry.before, entry.after))
                for entry in file.entries
            ],
            "page_name": page_name(case),
            "province": province(case),
            "waiting_time": waiting_time(case),
            "is_own": is_own(case, user),
            "is_mine": case.is_claimed and case.claimed_by_id == user.pk,
            "is_others": case.is_claimed_by_other(user),
            "claim_url": self.address("claim", case.pk),
            "release_url": self.address("release", case.pk),
            "decide_url": self.address("decide", case.pk),
            "filters": self.filters,
        }


class CaseActionView(OneCase, View):
    """Does something to the case and goes on. A refusal is shown on the case."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where signing in again leads, for one."""
        return redirect(self.address("case", pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.read_case()
        try:
            return redirect(self.act(case))
        except CannotDecide as refusal:
            messages.error(request, str(refusal))
            return redirect(self.address("case", case.pk))

    def act(self, case: VerificationCase) -> str:
        """Where to go on. Raises CannotDecide."""
        raise NotImplementedError


class ClaimView(CaseActionView):
    def act(self, case: VerificationCase) -> str:
        claim(case.pk, self.request.user)
        if case.is_submission and case.page:
            # A page is decided where it is edited.
            return reverse("wagtailadmin_pages:edit", args=[case.page_id])
        return self.address("case", case.pk)


class ReleaseView(CaseActionView):
    def act(self, case: VerificationCase) -> str:
        release(case.pk, self.request.user)
        return self.address("index")


class DecideView(CaseView):
    """Decides and leads to the next case. What is refused is shown beside what was
    typed, so that nothing is lost."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(self.address("case", pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.read_case()
        form = DecisionForm(case, request.POST)
        if not form.is_valid():
            return self.show(case, form, status=422)
        try:
            decided = self.decide(case, form.cleaned_data)
        except CannotDecide as refusal:
            messages.error(request, str(refusal))
            return self.show(self.read_case(), form, status=409)
        return self.go_on(decided)

    def decide(self, case: VerificationCase, decision: dict) -> VerificationCase:
        return decide(
            case.pk,
            self.request.user,
            CaseState(decision["state"]),
            decision["reason"],
            version=decision["version"],
        )

    def go_on(self, decided: VerificationCase) -> HttpResponse:
        outcome = {"case": decided, "state": decided.get_state_display()}
        messages.success(self.request, _("%(case)s: %(state)s.") % outcome)
        following = next_case(self.request, decided)
        if following is None:
            return redirect(self.address("index"))
        return redirect(self.address("case", following.pk))
