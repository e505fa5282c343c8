"""From what of the neutral record each field of e-Katalog v5 is, and where its name
was seen."""

from lkpp.profiles.base import (
    Confidence,
    Constant,
    Unsourced,
    declared,
)
from lkpp.profiles.v5.rendering import RUPIAH

_ALL_THREE = "feed v5: three public implementations"
_TWO = "feed v5: the WooCommerce and Odoo implementations"
_WOO = "feed v5: the WooCommerce implementation"
_ISB = "ISB Ecat-ProdukDetail"
_ISB_SUPPLIER = "ISB Ecat-PenyediaDetail"
_V5_ROW = "v5 product rows republished by a reader"
_FORM = "INAPROC form"
_GRAPHQL = "INAPROC web GraphQL, getProductBySlug"

FIELDS = (
    *declared(
        _ALL_THREE,
        Confidence.RECONSTRUCTED,
        {
            "unspsc": Unsourced.NOT_HELD,
            "id_kategori_produk_lkpp": Unsourced.LKPP,
            "nama_produk": "name",
            "no_produk_penyedia": "sku",
            "id_manufaktur": Unsourced.LKPP,
            "berlaku_sampai": "listing.valid_until",
            "id_unit_pengukuran_lkpp": Unsourced.LKPP,
            "deskripsi_singkat": "listing.summary",
            "deskripsi_lengkap": "listing.description",
            "kuantitas_stok": "listing.stock",
            "produk_aktif": "active",
            "apakah_produk_lokal": "listing.domestic",
            "url_produk": "listing.url",
            "image_50x50": "pictures[].urls.s50",
            "image_100x100": "pictures[].urls.s100",
            "image_300x300": "pictures[].urls.s300",
            "image_800x800": "pictures[].urls.s800",
        },
        under="informasi.",
    ),
    *declared(
        _TWO,
        Confidence.RECONSTRUCTED,
        {
            "informasi.id_penawaran_lkpp": Unsourced.LKPP,
            "informasi.tanggal_update": ("changed.listing", "updated_at"),
            "spesifikasi.item[].label": "specification[].label",
            "spesifikasi.item[].deskripsi": "specification[].text",
            "spesifikasi.tanggal_update": ("changed.specification", "updated_at"),
            "image.item[].deskripsi": ("pictures[].caption", "pictures[].alt"),
            "image.item[].image_50x50": "pictures[].urls.s50",
            "image.item[].image_100x100": "pictures[].urls.s100",
            "image.item[].image_300x300": "pictures[].urls.s300",
            "image.tanggal_update": ("changed.pictures", "updated_at"),
            "harga.tanggal_update": ("changed.price", "updated_at"),
            "lampiran.tanggal_update": ("changed.attachments", "updated_at"),
        },
    ),
    *declared(
        _WOO,
        Confidence.RECONSTRUCTED,
        {
            "informasi.tkdn_produk": "listing.local_content.tkdn",
            "lampiran.item[].file": "attachments[].url",
            "lampiran.item[].deskripsi": "attachments[].label",
        },
    ),
    *declared(
        _ALL_THREE,
        Confidence.RECONSTRUCTED,
        {
            "harga.harga_retail": "price.with_ppn",
            "harga.harga_pemerintah": "price.with_ppn",
            "harga.ongkos_kirim": Constant(0),
            "harga.kurs_id": Constant(RUPIAH),
        },
    ),
    *declared(
        _ISB,
        Confidence.ATTESTED,
        {
            "kd_produk": "listing.lkpp.kd_produk",
            "no_produk": Unsourced.LKPP,
            "kbki_id": "listing.kbki_code",
            "nama_manufaktur": "listing.maker.legal_name",
            "jenis_produk": "listing.domestic",
            "nomor_tkdn": "listing.local_content.number",
            "tkdn_produk": "listing.local_content.tkdn",
            "nilai_bmp": "listing.local_content.bmp",
            "nama_pemilik_sertifikat_tkdn": "listing.local_content.holder",
            "unit_pengukuran": "listing.unit",
            "nie": "listing.licence.display",
            "nie_tgl_terbit": "listing.licence.issued_on",
            "nie_tgl_expire": "listing.licence.expires_on",
            "nie_kelas_resiko": "listing.licence.risk_class",
            "nie_klasifikasi_izin": "listing.licence.group.name",
            "nie_kategori": "listing.category.name",
            "nie_sub_kategori": "listing.sub_category.name",
            "nie_jenis_produk": "listing.device_type.name",
            "nie_nama_pabrik": "listing.licence.factory",
            "nie_kemasan": Unsourced.NOT_HELD,
            "no_suket_alkes": Unsourced.NOT_HELD,
        },
        under="x_alkes.",
    ),
    *declared(
        _ISB,
        Confidence.INFERRED,
        {
            "status_tayang": "listing.shown",
            "apakah_dapat_dibeli": "listing.purchasable",
            "nie_negara_pabrik": "listing.country_of_origin",
            "nie_alamat_pabrik": ("listing.maker.address", "listing.licence.factory"),
            "nie_hscode": "listing.hs_code",
        },
        under="x_alkes.",
    ),
    *declared(
        _V5_ROW,
        Confidence.ATTESTED,
        {
            "sum_tkdn_bmp": "listing.local_content.total",
            "tanggal_tkdn": "listing.local_content.issued_on",
            "tanggal_expire_tkdn": "listing.local_content.expires_on",
            "kelas_harga": Constant("nasional"),
        },
        under="x_alkes.",
    ),
    *declared(
        "v5 product page, label “Merek”",
        Confidence.INFERRED,
        {"x_alkes.merek": "listing.brand"},
    ),
    *declared(
        _GRAPHQL,
        Confidence.INFERRED,
        {
            "berat_gram": "listing.weight_grams",
            "panjang_cm": "listing.length_mm",
            "lebar_cm": "listing.width_mm",
            "tinggi_cm": "listing.height_mm",
            "min_purchase": "listing.minimum_order",
            "harga_wilayah[]": Constant([]),
            "pdn.country_code": "listing.country_of_origin",
            "kfa_code": "listing.kfa_code",
            "package_kfa_code": Unsourced.NOT_HELD,
            "kategori_v6_id": "listing.lkpp.category_id",
            "sni_number": (
                "listing.certificates[].kind",
                "listing.certificates[].standard",
            ),
        },
        under="x_alkes.",
    ),
    *declared(
        _FORM,
        Confidence.ATTESTED,
        {
            "pdn.type": "listing.domestic",
            "pdn.lokasi_produksi": "listing.declaration.production",
            "pdn.tenaga_kerja": "listing.declaration.labour",
            "pdn.bahan_baku": "listing.declaration.material",
        },
        under="x_alkes.",
    ),
    *declared(
        _FORM,
        Confidence.INFERRED,
        {
            "harga_sebelum_ppn": "price.before_ppn",
            "kategori_v6[]": ("listing.category.name", "listing.sub_category.name"),
            "garansi": "listing.warranty_months",
            "layanan_purna_jual": Unsourced.NOT_HELD,
            "bmhp": Unsourced.NOT_HELD,
        },
        under="x_alkes.",
    ),
    *declared(
        "Toko Daring, items of an order; ppnPercentage in INAPROC web GraphQL",
        Confidence.ATTESTED,
        {"x_alkes.ppn_persentase": "price.ppn_percent"},
    ),
    *declared(
        _ISB_SUPPLIER,
        Confidence.ATTESTED,
        {"x_alkes.npwp_16": "listing.maker.npwp"},
    ),
    *declared(
        _ISB_SUPPLIER,
        Confidence.INFERRED,
        {
            "penyedia_ukm": "listing.maker.business_scale",
            "kbli2020_penyedia": "listing.maker.kbli_codes",
        },
        under="x_alkes.",
    ),
    *declared(
        "ISB Ecat-ProdukDetail, as nie_nib",
        Confidence.INFERRED,
        {"x_alkes.nib": "listing.maker.nib"},
    ),
    *declared(
        "ours, in tombstones only",
        Confidence.INFERRED,
        {"x_alkes.reason": "reason"},
    ),
)
