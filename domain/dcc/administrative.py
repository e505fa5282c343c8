"""The administrative part: numbers, dates, item, laboratory, people and statements."""

import re
from datetime import date
from xml.etree.ElementTree import Element

from domain.dcc import marks
from domain.dcc.certificate import DeviceClass, Identification, Item, Laboratory, Signer
from domain.dcc.notes import Notes, quoted
from domain.dcc.texts import (
    all_names,
    child_text,
    content_of,
    dcc,
    name_of,
    one_line,
    paragraphs,
    ref_types,
)
from domain.messages import gettext_noop as _

MOST_ITEMS = 100
MOST_STATEMENTS = 200

LOCATIONS = {
    "laboratory": "laboratory",
    "laboratoryBranch": "laboratory",
    "customer": "customer",
    "customerBranch": "customer",
    "other": "other",
}
CONFORMITIES = (
    "pass",
    "fail",
    "conditionalPass",
    "conditionalFail",
    "noPass",
    "noFail",
)
ISSUERS = ("manufacturer", "calibrationLaboratory", "customer", "owner", "other")

SERIAL = re.compile(r"serien|serial|nomor seri|no\.? ?seri|\bs/?n\b")
ORDER = re.compile(r"auftrag|\border|\bpesanan|nomor permintaan")
COUNTRY = re.compile("[A-Z]{2}")
LANGUAGE = re.compile("[a-z]{2}")
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?", re.ASCII)

Numbered = tuple[tuple[str, ...], Identification]


def read_day(parent: Element | None, name: str, notes: Notes) -> date | None:
    """A date of the schema (``xs:date``), whose time zone says nothing here."""
    written = child_text(parent, name)
    return day_written(written, name, notes) if written else None


def day_written(written: str, name: str, notes: Notes) -> date | None:
    """The date of a text, the part ``name`` of the certificate."""
    match = DAY.fullmatch(written)
    try:
        return date.fromisoformat(match[1] if match else written)
    except ValueError:
        notes.warn(
            "not_a_date",
            _("Tanggal %(text)s (%(name)s) tidak dapat dibaca."),
            text=quoted(written),
            name=name,
        )
        return None


def read_languages(core: Element | None, notes: Notes) -> tuple[str, ...]:
    """The languages used, the first mandatory one first."""
    if core is None:
        return ()
    written = [
        one_line(element.text)
        for name in ("mandatoryLangCodeISO639_1", "usedLangCodeISO639_1")
        for element in core.iterfind(dcc(name))
    ]
    for language in written:
        if not LANGUAGE.fullmatch(language):
            notes.warn(
                "not_a_language",
                _("Kode bahasa %(code)s dilewatkan."),
                code=quoted(language),
            )
    known = (language for language in written if LANGUAGE.fullmatch(language))
    return tuple(dict.fromkeys(known))


def read_location(core: Element | None, notes: Notes) -> str:
    """Where the calibration was made: "laboratory", "customer", "other" or ""."""
    written = child_text(core, "performanceLocation")
    element = None if core is None else core.find(dcc("performanceLocation"))
    if not written or marks.NOT_STATED in ref_types(element):
        return ""
    if written not in LOCATIONS:
        notes.warn(
            "location_unknown",
            _("Tempat kalibrasi %(text)s dilewatkan."),
            text=quoted(written),
        )
    return LOCATIONS.get(written, "")


def read_order_number(core: Element | None, notes: Notes) -> str:
    """The laboratory's order number, known by its name."""
    if core is None:
        return ""
    order = ""
    for element in core.iterfind(f"{dcc('identifications')}/{dcc('identification')}"):
        value = child_text(element, "value")
        is_order = marks.ORDER_NUMBER in ref_types(element) or any(
            ORDER.search(name.casefold()) for name in all_names(element)
        )
        if is_order and not order:
            order = value
        else:
            notes.warn(
                "number_skipped",
                _("Nomor %(name)s: %(value)s dilewatkan."),
                name=quoted(name_of(element)),
                value=quoted(value),
            )
    return order


def read_identifications(parent: Element | None) -> tuple[str, list[Numbered]]:
    """The serial number, and the other numbers with their refTypes."""
    serial, others = "", []
    for element in () if parent is None else parent.iterfind(dcc("identification")):
        kinds = ref_types(element)
        value = child_text(element, "value")
        if not value or marks.NOT_STATED in kinds:
            continue
        if not serial and _is_serial(element, value):
            serial = value
            continue
        issuer = child_text(element, "issuer")
        if issuer not in ISSUERS:
            issuer = "other"
        others.append((kinds, Identification(issuer, name_of(element), value)))
    return serial, others


def _is_serial(element: Element, value: str) -> bool:
    kinds = ref_types(element)
    if marks.SERIAL_NUMBER in kinds:
        return True
    if any(kind.startswith("alkes_") for kind in kinds):
        return False
    if child_text(element, "issuer") != "manufacturer":
        return False
    names = [name for name in all_names(element) if name]
    if names:
        return any(SERIAL.search(name.casefold()) for name in names)
    return any(character.isdigit() for character in value)


def read_items(administrative: Element | None, notes: Notes) -> tuple[Item, ...]:
    """The calibrated items and their parts, in order."""
    if administrative is None:
        return ()
    items: list[Item] = []
    for listed in administrative.iterfind(dcc("items")):
        _add_items(items, listed)
    if len(items) > MOST_ITEMS:
        notes.warn(
            "too_many_items",
            _("Hanya %(most)s alat pertama yang dibaca."),
            most=MOST_ITEMS,
        )
    return tuple(items[:MOST_ITEMS])


def _add_items(items: list[Item], listed: Element) -> None:
    maker = name_of(listed.find(dcc("manufacturer")))
    classes = _read_classes(listed)
    for element in listed.iterfind(dcc("item")):
        serial, others = read_identifications(element.find(dcc("identifications")))
        item = Item(
            name=name_of(element),
            manufacturer=name_of(element.find(dcc("manufacturer"))) or maker,
            model=child_text(element, "model"),
            serial=serial,
            identifications=tuple(number for _kinds, number in others),
            classes=_read_classes(element) or classes,
        )
        if item != Item():
            items.append(item)
        for parts in element.iterfind(dcc("subItems")):
            _add_items(items, parts)


def _read_classes(element: Element) -> tuple[DeviceClass, ...]:
    return tuple(
        DeviceClass(child_text(one, "reference"), child_text(one, "classID"))
        for one in element.iterfind(dcc("equipmentClass"))
        if child_text(one, "classID")
    )


def read_laboratory(administrative: Element | None, notes: Notes) -> Laboratory:
    """Name, accreditation and address of the laboratory."""
    laboratory = _child(administrative, "calibrationLaboratory")
    contact = _child(laboratory, "contact")
    place = _child(contact, "location")
    country = child_text(place, "countryCode")
    if country and not COUNTRY.fullmatch(country):
        notes.warn(
            "not_a_country", _("Kode negara %(code)s dilewatkan."), code=quoted(country)
        )
        country = ""
    street = (child_text(place, "street"), child_text(place, "streetNo"))
    return Laboratory(
        name=name_of(contact),
        code=child_text(laboratory, "calibrationLaboratoryCode"),
        street=" ".join(part for part in street if part),
        city=child_text(place, "city"),
        post_code=child_text(place, "postCode"),
        country=country,
        email=child_text(contact, "eMail"),
        phone=child_text(contact, "phone"),
    )


def read_customer(administrative: Element | None) -> str:
    return name_of(_child(administrative, "customer"))


def read_signers(administrative: Element | None) -> tuple[Signer, ...]:
    """The people who answer for the certificate, in order."""
    persons = _child(administrative, "respPersons")
    if persons is None:
        return ()
    signers = (
        Signer(
            name=name_of(person.find(dcc("person"))),
            role=child_text(person, "role"),
            is_main=child_text(person, "mainSigner") in ("true", "1"),
        )
        for person in persons.iterfind(dcc("respPerson"))
    )
    return tuple(signer for signer in signers if signer.name or signer.role)[
        :MOST_ITEMS
    ]


def read_due_date(administrative: Element | None, notes: Notes) -> date | None:
    """When the item is to be calibrated again."""
    for statement in _statements(administrative, marks.RECALIBRATION):
        due = read_day(statement, "date", notes)
        if due is not None:
            return due
        if child_text(statement, "period"):
            notes.warn(
                "due_as_period",
                _(
                    "Kalibrasi ulang dinyatakan sebagai jangka waktu, bukan "
                    "tanggal, dan dilewatkan."
                ),
            )
    return None


def read_conformity(root: Element, notes: Notes) -> str:
    """The overall result, in the words of the schema, or ""."""
    stated = [
        child_text(statement, "conformity")
        for statement in _statements(root.find(dcc("administrativeData")), "")
        if marks.CONFORMITY in ref_types(statement)
    ]
    stated += [
        child_text(entry, "conformity")
        for entry in root.iterfind(
            f"{dcc('measurementResults')}//{dcc('measurementResult')}"
            f"/{dcc('measurementMetaData')}/{dcc('metaData')}"
        )
        if marks.CONFORMITY in ref_types(entry)
    ]
    known = [word for word in stated if word in CONFORMITIES]
    if len(set(stated) - {""}) > 1:
        notes.warn(
            "conformity_contradicts",
            _("Beberapa pernyataan kesesuaian berbeda; yang pertama dipakai."),
        )
    return known[0] if known else ""


def read_statements(administrative: Element | None) -> tuple[str, ...]:
    """What the statements declare, each with the norm that it names."""
    texts = (_statement_text(one) for one in _statements(administrative, ""))
    return tuple(text for text in texts if text)[:MOST_STATEMENTS]


def _statement_text(statement: Element) -> str:
    norms = [
        one_line(element.text)
        for name in ("norm", "reference")
        for element in statement.iterfind(dcc(name))
    ]
    norm = ", ".join(text for text in norms if text)
    declared = content_of(statement.find(dcc("declaration")))
    return paragraphs(f"{norm}: {declared}" if norm and declared else declared or norm)


def _statements(administrative: Element | None, ref_type: str) -> list[Element]:
    """The statements of a refType, or all for ""."""
    statements = _child(administrative, "statements")
    if statements is None:
        return []
    return [
        statement
        for statement in statements.iterfind(dcc("statement"))
        if not ref_type or ref_type in ref_types(statement)
    ]


def _child(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else parent.find(dcc(name))
