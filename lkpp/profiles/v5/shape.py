"""What an entry of e-Katalog v5 is."""

from typing import Annotated, Literal

from pydantic import Field

from domain.prices import PpnPercent
from lkpp.bounds import LONGEST_DESCRIPTION
from lkpp.profiles.shapes import (
    Address,
    Amount,
    AssignedId,
    Count,
    Day,
    Flag,
    JakartaMoment,
    NoItems,
    Percent,
    PercentText,
    Reason,
    Rupiah,
    Shape,
    Sku,
    Text,
    emptied,
)


class Information(Shape):
    unspsc: AssignedId | None
    id_kategori_produk_lkpp: AssignedId | None
    nama_produk: Text
    no_produk_penyedia: Sku
    id_manufaktur: AssignedId | None
    berlaku_sampai: Day
    id_penawaran_lkpp: AssignedId | None
    id_unit_pengukuran_lkpp: AssignedId | None
    deskripsi_singkat: Text | None
    deskripsi_lengkap: Annotated[Text, Field(max_length=LONGEST_DESCRIPTION)] | None
    kuantitas_stok: Count
    tanggal_update: JakartaMoment
    tkdn_produk: PercentText
    produk_aktif: Literal[1]
    apakah_produk_lokal: Flag
    url_produk: Address
    image_50x50: Address | None
    image_100x100: Address | None
    image_300x300: Address | None
    image_800x800: Address | None


class SpecificationItem(Shape):
    label: Text
    deskripsi: Text


class Specification(Shape):
    item: list[SpecificationItem]
    tanggal_update: JakartaMoment


class PictureItem(Shape):
    deskripsi: str
    image_50x50: Address
    image_100x100: Address
    image_300x300: Address


class Pictures(Shape):
    item: list[PictureItem]
    tanggal_update: JakartaMoment


class Price(Shape):
    """Whole rupiah with PPN."""

    harga_retail: Rupiah
    harga_pemerintah: Rupiah
    ongkos_kirim: Literal[0]
    kurs_id: Literal[1]
    tanggal_update: JakartaMoment


class AttachmentItem(Shape):
    file: Address
    deskripsi: Text


class Attachments(Shape):
    item: list[AttachmentItem]
    tanggal_update: JakartaMoment


class Declaration(Shape):
    type: Literal["Lokal", "Import"]
    lokasi_produksi: Text | None
    tenaga_kerja: Text | None
    bahan_baku: Text | None
    country_code: Text


class Alkes(Shape):
    """Not part of the format: what it lacks, under names that LKPP uses elsewhere.
    ``harga_sebelum_ppn`` is the price that the maker states."""

    kd_produk: AssignedId | None
    no_produk: None
    kbki_id: Text | None
    nama_manufaktur: Text
    merek: str
    jenis_produk: Literal["PDN"] | None
    nomor_tkdn: Text | None
    tkdn_produk: Percent | None
    nilai_bmp: Percent | None
    sum_tkdn_bmp: Percent | None
    nama_pemilik_sertifikat_tkdn: Text | None
    tanggal_tkdn: Day | None
    tanggal_expire_tkdn: Day | None
    unit_pengukuran: Text
    berat_gram: Count | None
    panjang_cm: float | None
    lebar_cm: float | None
    tinggi_cm: float | None
    min_purchase: Amount
    ppn_persentase: PpnPercent
    harga_sebelum_ppn: Rupiah
    kelas_harga: Literal["nasional"]
    harga_wilayah: NoItems
    status_tayang: bool
    apakah_dapat_dibeli: bool
    pdn: Declaration
    penyedia_ukm: Text | None
    kbli2020_penyedia: Text | None
    nib: Text | None
    npwp_16: Text | None
    kategori_v6: list[Text]
    kategori_v6_id: Text | None
    kfa_code: Text | None
    package_kfa_code: None
    nie: Text
    nie_tgl_terbit: Day
    nie_tgl_expire: Day
    nie_kelas_resiko: Text
    nie_klasifikasi_izin: Text | None
    nie_kategori: Text
    nie_sub_kategori: Text
    nie_jenis_produk: Text
    nie_nama_pabrik: Text | None
    nie_negara_pabrik: Text | None
    nie_alamat_pabrik: Text | None
    nie_kemasan: None
    nie_hscode: Text | None
    no_suket_alkes: None
    garansi: Text | None
    layanan_purna_jual: None
    bmhp: None
    sni_number: Text | None


class Entry(Shape):
    """A variant that is offered. Ids that LKPP assigns are null until it does."""

    informasi: Information
    spesifikasi: Specification
    image: Pictures
    harga: Price
    lampiran: Attachments
    x_alkes: Alkes


_WithdrawnInformation = emptied(
    Information,
    "WithdrawnInformation",
    nama_produk=Text,
    no_produk_penyedia=Sku,
    tanggal_update=JakartaMoment,
    produk_aktif=Literal[0],
)
_WithdrawnPrice = emptied(
    Price,
    "WithdrawnPrice",
    ongkos_kirim=Literal[0],
    kurs_id=Literal[1],
    tanggal_update=JakartaMoment,
)


_WithdrawnAlkes = emptied(
    Alkes,
    "WithdrawnAlkes",
    status_tayang=Literal[False],
    apakah_dapat_dibeli=Literal[False],
    reason=Reason,
)


class _Nothing(Shape):
    item: NoItems
    tanggal_update: JakartaMoment


class WithdrawnEntry(Shape):
    """A variant that left: everything but number, name, moments and the
    reason is null or empty."""

    # Three of the shapes are made while the module is read.
    informasi: _WithdrawnInformation  # type: ignore[valid-type]
    spesifikasi: _Nothing
    image: _Nothing
    harga: _WithdrawnPrice  # type: ignore[valid-type]
    lampiran: _Nothing
    x_alkes: _WithdrawnAlkes  # type: ignore[valid-type]


BLANK_INFORMATION = dict.fromkeys(Information.model_fields)
BLANK_ALKES = dict.fromkeys(Alkes.model_fields)

SHAPE = Entry | WithdrawnEntry
