"""How documents lie in the index: its schema, and what each field is filled with."""

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from certificates.kinds import TAKES_EFFECT_AWAY
from core.rich_text import plain_text
from domain.eligibility import reaches_40, tkdn_band
from domain.validity import Status
from products.sale.reading import restriction_of_all
from search.analysis import analyse, analyse_codes
from search.conditions import same_gtin, same_sku
from search.documents.types import Named, ProductDocument, product_card
from search.engines.base import (
    AnalysedText,
    DocumentGroup,
    IndexDocument,
    IndexSchema,
    Term,
    TextField,
)

PRODUCT = "product"

INDEX_SCHEMA = IndexSchema(
    texts=(
        TextField("title", weight=4.0),
        TextField("codes", weight=4.0),
        TextField("brand", weight=3.0),
        TextField("device_type", weight=3.0),
        TextField("supplier", weight=1.5),
        TextField("summary", weight=1.5),
        TextField("body", weight=0.7),
    ),
    terms=(
        "category",
        "device_type",
        "risk_class",
        "tkdn_band",
        "tkdn_bmp_40",
        "province",
        "supplier",
        "licence",
        "verified",
        "domestic",
        "calibrated",
        "in_stock",
        "business_scale",
        "sku",
        "gtin",
        "licence_number",
    ),
    numbers=("price", "tkdn", "published", "updated", "revision"),
    prefixes=("title", "brand", "device_type", "supplier"),
)

FILLING = 3
"""Raised when a field is filled otherwise than before."""


def index_version(schema: IndexSchema) -> str:
    """Names the fields of an index and what is in them: where it differs, the index is
    rebuilt."""
    digest = blake2b(repr(schema).encode(), digest_size=8).hexdigest()
    return f"{FILLING}-{digest}"


def product_key(product_id: int) -> str:
    return f"{PRODUCT}:{product_id}"


def document_group(product_id: int, document: ProductDocument | None) -> DocumentGroup:
    """All that the index holds of a product; ``document`` is None once it left."""
    documents = () if document is None else (product_document(document),)
    return DocumentGroup(product_id, documents)


def product_document(document: ProductDocument) -> IndexDocument:
    return IndexDocument(
        key=product_key(document["id"]),
        kind=PRODUCT,
        source=document,
        card=product_card(document),
        texts=_texts(document),
        terms=_terms(document),
        numbers=_numbers(document),
    )


_of_many = lru_cache(maxsize=4_096)(analyse)
"""The terms of a text that many products have."""


def _texts(document: ProductDocument) -> dict[str, AnalysedText]:
    device_type = document["device_type"]
    names = (device_type["label_id"], device_type["label_en"], *document["synonyms"])
    # Without their labels: every device with an operating temperature would be
    # found for "operasi".
    attributes = (
        f"{each['text_id']} {each['text_en']}" for each in document["attributes"]
    )
    description = plain_text(document["description"] + document["description_en"])
    supplier = document["supplier"]
    return {
        "title": analyse(f"{document['title']} {document['title_en']}"),
        "codes": analyse_codes(_codes(document)),
        "brand": analyse(f"{document['brand']} {document['model']}"),
        "device_type": _of_many(" ".join(names)),
        "supplier": _of_many(f"{supplier['name']} {supplier['legal_name']}"),
        "summary": analyse(f"{document['summary']} {document['summary_en']}"),
        "body": analyse(" ".join((description, *attributes))),
    }


def _codes(document: ProductDocument) -> list[str]:
    codes = [document["model"], document["kbki_code"], document["hs_code"]]
    for licence in document["licences"]:
        number = licence["number"]
        codes += [licence["display"], number, number.split()[-1]]
    codes += [each["number"] for each in document["tkdn_certificates"]]
    for variant in document["variants"]:
        codes += [variant["sku"], variant["gtin"], variant["kfa_code"]]
    return [code for code in codes if code]


def _terms(document: ProductDocument) -> dict[str, tuple[Term, ...]]:
    supplier = document["supplier"]
    terms = {
        "category": (_term(document["category"]),),
        "device_type": (_term(document["device_type"]),),
        "tkdn_band": (Term(tkdn_band(document["tkdn"])),),
        "tkdn_bmp_40": (_yes_no(reaches_40(document["tkdn_bmp"])),),
        "supplier": (_labelled(str(supplier["id"]), supplier["name"]),),
        "licence": tuple(map(Term, _licence_terms(document))),
        "verified": (_yes_no(document["verified"]),),
        "domestic": (_yes_no(document["domestic"]),),
        "calibrated": (_yes_no(bool(document["calibrated_until"])),),
        "in_stock": (_yes_no(document["stock"] > 0 and _can_be_ordered(document)),),
    }
    for name, codes in _keys(document).items():
        terms[name] = tuple(map(Term, dict.fromkeys(codes)))
    if document["risk_class"]:
        terms["risk_class"] = (Term(document["risk_class"]),)
    if supplier["province"]:
        terms["province"] = (Term(supplier["province"]),)
    if supplier["business_scale"]:
        terms["business_scale"] = (Term(supplier["business_scale"]),)
    return terms


def _keys(document: ProductDocument) -> dict[str, list[str]]:
    """The codes by which a program asks, as :mod:`search.conditions` compares them."""
    variants = document["variants"]
    return {
        "sku": [same_sku(each["sku"]) for each in variants if each["sku"]],
        "gtin": [same_gtin(each["gtin"]) for each in variants if each["gtin"]],
        "licence_number": [each["number"] for each in document["licences"]],
    }


def _licence_terms(document: ProductDocument) -> list[str]:
    """A licence that ends soon is still valid, hence found under both."""
    if document["licence"] is None:
        return ["none"]
    status = document["licence"]["status"]
    if status in TAKES_EFFECT_AWAY:
        return ["overruled"]
    return ["valid", status] if status == Status.EXPIRING else [status]


def _numbers(document: ProductDocument) -> dict[str, float]:
    numbers = {
        "price": document["price_min"],
        "tkdn": document["tkdn"],
        "revision": document["revision"],
        "published": _epoch(document["published_at"]),
        "updated": _epoch(document["updated_at"]),
    }
    return {name: value for name, value in numbers.items() if value is not None}


def _term(named: Named) -> Term:
    return _labelled(named["key"], named["label_id"], named["label_en"])


def _labelled(value: str, *labels: str) -> Term:
    """A term under one label, or one for each language.

    Control characters, which a name may have got by pasting, become spaces: an engine
    refuses the whole batch for one that it needs itself.
    """
    label_id, *others = (" ".join(label.split()) for label in labels)
    return Term(value, label_id, *(others or [label_id]))


def _can_be_ordered(document: ProductDocument) -> bool:
    """Whether no restriction stands in the way of each of its variants."""
    restrictions = (each["restriction"] for each in document["variants"])
    return restriction_of_all(restrictions) is None


def _yes_no(value: bool) -> Term:
    return Term("yes" if value else "no")


def _epoch(moment: str) -> float | None:
    return datetime.fromisoformat(moment).timestamp() if moment else None
