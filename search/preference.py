"""The step of Perpres 46/2025 article 66 among the comparable products of the index.

Comparable are the products of one device type. The index knows of each day's expiries
by itself, so one query tells what they reach together today.
"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.wording import day, percent
from domain.eligibility import Market, Preference, Reason, Step, prefer
from search.documents.types import ProductDocument
from search.engines import get_engine
from search.engines.base import Count, EngineQuery, EngineUnavailable, Filter
from search.indexing.mapping import PRODUCT


def market_of(device_type: str) -> Market:
    """What the domestic products of a device type reach. Raises EngineUnavailable."""
    result = get_engine().search(
        EngineQuery(
            PRODUCT,
            filters=(
                Filter("device_type", values=(device_type,)),
                Filter("domestic", values=("yes",)),
            ),
            counts=(Count("tkdn_bmp_40"), Count("tkdn_band")),
            limit=0,
        )
    )
    sums = {each.term.value for each in result.counts["tkdn_bmp_40"]}
    bands = frozenset(each.term.value for each in result.counts["tkdn_band"])
    return Market(bands, reaches_40="yes" in sums)


def preferences_of(products: Sequence[ProductDocument]) -> dict[int, Preference]:
    """Where each of these products of one device type stands today; nothing while
    there is no index."""
    if not products:
        return {}
    try:
        market = market_of(products[0]["device_type"]["key"])
    except EngineUnavailable:
        return {}
    today = timezone.localdate()
    return {
        product["id"]: prefer(product["domestic"], product["tkdn"], market, today)
        for product in products
    }


def preference_of(product: ProductDocument) -> Preference | None:
    """Where one product stands today; None while there is no index."""
    return preferences_of([product]).get(product["id"])


def sentence(preference: Preference) -> str:
    """The step with its reason and its day, in the language in use."""
    step = preference.step
    parts = [
        f"{STEP_NAMES[step]}: {STEP_REASONS[step]}",
        str(OUTCOMES[preference.reason]) % {"tkdn": percent(preference.tkdn)},
        _("Dihitung %(day)s di antara produk sejenis dalam katalog ini.")
        % {"day": day(preference.on)},
    ]
    return " ".join(parts)


STEP_NAMES = {
    Step.OBLIGATORY: gettext_lazy("Tingkat 1"),
    Step.CERTIFIED_25: gettext_lazy("Tingkat 2"),
    Step.CERTIFIED: gettext_lazy("Tingkat 3"),
    Step.LISTED: gettext_lazy("Tingkat 4"),
    None: gettext_lazy("Tanpa tingkat"),
}

STEP_REASONS = {
    Step.OBLIGATORY: gettext_lazy(
        "ada produk dalam negeri sejenis dengan TKDN + BMP sedikitnya 40 %, sehingga "
        "yang dibeli wajib produk dalam negeri dengan TKDN sedikitnya 25 %."
    ),
    Step.CERTIFIED_25: gettext_lazy(
        "belum ada produk sejenis dengan TKDN + BMP 40 %, sehingga wajib dibeli produk "
        "dalam negeri dengan TKDN sedikitnya 25 %."
    ),
    Step.CERTIFIED: gettext_lazy(
        "belum ada produk sejenis dengan TKDN 25 %, sehingga wajib dibeli produk dalam "
        "negeri bersertifikat TKDN."
    ),
    Step.LISTED: gettext_lazy(
        "belum ada produk sejenis bersertifikat TKDN, sehingga wajib dibeli produk "
        "dalam negeri yang terdaftar di SIINas."
    ),
    None: gettext_lazy("tidak ada produk dalam negeri sejenis yang berizin edar."),
}

OUTCOMES = {
    Reason.REACHES_25: gettext_lazy("Produk ini (TKDN %(tkdn)s) memenuhi."),
    Reason.BELOW_25: gettext_lazy("Produk ini (TKDN %(tkdn)s) tidak memenuhi."),
    Reason.CERTIFIED: gettext_lazy("Produk ini (TKDN %(tkdn)s) memenuhi."),
    Reason.UNCERTIFIED: gettext_lazy(
        "Produk ini tidak memenuhi: tidak ada sertifikat TKDN yang berlaku."
    ),
    Reason.LISTED: gettext_lazy("Produk ini memenuhi bila terdaftar di SIINas."),
    Reason.IMPORTED: gettext_lazy(
        "Produk ini tidak memenuhi: tidak ada izin edar dalam negeri yang berlaku."
    ),
    Reason.ONLY_IMPORTED: gettext_lazy(
        "Produk ini bukan produk dalam negeri dan hanya dapat dibeli selama keadaannya "
        "demikian."
    ),
}
