"""How a supplier's page is laid out for its editors."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from certificates.panels import OutcomesPanel
from core.panels import FormSetPanel
from core.widgets import CommaSeparatedInput
from suppliers.forms import CompanyCertificateFormSet, OwnFilesForm

ADMINISTRATORS_ONLY = "superuser"
"""Wagtail's name for a permission nobody holds, which leaves the superusers."""


def address_tab() -> ObjectList:
    """The page's address, which no editor needs and buyers have bookmarked."""
    return ObjectList(
        [
            FieldPanel("slug", permission=ADMINISTRATORS_ONLY),
            FieldPanel("search_description", permission=ADMINISTRATORS_ONLY),
        ],
        heading=_("Alamat halaman"),
        permission=ADMINISTRATORS_ONLY,
    )


def proof_panels() -> list[FieldPanel]:
    """What every certificate is proven by."""
    return [FieldPanel("document"), FieldPanel("verification_url")]


profile_tab = ObjectList(
    [
        FieldPanel("title", heading=_("Nama"), help_text=_("Nama yang dikenal orang.")),
        FieldPanel("kind"),
        FieldPanel("legal_name"),
        FieldPanel("logo"),
        FieldPanel("summary"),
        FieldPanel("text"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nib"), FieldPanel("npwp")]),
                FieldRowPanel(
                    [
                        FieldPanel("business_scale"),
                        FieldPanel("kbli_codes", widget=CommaSeparatedInput),
                    ]
                ),
                FieldRowPanel([FieldPanel("founded"), FieldPanel("employees")]),
            ],
            heading=_("Data usaha"),
        ),
        MultiFieldPanel(
            [FieldPanel("summary_en"), FieldPanel("text_en")],
            heading=_("Bahasa Inggris"),
            classname="collapsed",
        ),
    ],
    heading=_("Profil"),
)

contact_tab = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("province"), FieldPanel("regency")]),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("website")]),
            ],
            heading=_("Kantor"),
        ),
        InlinePanel(
            "contacts",
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Kontak"),
            label=_("kontak"),
        ),
        InlinePanel(
            "plants",
            [
                FieldPanel("name"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("province"), FieldPanel("regency")]),
            ],
            heading=_("Pabrik dan lokasi"),
            label=_("lokasi"),
        ),
    ],
    heading=_("Lokasi & kontak"),
)

certificates_tab = ObjectList(
    [
        OutcomesPanel(heading=_("Pemeriksaan")),
        FormSetPanel(
            "certificates",
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("holder")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
                FieldPanel("plant", widget=Select),
                FieldPanel("scope"),
                *proof_panels(),
            ],
            heading=_("Sertifikat perusahaan"),
            label=_("sertifikat"),
            help_text=_(
                "CPAKB, CDAKB, ISO 13485 dan lainnya yang berlaku bagi seluruh "
                "perusahaan atau satu pabriknya. Tampil pada semua produknya."
            ),
            formset=CompanyCertificateFormSet,
        ),
        InlinePanel(
            "accreditations",
            [
                FieldPanel("number"),
                FieldPanel("scope"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
                *proof_panels(),
            ],
            heading=_("Akreditasi KAN"),
            label=_("akreditasi"),
            help_text=_("Untuk laboratorium dan lembaga sertifikasi."),
        ),
    ],
    heading=_("Izin & sertifikat"),
)

supplier_edit_handler = TabbedInterface(
    [profile_tab, contact_tab, certificates_tab, address_tab()],
    base_form_class=OwnFilesForm,
)
