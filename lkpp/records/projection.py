"""LKPP's records and what is missing for them, as the read model builds them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from domain.validity import Status
from lkpp.listings.lookup import reported_listings
from lkpp.models import LkppListing
from lkpp.readiness import summaries
from lkpp.readiness.assessment import Readiness, assess
from lkpp.records.neutral_record import SCHEMA_VERSION, SECTIONS
from lkpp.records.sections import exported_variants
from products.models import ProductPage
from products.sale.reading import reason_text
from readmodel.projections import VariantProjection
from readmodel.variant_history import (
    WITHDRAWN,
    RecordForm,
    VariantContents,
    WithdrawalReason,
)
from search.documents.loading import ProductSnapshot

LICENCE_EXPIRED = WithdrawalReason("licence-expired", "Izin edar produk kedaluwarsa.")

NOT_READY = "not-ready"


def variant_projection() -> VariantProjection:
    return VariantProjection(
        form=RecordForm(SCHEMA_VERSION, SECTIONS, name_section="listing"),
        prepare=_prepare,
        keep=_keep_readiness,
    )


def _prepare(
    snapshots: Sequence[ProductSnapshot],
) -> Callable[[ProductSnapshot], VariantContents]:
    reported = reported_listings(
        variant.sku
        for snapshot in snapshots
        for variant in snapshot.page.variants.all()
    )
    return partial(_contents, reported)


def _contents(
    reported: Mapping[str, LkppListing], snapshot: ProductSnapshot
) -> VariantContents:
    """What is exported of the product. Raises ValueError where it does not fit."""
    ready = assess(snapshot.page, snapshot.supplier, snapshot.eligibility)
    exported = exported_variants(
        snapshot.page,
        snapshot.supplier,
        snapshot.eligibility,
        snapshot.document,
        ready,
        reported,
        snapshot.context,
    )
    has_expired = snapshot.eligibility.licence_status == Status.EXPIRED
    return VariantContents(
        sections=exported.sections,
        withdrawals={
            sku: WithdrawalReason(NOT_READY, reason)
            for sku, reason in exported.blocked.items()
        }
        | _withdrawn_from_sale(snapshot.page),
        withdrawal=LICENCE_EXPIRED if has_expired else None,
        summary=ready,
    )


def _withdrawn_from_sale(page: ProductPage) -> dict[str, WithdrawalReason]:
    # Readers are given it in Indonesian, whatever language the indexer is run in.
    with override("id"):
        return {
            sku: WithdrawalReason(
                WITHDRAWN.reason,
                _("Varian ditarik dari penjualan: %(reason)s.")
                % {"reason": reason_text(restriction.reason)},
            )
            for sku, restriction in page.restrictions.items()
            if page.is_withdrawn(sku)
        }


def _keep_readiness(found: Mapping[int, Readiness | None]) -> None:
    """For the editors' lists, which cannot assess thousands of products at once."""
    summaries.save_summaries(
        {key: each for key, each in found.items() if each is not None}
    )
    summaries.delete_summaries(key for key, each in found.items() if each is None)
