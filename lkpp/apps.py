from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LkppConfig(AppConfig):
    name = "lkpp"
    verbose_name = _("LKPP")
