"""What of a page may travel: to a copy, below another supplier, out of an old revision.

Whatever makes a page, it goes through here:

* A **copy** (by a person, by code, for another language) keeps what describes the
  thing: names, texts, attributes, pictures, documents to download. Certificates,
  licences, local content and calibrations speak for the original alone and are never
  copied, nor is what identifies it; each page class names the latter in
  ``belongs_to_the_original``.
* An **alias**, which follows another page, would be a second page that claims the same
  evidence: there are none.
* A page that declares evidence **moves** only below its own supplier, as the decisions
  of verifiers are about a supplier's claims.
* **Going back** to an older revision brings back what it says, but not its evidence:
  that stays as it is now, or something that a verifier took off would return.

Decisions are found by what is claimed (see :class:`certificates.models.Certificate`),
so that nothing revoked becomes valid however it came back.
"""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from certificates.declared import certificate_relations
from core.refusals import Refused


class CannotTravel(Refused):
    """Raised when a page is to become or to go where its evidence cannot follow."""


class OriginalPage:
    """A page whose evidence speaks for it alone."""

    belongs_to_the_original: tuple[str, ...] = ()
    """Fields and children, besides certificates, that a copy starts without."""

    @property
    def exclude_fields_in_copy(self) -> list[str]:
        """Wagtail's name for what a copy, and the revisions copied along, lack."""
        return [*certificate_relations(type(self)), *self.belongs_to_the_original]

    def save(self, *args, **kwargs):
        refuse_alias(self)
        return super().save(*args, **kwargs)

    def create_alias(self, **kwargs):
        # Before Wagtail has counted the new page among its parent's children.
        raise CannotTravel(no_alias())


def no_alias() -> str:
    return _(
        "Alias tidak dapat dibuat: izin, sertifikat dan kalibrasi hanya berlaku bagi "
        "halaman aslinya. Buatlah salinan biasa."
    )


def refuse_alias(page: Page) -> None:
    """Raises CannotTravel where the page would follow another one."""
    if page.alias_of_id:
        raise CannotTravel(no_alias())


def refuse_move(page: Page, destination: Page) -> None:
    """Raises CannotTravel where a page would leave its supplier."""
    page = page.specific
    if not certificate_relations(type(page)) or page.supplier_path == page.path:
        return
    if destination.path != page.supplier_path:
        raise CannotTravel(
            _(
                "“%(page)s” tidak dapat dipindahkan ke pemasok lain: izin dan "
                "sertifikatnya milik pemasoknya. Salinlah, lalu lengkapi buktinya."
            )
            % {"page": page.get_admin_display_title()}
        )


def left_behind(page: Page) -> Iterator[str]:
    """What a copy of the page lacks, of what the page has, as people call it."""
    page = page.specific
    for name in page.exclude_fields_in_copy:
        field = page._meta.get_field(name)
        if field.one_to_many:
            if getattr(page, field.get_accessor_name()).exists():
                yield str(field.related_model._meta.verbose_name_plural)
        elif getattr(page, name):
            yield str(field.verbose_name)


def left_behind_sentence(page: Page) -> str:
    """For whoever made a copy; "" where it lacks nothing."""
    names = list(dict.fromkeys(left_behind(page)))
    if not names:
        return ""
    return capfirst(
        _(
            "tidak ikut disalin, karena hanya berlaku bagi yang asli: %(names)s. "
            "Lengkapi pada salinannya."
        )
        % {"names": ", ".join(names)}
    )


def with_present_evidence(older: Page, present: Page) -> Page:
    """``older``, the content of a former revision, with the evidence of ``present``."""
    for accessor in certificate_relations(type(older)):
        getattr(older, accessor).set(list(getattr(present, accessor).all()))
    return older
