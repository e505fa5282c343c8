"""How a product's page is laid out for its editors."""

from django.forms import Media, Select
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from certificates.panels import OutcomesPanel
from certificates.reading import Reading
from core.panels import OpenTab
from core.widgets import JsonCheckboxes
from products.calibration.exchange.original_input import OriginalInput
from products.calibration.exchange.panels import CalibrationRecordsPanel
from products.editing.device_type_choice import DeviceTypeSelect
from products.editing.form import CalibrationRecordFormSet, ProductPageForm
from products.price_doubts import price_warnings
from products.sale.reading import read_restriction
from products.specification.form import DRAWN_FOR, AttributeForm
from products.specification.revision_comparison import AttributesComparison
from suppliers.choices import province_choices
from suppliers.panels import address_tab, proof_panels


class AttributesPanel(Panel):
    """The fields of the chosen device type, redrawn when another one is chosen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "products/admin/attributes_panel.html"

        @property
        def media(self) -> Media:
            return Media(
                css={"all": ["products/admin/attributes.css"]},
                js=["products/admin/attributes.js"],
            )

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                **attribute_fields_context(self.form.attribute_form),
                "redraw_url": reverse("product_attribute_fields"),
            }

        def get_comparison(self):
            return [AttributesComparison]


class PriceDoubtsPanel(Panel):
    """Names prices far from those of other products of the device type, to whoever
    edits or verifies the page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "products/admin/price_doubts.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.doubts)

        @cached_property
        def doubts(self) -> list[str]:
            page = self.instance
            return list(price_warnings(page)) if page.device_type_id else []

        @property
        def media(self) -> Media:
            return Media(css={"all": ["products/admin/attributes.css"]})

        def get_comparison(self):
            return []


class SalePanel(Panel):
    """Says which variants cannot be bought, and leads to where that is changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "products/admin/sale_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        @cached_property
        def readings(self) -> list[tuple[str, Reading]]:
            return [
                (sku, read_restriction(each.reason, each.since_day, each.kind))
                for sku, each in self.instance.restrictions.items()
            ]

        @property
        def media(self) -> Media:
            return Media(css={"all": ["products/admin/attributes.css"]})

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "sale_url": reverse("product_sale", args=[self.instance.pk]),
            }

        def get_comparison(self):
            return []


class DccPanel(Panel):
    """Leads to the upload of a digital calibration certificate."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "products/admin/dcc_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None and self._is_open

        @property
        def _is_open(self) -> bool:
            permissions = self.instance.permissions_for_user(self.request.user)
            return not permissions.page_locked()

        @property
        def media(self) -> Media:
            return Media(css={"all": ["products/admin/dcc.css"]})

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "upload_url": reverse("product_dcc", args=[self.instance.pk]),
            }

        def get_comparison(self):
            return []


class OriginalPanel(FieldPanel):
    """Shows the digital certificate that a record was filled from, where there is one;
    it can be detached, and never chosen."""

    def __init__(self, field_name: str, **kwargs):
        super().__init__(
            field_name, **{"widget": OriginalInput, "disable_comments": True, **kwargs}
        )

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            # Revisions are compared without a form.
            has_value = self.form is None or bool(self.bound_field.value())
            return super().is_shown() and has_value

        def get_editable_context_data(self):
            widget = self.bound_field.field.widget
            widget.document = self.instance.dcc
            widget.signature = self.instance.get_dcc_signature_display()
            return super().get_editable_context_data()


def attribute_fields_context(form: AttributeForm) -> dict[str, object]:
    return {"attribute_form": form, "drawn_for_name": DRAWN_FOR}


product_tab = OpenTab(
    [
        FieldPanel("title", heading=_("Nama produk")),
        FieldPanel("device_type", widget=DeviceTypeSelect),
        FieldRowPanel([FieldPanel("brand"), FieldPanel("model_name")]),
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("warranty_months"), FieldPanel("country_of_origin")]
                ),
                FieldRowPanel([FieldPanel("kbki_code"), FieldPanel("hs_code")]),
            ],
            heading=_("Data perdagangan"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("production_share"),
                        FieldPanel("labour_share"),
                        FieldPanel("material_share"),
                    ]
                )
            ],
            heading=_("Pernyataan produk dalam negeri (PDN)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("name_en"),
                FieldPanel("summary_en"),
                FieldPanel("description_en"),
            ],
            heading=_("Bahasa Inggris"),
            classname="collapsed",
        ),
    ],
    heading=_("Produk"),
    place="product",
)

specification_tab = ObjectList(
    [AttributesPanel(heading=_("Spesifikasi"))], heading=_("Spesifikasi")
)

variants_tab = ObjectList(
    [
        PriceDoubtsPanel(heading=_("Harga yang meragukan")),
        SalePanel(heading=_("Penjualan")),
        InlinePanel(
            "variants",
            [
                FieldPanel("sku"),
                FieldRowPanel([FieldPanel("label"), FieldPanel("label_en")]),
                FieldRowPanel(
                    [
                        FieldPanel("price"),
                        FieldPanel("ppn_percent"),
                        FieldPanel("price_valid_until"),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("unit"),
                        FieldPanel("stock"),
                        FieldPanel("minimum_order"),
                    ]
                ),
                FieldRowPanel([FieldPanel("gtin"), FieldPanel("kfa_code")]),
            ],
            heading=_("Varian"),
            label=_("varian"),
            help_text=_(
                "Yang dipesan pembeli: satu baris untuk tiap ukuran, dengan harganya."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("weight_grams"),
                FieldRowPanel(
                    [
                        FieldPanel("length_mm"),
                        FieldPanel("width_mm"),
                        FieldPanel("height_mm"),
                    ]
                ),
            ],
            heading=_("Berat dan ukuran kemasan"),
        ),
        FieldPanel(
            "regions_served",
            widget=JsonCheckboxes(
                choices=province_choices, attrs={"class": "province-boxes"}
            ),
        ),
    ],
    heading=_("Varian & harga"),
)

certificates_tab = ObjectList(
    [
        OutcomesPanel(heading=_("Pemeriksaan")),
        InlinePanel(
            "authorisations",
            [
                FieldPanel("number"),
                FieldRowPanel([FieldPanel("risk_class"), FieldPanel("licence_group")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("registrar"), FieldPanel("factory")]),
                FieldPanel("scope"),
                *proof_panels(),
            ],
            heading=_("Izin edar"),
            label=_("izin edar"),
            help_text=_(
                "Izin pertama yang masih berlaku adalah yang utama. Izin AKL atau PKL "
                "yang berlaku membuat produk bukan produk dalam negeri."
            ),
        ),
        InlinePanel(
            "tkdn_certificates",
            [
                FieldPanel("number"),
                FieldRowPanel([FieldPanel("method"), FieldPanel("holder")]),
                FieldRowPanel(
                    [
                        FieldPanel("tkdn"),
                        FieldPanel("issued_on"),
                        FieldPanel("tkdn_expires_on"),
                    ]
                ),
                FieldRowPanel([FieldPanel("bmp"), FieldPanel("bmp_expires_on")]),
                FieldRowPanel(
                    [FieldPanel("self_declared"), FieldPanel("register_state")]
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("brand"), FieldPanel("type_name")]),
                        FieldRowPanel([FieldPanel("hs_code"), FieldPanel("kbli_code")]),
                        FieldPanel("specification"),
                        FieldPanel("plant"),
                        FieldPanel("report_number"),
                    ],
                    heading=_("Seperti tercantum pada sertifikat"),
                    classname="collapsed",
                ),
                *proof_panels(),
            ],
            heading=_("Sertifikat TKDN"),
            label=_("sertifikat TKDN"),
        ),
        InlinePanel(
            "certificates",
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("holder")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("standard"), FieldPanel("scope")]),
                *proof_panels(),
            ],
            heading=_("Sertifikat lain"),
            label=_("sertifikat"),
        ),
    ],
    heading=_("Izin & sertifikat"),
)

calibration_tab = ObjectList(
    [
        DccPanel(heading=_("Sertifikat digital")),
        CalibrationRecordsPanel(
            "calibration_records",
            [
                FieldRowPanel(
                    [FieldPanel("certificate_number"), FieldPanel("order_number")]
                ),
                FieldRowPanel([FieldPanel("unit_serial"), FieldPanel("purpose")]),
                # A plain list: the page chooser would lead through others' pages.
                FieldPanel("laboratory", widget=Select),
                FieldRowPanel(
                    [FieldPanel("laboratory_name"), FieldPanel("laboratory_code")]
                ),
                FieldRowPanel([FieldPanel("received_on"), FieldPanel("began_on")]),
                FieldRowPanel([FieldPanel("performed_on"), FieldPanel("issued_on")]),
                FieldRowPanel([FieldPanel("due_on"), FieldPanel("place")]),
                FieldPanel("result"),
                MultiFieldPanel(
                    [
                        FieldRowPanel(
                            [
                                FieldPanel("temperature_low"),
                                FieldPanel("temperature_high"),
                            ]
                        ),
                        FieldRowPanel(
                            [
                                FieldPanel("humidity_low"),
                                FieldPanel("humidity_high"),
                            ]
                        ),
                        FieldPanel("mains_voltage"),
                    ],
                    heading=_("Kondisi lingkungan"),
                    classname="collapsed",
                ),
                FieldPanel("results"),
                FieldPanel("standards"),
                OriginalPanel("dcc"),
                *proof_panels(),
            ],
            heading=_("Kalibrasi"),
            label=_("kalibrasi"),
            help_text=_("Kalibrasi satu unit contoh, menurut nomor serinya."),
            formset=CalibrationRecordFormSet,
        ),
    ],
    heading=_("Kalibrasi"),
)

files_tab = ObjectList(
    [
        InlinePanel(
            "pictures",
            [FieldPanel("image"), FieldPanel("caption")],
            heading=_("Gambar"),
            label=_("gambar"),
            help_text=_("Gambar pertama mewakili produk dalam daftar."),
        ),
        InlinePanel(
            "attachments",
            [FieldPanel("document"), FieldPanel("kind")],
            heading=_("Dokumen untuk diunduh"),
            label=_("dokumen"),
        ),
    ],
    heading=_("Gambar & dokumen"),
)

product_edit_handler = TabbedInterface(
    [
        product_tab,
        specification_tab,
        variants_tab,
        certificates_tab,
        calibration_tab,
        files_tab,
        address_tab(),
    ],
    base_form_class=ProductPageForm,
)
