from django.core.management.base import BaseCommand

from catalog_site.setup import set_up_catalogue


class Command(BaseCommand):
    help = "Makes the pages, site, verifiers, workflow and device types; repeatable."

    def handle(self, *args, **options):
        set_up_catalogue(report=self.stdout.write)
