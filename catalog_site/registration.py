"""What the front page gets from the modules above its model."""

from catalog_site.home import home_context
from catalog_site.models import HomePage
from core.pages import register_context

register_context(HomePage, home_context)
