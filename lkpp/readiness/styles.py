"""How readiness looks in the editing site."""

from django.forms import Media

STYLES = Media(css={"all": ["lkpp/admin/readiness.css"]})
