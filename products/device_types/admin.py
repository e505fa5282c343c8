"""Device types and their attributes, which administrators look after."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.widgets import CommaSeparatedInput
from products.device_types.filters import DeviceTypeFilterSet
from products.models import DeviceType


class DeviceTypeIndexView(IndexView):
    """Finds types by the beginnings of words of names, synonyms and codes."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        found = queryset.matching(self.search_query)
        if self.is_explicitly_ordered:
            return found
        return found.best_first(self.search_query)


class DeviceTypeViewSet(SnippetViewSet):
    """For whoever holds the permissions on device types: no editor, no verifier."""

    model = DeviceType
    icon = "list-ul"
    menu_label = _("Jenis alat")
    menu_name = "device-types"
    menu_order = 300
    add_to_admin_menu = True
    index_view_class = DeviceTypeIndexView
    list_display = ["name_id", "name_en", "key", "category", "sub_category"]
    filterset_class = DeviceTypeFilterSet
    list_per_page = 50
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("name_id"), FieldPanel("name_en")]),
                    FieldRowPanel([FieldPanel("key"), FieldPanel("translation")]),
                    FieldPanel("synonyms", widget=CommaSeparatedInput),
                    FieldRowPanel([FieldPanel("category"), FieldPanel("sub_category")]),
                    FieldRowPanel(
                        [FieldPanel("licence_group"), FieldPanel("risk_class")]
                    ),
                    FieldPanel("aspak_codes", widget=CommaSeparatedInput),
                    FieldRowPanel(
                        [
                            FieldPanel("emdn_code"),
                            FieldPanel("kfa_template_code"),
                            FieldPanel("lkpp_unit"),
                        ]
                    ),
                ],
                heading=_("Jenis alat"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "attribute_rows",
                        [
                            FieldRowPanel(
                                [FieldPanel("label_id"), FieldPanel("label_en")]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("key"),
                                    FieldPanel("kind"),
                                    FieldPanel("unit"),
                                ]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("required"),
                                    FieldPanel("facet"),
                                    FieldPanel("multiple"),
                                ]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("better"),
                                    FieldPanel("typical_low"),
                                    FieldPanel("typical_high"),
                                ]
                            ),
                            FieldPanel("choices"),
                        ],
                        heading=_("Atribut"),
                        label=_("atribut"),
                    )
                ],
                heading=_("Atribut"),
            ),
            ObjectList(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("calibration_required"),
                            FieldPanel("calibration_interval_months"),
                            FieldPanel("calibration_method"),
                        ]
                    ),
                    InlinePanel(
                        "parameter_rows",
                        [
                            FieldRowPanel(
                                [FieldPanel("name_id"), FieldPanel("name_en")]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("key"),
                                    FieldPanel("unit"),
                                    FieldPanel("limit_kind"),
                                ]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("low"),
                                    FieldPanel("high"),
                                    FieldPanel("tolerance"),
                                ]
                            ),
                            FieldPanel("tolerance_text"),
                        ],
                        heading=_("Parameter kalibrasi"),
                        label=_("parameter"),
                        help_text=_(
                            "Batas keberterimaan laboratorium, bukan peraturan."
                        ),
                    ),
                ],
                heading=_("Kalibrasi"),
            ),
        ]
    )
