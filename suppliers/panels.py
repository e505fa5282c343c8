"""How a supplier's page is laid out for its editors."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from suppliers.widgets import CommaSeparatedInput

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

accreditation_tab = ObjectList(
    [
        InlinePanel(
            "accreditations",
            [
                FieldPanel("number"),
                FieldPanel("scope"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
                FieldPanel("document"),
            ],
            heading=_("Akreditasi KAN"),
            label=_("akreditasi"),
            help_text=_("Untuk laboratorium dan lembaga sertifikasi."),
        )
    ],
    heading=_("Akreditasi"),
)

supplier_edit_handler = TabbedInterface(
    [profile_tab, contact_tab, accreditation_tab, address_tab()]
)
