from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.shown_progress import ShownProgress
from demo import loading
from demo.accounts import account_lines


class Command(BaseCommand):
    help = (
        "Fills an empty catalogue with fictional suppliers and products. "
        "The same seed and day make the same catalogue."
    )

    def add_arguments(self, parser):
        parser.add_argument("--products", type=int, default=loading.DEFAULT_PRODUCTS)
        parser.add_argument("--suppliers", type=int, default=loading.DEFAULT_SUPPLIERS)
        parser.add_argument("--seed", type=int, default=loading.DEFAULT_SEED)
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            help="The day that validity is counted from, as YYYY-MM-DD.",
        )
        parser.add_argument(
            "--picture-size",
            type=int,
            default=loading.PICTURE_SIZE,
            help="Width and height of the pictures in pixels.",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing when the catalogue has suppliers already.",
        )

    def handle(self, **options):
        if options["if_empty"] and not loading.is_empty():
            self.stdout.write(_("Katalog sudah berisi; tidak ada yang dimuat."))
            return
        plan = loading.Plan(
            today=options["today"] or timezone.localdate(),
            products=options["products"],
            suppliers=options["suppliers"],
            seed=options["seed"],
            picture_size=options["picture_size"],
        )
        try:
            with ShownProgress(self.stdout) as shown:
                loading.load_demo(plan, shown.update)
        except loading.DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report(plan)

    def _report(self, plan):
        counts = {"products": plan.products, "suppliers": plan.suppliers}
        self.stdout.write(
            _("%(products)d produk dari %(suppliers)d pemasok rekaan dimuat.") % counts
        )
        self.stdout.write(_("Akun contoh (nama / kata sandi):"))
        for line in account_lines():
            self.stdout.write(line)
