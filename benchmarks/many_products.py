"""A ledger of as many products as asked for, each like a real one.

The stored documents of a demonstration catalogue are multiplied: each copy has its own
number, supplier, brand, model, prices, stock, numbers of licences and certificates,
TKDN, pictures' addresses and days, and words of its own from a vocabulary that grows
with the catalogue as that of real texts does. A copy follows from its number alone, so
two runs make the same.
"""

import base64
import random
from collections.abc import Iterator, Sequence
from typing import Any

Json = dict[str, Any]

BATCH = 2_000
PRODUCTS_OF_A_SUPPLIER = 250
VOCABULARY = 200_000
OWN_WORDS = 12
"""Words from the vocabulary in each description."""
_SYLLABLES = [
    first + second
    for first in "bcdghjklmnprstw"
    for second in ("a", "i", "u", "e", "o")
]


def word(rank: int) -> str:
    """The word of that rank in the vocabulary: the higher, the rarer, and each
    another. No word of any language, so that no stemmer changes it."""
    parts = []
    for _syllable in range(4):
        rank, syllable = divmod(rank, len(_SYLLABLES))
        parts.append(_SYLLABLES[syllable])
    return "x" + "".join(parts)


def fill_ledger(count: int) -> None:
    """Put ``count`` products in place of those that the ledger has."""
    import orjson
    from django.utils import timezone

    from readmodel.models import IndexerLease, PendingChange, ProductState

    originals = [
        orjson.loads(document)
        for document in ProductState.objects.filter(live=True).values_list(
            "document", flat=True
        )
    ]
    ProductState.objects.all().delete()
    PendingChange.objects.all().delete()
    now = timezone.now()
    for start in range(1, count + 1, BATCH):
        ProductState.objects.bulk_create(
            ProductState(
                product_id=number,
                revision=number,
                checksum="0" * 64,
                changed_at=now,
                document=orjson.dumps(document),
            )
            for number, document in copies(
                originals, range(start, min(start + BATCH, count + 1)), count
            )
        )
    IndexerLease.objects.update(last_revision=count)


def copies(
    originals: Sequence[Json], numbers: range, count: int
) -> Iterator[tuple[int, Json]]:
    """The documents of these numbers in a catalogue of ``count`` products."""
    suppliers = max(count // PRODUCTS_OF_A_SUPPLIER, 20)
    for number in numbers:
        yield number, copy(originals[number % len(originals)], number, suppliers)


def copy(original: Json, number: int, suppliers: int) -> Json:
    """The product ``number``, made of another one's document."""
    chance = random.Random(number)  # noqa: S311
    brand_id = chance.randrange(suppliers)
    brand = word(brand_id).title()
    model = f"{word(chance.randrange(500))[1:3].upper()}-{number}"
    words = " ".join(word(_rank(chance)) for _each in range(OWN_WORDS))
    named = {original["brand"]: brand, original["model"]: model}
    variants = [
        _variant(each, f"{brand[:3].upper()}{brand_id}-{model}-{place}", chance)
        for place, each in enumerate(original["variants"])
    ]
    prices = [each["price"] for each in variants if each["price"] is not None]
    licences = [_licence(each, chance) for each in original["licences"]]
    tkdn = None if original["tkdn"] is None else round(chance.uniform(10, 90), 2)
    published = f"20{chance.randrange(18, 26)}-{_day(chance)}T07:45:00+00:00"
    return {
        **original,
        "id": number,
        "title": _renamed(original["title"], named),
        "title_en": _renamed(original["title_en"], named),
        "url": f"/pemasok/{brand.lower()}/{model.lower()}/",
        "brand": brand,
        "model": model,
        "summary": f"{original['summary']} {words[:60]}",
        "description": f"{original['description']}<p>{words}</p>",
        "supplier": _supplier(original["supplier"], brand_id, brand),
        "pictures": [_picture(each, chance) for each in original["pictures"]],
        "variants": variants,
        "price_min": min(prices, default=None),
        "price_max": max(prices, default=None),
        "stock": sum(each["stock"] for each in variants),
        "licence": licences[0] if original["licence"] else None,
        "licences": licences,
        "tkdn": tkdn,
        "tkdn_bmp": None if tkdn is None else tkdn + (original["bmp"] or 0),
        "tkdn_certificates": [
            each | {"number": f"{chance.randrange(10**5)}/SJ-IND.8/TKDN/{number}"}
            for each in original["tkdn_certificates"]
        ],
        "certificates": [
            each | {"number": f"{each['number'][:3]}{chance.randrange(10**9)}"}
            for each in original["certificates"]
        ],
        "published_at": published,
        "updated_at": published,
    }


def _rank(chance: random.Random) -> int:
    """A place in the vocabulary, as often as Zipf has it: one over the rank."""
    return int(VOCABULARY ** chance.random())


def _day(chance: random.Random) -> str:
    return f"{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"


def _renamed(text: str, named: dict[str, str]) -> str:
    for former, present in named.items():
        text = text.replace(former, present)
    return text


def _supplier(original: Json, brand_id: int, brand: str) -> Json:
    name = f"{brand} {original['name'].split()[-1]}"
    return {
        **original,
        "id": brand_id + 1,
        "name": name,
        "legal_name": f"PT {name}",
        "url": f"/pemasok/{brand.lower()}/",
    }


def _variant(original: Json, sku: str, chance: random.Random) -> Json:
    price = original["price"]
    if price is not None:
        price = int(price * chance.lognormvariate(0, 0.5)) // 500 * 500 + 500
    return {
        **original,
        "sku": sku,
        "price": price,
        "price_with_ppn": None if price is None else price * 111 // 100,
        "stock": original["stock"] and chance.randrange(1, 400),
        "gtin": f"899{chance.randrange(10**10):010}",
    }


def _licence(original: Json, chance: random.Random) -> Json:
    prefix = original["number"].split()[0]
    number = f"{prefix} {chance.randrange(10**11):011}"
    return {**original, "number": number, "display": f"KEMENKES RI {number}"}


def _picture(original: Json, chance: random.Random) -> Json:
    """With addresses of its own: signatures, which no index can compress."""
    urls = {}
    for size, address in original["urls"].items():
        signature = base64.urlsafe_b64encode(chance.randbytes(20)).decode()
        _empty, folder, _signature, _picture, *rest = address.split("/")
        picture = str(chance.randrange(10**6))
        urls[size] = "/".join(("", folder, signature, picture, *rest))
    return {**original, "urls": urls}
