"""Columns of lists that read as cards where the screen is narrow."""

from django.forms import Media
from wagtail.admin.ui.tables import Column

QUEUE_MEDIA = Media(css={"all": ["verification/queue.css"]})
CARDS = "listing listing--cards"
"""Classes of such a list; the rest is done by ``queue.css``."""


class CardColumn(Column):
    """Has its label beside the value once there is no room for a head."""

    cell_template_name = "verification/cell.html"
