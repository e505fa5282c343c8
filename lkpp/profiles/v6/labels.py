"""What the form for alkes calls its attributes."""

MAIN_INFORMATIONS = "productInformations.mainInformations"
"""Where a product has them, each with its label."""

CPAKB = "Sertifikat Cara Pembuatan Alat Kesehatan yang Baik Yang Masih Berlaku (CPAKB)"
CDAKB = "Sertifikat Cara Distribusi Alat Kesehatan Yang Baik Yang Masih Berlaku (CDAKB)"
TELECOMMUNICATION = "Sertifikat Alat Telekomunikasi dan/atau Perangkat Telekomunikasi"
RADIATION = "Sertifikat Izin Pemanfaatan Sumber Radiasi Pengion (SRP)"
AFTER_SALES = "Surat Ketersediaan Layanan Purna Jual dan Spare Part"

ATTRIBUTES = (
    "Kode KFA",
    "Spesifikasi Produk",
    "Nomor Izin Edar (NIE)",
    "Masa Berlaku NIE",
    "Daftar Distributor yang Ditunjuk",
    "Izin Distribusi Alat Kesehatan",
    CPAKB,
    CDAKB,
    TELECOMMUNICATION,
    RADIATION,
    "Hasil Pengujian Post Market",
    "Pemberitahuan Import Barang (PIB)",
    "BMHP",
    "Garansi",
    AFTER_SALES,
    "Struktur Harga",
)
"""All sixteen, in the order of the form."""
