"""The screens on which administrators make, rotate and revoke clients and keys."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from core.administrators import AdministratorsOnly
from lkpp.clients.forms import ClientForm, NewClientForm, RotationForm
from lkpp.clients.keys import (
    CannotChange,
    NewKey,
    example_address,
    make_client,
    resume_client,
    revoke_client,
    revoke_key,
    rotate_key,
)
from lkpp.clients.request_log import use_of, with_use
from lkpp.models import BUILT_IN, FeedClient, FeedKey, FeedRequest

PER_PAGE = 50
REQUESTS_SHOWN = 10


class ClientScreen(AdministratorsOnly, WagtailAdminTemplateMixin, View):
    """A page below the list of clients."""

    header_icon = "key"

    def get_breadcrumbs_items(self):
        every = {"url": reverse("lkpp_clients:index"), "label": _("Klien LKPP")}
        return [*self.breadcrumbs_items, every, *self.further_breadcrumbs()]

    def further_breadcrumbs(self) -> list[dict]:
        return [{"url": "", "label": self.page_title}]

    def show(self, status: int = 200, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)

    def show_key(self, client: FeedClient, new_key: NewKey) -> HttpResponse:
        """The one page that shows a key. As all of the admin, no cache keeps it."""
        self.template_name = "lkpp/admin/new_key.html"
        self.page_title = _("Kunci baru untuk %(client)s") % {"client": client}
        response = self.show(
            client=client, new_key=new_key, example=example_address(client)
        )
        response["Referrer-Policy"] = "no-referrer"
        return response


class ClientsView(ClientScreen):
    """All clients, with what they did last; a fixed number of queries."""

    template_name = "lkpp/admin/clients.html"
    page_title = gettext_lazy("Klien LKPP")

    def get(self, request: HttpRequest) -> HttpResponse:
        found = with_use(FeedClient.objects.order_by("-active", "name"))
        pages = Paginator(found.prefetch_related("keys"), PER_PAGE)
        return self.show(
            clients=pages.get_page(request.GET.get("p")),
            built_in=BUILT_IN if settings.LKPP_SECRET_KEY else "",
            built_in_use=use_of(BUILT_IN) if settings.LKPP_SECRET_KEY else None,
        )

    def further_breadcrumbs(self) -> list[dict]:
        return []


class NewClientView(ClientScreen):
    template_name = "lkpp/admin/client_form.html"
    page_title = gettext_lazy("Klien baru")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=NewClientForm())

    @sensitive_variables("new_key")
    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewClientForm(request.POST)
        if not form.is_valid():
            return self.show(status=422, form=form)
        try:
            client, new_key = make_client(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            # Somebody else was faster with the same name.
            form.add_error(None, error)
            return self.show(status=409, form=form)
        return self.show_key(client, new_key)


class OneClient(ClientScreen):
    """Has the client of the address. Raises Http404 where there is none."""

    @cached_property
    def client(self) -> FeedClient:
        return get_object_or_404(FeedClient, pk=self.kwargs["pk"])

    @property
    def address(self) -> str:
        return reverse("lkpp_clients:client", args=[self.client.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"client": self.client, **kwargs})

    def further_breadcrumbs(self) -> list[dict]:
        own = {"url": self.address, "label": self.client.name}
        return [own, *super().further_breadcrumbs()]

    def refuse(self, refusal: CannotChange) -> HttpResponse:
        messages.error(self.request, str(refusal))
        return redirect(self.address)


class ClientView(OneClient):
    """What a client may do, its keys, and its latest requests."""

    template_name = "lkpp/admin/client.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.page_title = self.client.name
        requests = FeedRequest.objects.filter(client=self.client.name).newest_first()
        return self.show(
            keys=self.client.keys.newest_first(),
            use=use_of(self.client.name),
            requests=requests[:REQUESTS_SHOWN],
        )

    def further_breadcrumbs(self) -> list[dict]:
        return ClientScreen.further_breadcrumbs(self)


class EditClientView(OneClient):
    template_name = "lkpp/admin/client_form.html"
    page_title = gettext_lazy("Ubah")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(form=ClientForm(instance=self.client))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = ClientForm(request.POST, instance=self.client)
        if not form.is_valid():
            return self.show(status=422, form=form)
        # A revocation that came in between must not be taken back.
        self.client.save(update_fields=form.fields.keys())
        log(self.client, "wagtail.edit", user=request.user)
        messages.success(
            request, _("Klien “%(client)s” disimpan.") % {"client": self.client}
        )
        return redirect(self.address)


class RotateView(OneClient):
    """Asks how, then shows the new key."""

    template_name = "lkpp/admin/rotate.html"
    page_title = gettext_lazy("Ganti kunci")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(form=RotationForm(self.client))

    @sensitive_variables("new_key")
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = RotationForm(self.client, request.POST)
        if not form.is_valid():
            return self.show(status=422, form=form)
        try:
            new_key = rotate_key(
                self.client,
                overlap_days=form.cleaned_data["overlap_days"],
                expires_days=form.cleaned_data["expires_days"],
                by=request.user,
            )
        except CannotChange as refusal:
            return self.refuse(refusal)
        return self.show_key(self.client, new_key)


class ConfirmedView(OneClient):
    """Asks whether to do it, does it, and leads back to the client."""

    template_name = "lkpp/admin/confirm.html"
    question = done = ""
    is_serious = True

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(question=self.question % self.names(), back=self.address)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        names = self.names()
        try:
            self.act()
        except CannotChange as refusal:
            return self.refuse(refusal)
        messages.success(request, self.done % names)
        return redirect(self.address)

    def names(self) -> dict[str, str]:
        return {"client": self.client.name}

    def act(self) -> None:
        """Raises CannotChange."""
        raise NotImplementedError


class RevokeClientView(ConfirmedView):
    page_title = gettext_lazy("Cabut klien")
    question = gettext_lazy(
        "Cabut klien “%(client)s” dan semua kuncinya? Permintaan berikutnya ditolak."
    )
    done = gettext_lazy("Klien “%(client)s” dicabut.")

    def act(self) -> None:
        revoke_client(self.client, by=self.request.user)


class ResumeView(ConfirmedView):
    page_title = gettext_lazy("Aktifkan lagi")
    is_serious = False
    question = gettext_lazy(
        "Aktifkan lagi klien “%(client)s”? Kunci lama tetap tercabut; "
        "sesudah ini buat kunci baru."
    )
    done = gettext_lazy("Klien “%(client)s” aktif lagi. Buat kunci baru untuknya.")

    def act(self) -> None:
        resume_client(self.client, by=self.request.user)


class RevokeKeyView(ConfirmedView):
    """Of a key that is not of this client it knows nothing: Http404."""

    page_title = gettext_lazy("Cabut kunci")
    question = gettext_lazy(
        "Cabut kunci %(key)s milik “%(client)s”? Permintaan berikutnya dengan kunci "
        "ini ditolak."
    )
    done = gettext_lazy("Kunci %(key)s dicabut.")

    @cached_property
    def key(self) -> FeedKey:
        return get_object_or_404(self.client.keys, pk=self.kwargs["key_id"])

    def names(self) -> dict[str, str]:
        return {**super().names(), "key": str(self.key)}

    def act(self) -> None:
        revoke_key(self.key, by=self.request.user)
