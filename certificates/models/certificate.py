"""What every licence, certificate and calibration has in common."""

from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from pathlib import PurePath

import orjson
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from certificates.kinds import TAKES_EFFECT_AWAY, CertificateKind
from certificates.models.case import VerificationCase
from core.findings import text
from domain.findings import Finding
from domain.validity import Status, Validity

PROOF_EXTENSIONS = frozenset({"pdf", "jpg", "jpeg", "png"})


class Certificate(Orderable):
    """A dated statement that somebody else can check.

    A subclass names the field of its number, those of its first and last day, and in
    ``claim_fields`` what a verifier checks. Status is derived from dates and from the
    verifiers' decision whenever it is asked for and never stored.
    """

    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("dokumen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("PDF, JPEG atau PNG, paling besar 10 MB."),
    )
    verification_url = models.URLField(
        _("tautan pemeriksaan"),
        blank=True,
        help_text=_("Halaman resmi tempat siapa pun dapat memeriksanya."),
    )

    number_field = "number"
    starts_field = "issued_on"
    expires_field = "expires_on"
    claim_fields: tuple[str, ...] = ()
    page_field = "product"
    """The relation to the page that declares it."""
    declared_at: datetime | None = None
    """Since when it has been public, given by whoever brings a history along; the log
    takes the present moment otherwise. Not stored here."""

    class Meta(Orderable.Meta):
        abstract = True

    @property
    def certificate_kind(self) -> CertificateKind:
        raise NotImplementedError

    @property
    def issuer_name(self) -> str:
        """Who granted it, as buyers read it."""
        return getattr(self, "issuer", "")

    @property
    def declared_number(self) -> str:
        return getattr(self, self.number_field)

    # What is claimed, and what was decided about it

    @property
    def claims(self) -> dict[str, object]:
        """What is declared, by field, in plain values; blanks are left out."""
        declared = {name: self._plain_claim(name) for name in self.claim_fields}
        return {
            name: value for name, value in declared.items() if value not in ("", [])
        }

    def _plain_claim(self, name: str) -> object:
        value = getattr(self, name)
        if isinstance(value, Decimal):
            # As the database gives it back, so that a draft in which 42,1 was typed
            # declares the same as the page that was published from it.
            return f"{value:.{self._meta.get_field(name).decimal_places}f}"
        return _plain(value)

    @property
    def fingerprint(self) -> str:
        """Changes with any claim and with the document's content."""
        checked = [
            self.certificate_kind,
            # A laboratory or plant is the same one by whatever name it goes later.
            self.claims | self._relations(),
            self._document_digest(),
        ]
        encoded = orjson.dumps(checked, option=orjson.OPT_SORT_KEYS)
        return blake2b(encoded, digest_size=16).hexdigest()

    def _relations(self) -> dict[str, int | None]:
        return {
            name: getattr(self, self._meta.get_field(name).attname)
            for name in self.claim_fields
            if self._meta.get_field(name).is_relation
        }

    def _document_digest(self) -> str:
        if self.document is None:
            return ""
        return self.document.file_hash or f"document {self.document_id}"

    @property
    def case(self) -> VerificationCase | None:
        """The verifiers' case about these very claims; None where there is none.

        Asks the database unless :func:`certificates.cases.attach_cases` did.
        """
        if not hasattr(self, "_case"):
            page = getattr(self, self.page_field)
            self._case = VerificationCase.objects.filter(
                supplier__path=page.supplier_path, fingerprint=self.fingerprint
            ).first()
        return self._case

    @case.setter
    def case(self, case: VerificationCase | None) -> None:
        self._case = case

    @property
    def overruled(self) -> Status | None:
        """What a verifier found that makes it invalid."""
        state = self.case.state if self.case else ""
        return Status(state) if state in TAKES_EFFECT_AWAY else None

    @property
    def is_verified(self) -> bool:
        """Whether a verifier confirmed these very claims."""
        return self.case is not None and self.case.is_verified

    # Dates

    @property
    def validity(self) -> Validity:
        return Validity(
            getattr(self, self.starts_field),
            getattr(self, self.expires_field),
            self.overruled,
        )

    def status(self, on: date | None = None) -> Status:
        return self.validity.status(on or timezone.localdate())

    def is_valid(self, on: date | None = None) -> bool:
        return self.validity.is_valid(on or timezone.localdate())

    # Checking

    def findings(self, today: date) -> list[Finding]:
        """What is wrong or unlikely in what is declared. Errors are not saved."""
        return []

    def findings_beside_page(self) -> list[Finding]:
        """Warnings where it disagrees with what lies outside its page, such as the
        supplier's profile. May ask the database; never errors."""
        return []

    def clean(self):
        super().clean()
        self._clean_dates()
        self._clean_document()
        errors = [each for each in self.findings(timezone.localdate()) if each.is_error]
        if errors:
            raise ValidationError([text(each) for each in errors])

    def _clean_dates(self) -> None:
        starts = getattr(self, self.starts_field)
        expires = getattr(self, self.expires_field)
        if starts and expires and expires <= starts:
            message = _("Tanggal berakhir harus sesudah tanggal terbit.")
            raise ValidationError({self.expires_field: message})

    def _clean_document(self) -> None:
        if self.document is None:
            return
        extension = PurePath(self.document.file.name).suffix.removeprefix(".").lower()
        if extension not in PROOF_EXTENSIONS:
            message = _("Dokumen bukti harus berupa PDF, JPEG atau PNG.")
            raise ValidationError({"document": message})


def _plain(value: object) -> object:
    """A field's value as it is written into the log."""
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, models.Model):
        return str(value)
    return value
