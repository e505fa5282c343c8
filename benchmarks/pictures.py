"""What it costs to send a picture only to whom may see it.

    python benchmarks/pictures.py --products 1200

Compares Wagtail's own view, which sends every signed address to everyone, with ours,
for the pictures of a page of results that nobody is signed in to, and for a draft's,
asked for by its editor. All are drawn before; gates and disks of one run are the same.
"""

import argparse

from measure import REPEATS, milliseconds, report
from scratch import scratch_catalogue

SHOWN = 24
"""Pictures on a page of results."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--products", type=int, default=1200)
    arguments.add_argument("--suppliers", type=int, default=40)
    arguments.add_argument(
        "--picture-size", type=int, default=800, help="width and height in pixels"
    )
    arguments.add_argument("--repeats", type=int, default=REPEATS)
    options = arguments.parse_args()
    products = options.products
    with scratch_catalogue():
        _load(products, options.suppliers, options.picture_size)
        report(
            f"{SHOWN} pictures, {products} products",
            ("", "milliseconds", "a picture"),
            [(name, took, took / SHOWN) for name, took in _sending(options.repeats)],
        )


def _load(products: int, suppliers: int, picture_size: int) -> None:
    from django.core.management import call_command

    call_command("set_up_catalogue", verbosity=0)
    call_command(
        "load_demo",
        products=products,
        suppliers=suppliers,
        picture_size=picture_size,
        verbosity=0,
    )


def _sending(repeats: int) -> list[tuple[str, float]]:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory
    from wagtail.images.views.serve import ServeView

    from core.pictures import SPECS, picture_urls
    from core.serving import picture
    from products.models import ProductPage, ProductPicture

    images = list(
        ProductPicture.objects.order_by("pk").values_list("image", flat=True)[:SHOWN]
    )
    administrator = get_user_model().objects.filter(is_superuser=True).first()
    wagtails = ServeView.as_view()

    def send(view, user):
        for image_id in images:
            address = picture_urls(image_id)["card"]
            request = RequestFactory().get(address)
            request.user = user
            signature = address.split("/")[2].replace("%3D", "=")
            answer = view(request, signature, str(image_id), SPECS["card"])
            b"".join(answer.streaming_content)
            # Closing the answer would close the database as well.
            answer.file_to_stream.close()

    def sent(view, user) -> float:
        return milliseconds(lambda: send(view, user), repeats)

    everyone = AnonymousUser()
    measured = [
        ("Wagtail's view", sent(wagtails, everyone)),
        ("published, for everyone", sent(picture, everyone)),
    ]
    ProductPage.objects.update(live=False)
    drafts = sent(picture, administrator)
    return [*measured, ("of drafts, for who may see them", drafts)]


if __name__ == "__main__":
    main()
