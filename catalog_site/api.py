"""The API of the catalogue, documented at ``/api/docs``."""

from django.http import HttpRequest
from ninja import NinjaAPI

from search.api import router
from search.engines.base import EngineUnavailable

api = NinjaAPI(
    title="Katalog Alkes Dalam Negeri",
    version="1",
    description=(
        "Produk alat kesehatan buatan Indonesia: pencarian dan data lengkap tiap "
        "produk. Angka memakai titik desimal, harga rupiah penuh sebelum PPN, "
        "tanggal ISO 8601."
    ),
)
api.add_router("/v1", router)


@api.exception_handler(EngineUnavailable)
def engine_unavailable(request: HttpRequest, error: EngineUnavailable):
    return api.create_response(
        request,
        {"detail": "Indeks pencarian sedang tidak tersedia. Coba lagi nanti."},
        status=503,
    )
