"""What a digital calibration certificate says, whatever version it was written in.

Numbers are decimals exactly as certified ("10.00" keeps its zeros), dates are dates;
None or "" means that the certificate does not state it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.findings import Finding

WRITTEN_VERSION = "3.3.0"
"""The version of the DCC schema in which the catalogue writes."""


class SignatureStatus(StrEnum):
    """What the three answers of a SignatureCheck amount to."""

    ABSENT = "absent"
    PRESENT = "present"
    VERIFIED = "verified"
    ALTERED = "altered"


class Content(StrEnum):
    """Whether the file is as it was when it was signed, whoever signed it."""

    INTACT = "intact"
    ALTERED = "altered"
    UNCHECKED = "unchecked"


class Chain(StrEnum):
    """Whether the signer's certificate leads to a trusted authority, whenever."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class SigningTime:
    """Whether the signer's certificate was and is valid, as far as the file says.

    ``signed_at`` is what the signer says, under the signature; ``revoked_at`` is in
    evidence that the file brings along and that the issuer signed. None: not known.
    """

    signed_at: datetime | None = None
    valid_then: bool | None = None
    valid_now: bool | None = None
    has_revocation_evidence: bool = False
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """Three answers about a signature, and what they amount to.

    ``signer`` is the name in the signer's certificate, which proves nothing unless the
    chain is known; ``reason`` says why a signature that is present is not verified.
    """

    status: SignatureStatus = SignatureStatus.ABSENT
    signer: str = ""
    reason: Finding | None = None
    content: Content = Content.UNCHECKED
    chain: Chain = Chain.UNCHECKED
    time: SigningTime = SigningTime()


@dataclass(frozen=True, slots=True)
class Identification:
    """A number of the item other than its serial number, such as its inventory number.

    ``issuer`` is "manufacturer", "calibrationLaboratory", "customer", "owner" or
    "other".
    """

    issuer: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DeviceClass:
    """A class of the item in a nomenclature: ("EMDN", "Z12030202")."""

    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Item:
    """The unit that was calibrated."""

    name: str = ""
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    identifications: tuple[Identification, ...] = ()
    classes: tuple[DeviceClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Laboratory:
    """The laboratory; ``code`` is its accreditation ("LK-532-IDN"), ``country`` two
    letters of ISO 3166-1."""

    name: str = ""
    code: str = ""
    street: str = ""
    city: str = ""
    post_code: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who answers for the certificate."""

    name: str = ""
    role: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """A reference standard that was used; ``traceability`` in the laboratory's words
    ("SI melalui LK-032-IDN"), ``due_on`` the day of its own next calibration."""

    name: str = ""
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    certificate_number: str = ""
    traceability: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """Ambient conditions: temperature in ``temperature_unit``, humidity in percent,
    mains voltage in volts."""

    temperature_low: Decimal | None = None
    temperature_high: Decimal | None = None
    temperature_unit: str = ""
    humidity_low: Decimal | None = None
    humidity_high: Decimal | None = None
    mains_voltage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MeasuredPoint:
    """One row of a table of results.

    All numbers are in ``unit`` (as people write it: "mmHg", "°C", "mL/h"), ``k`` has
    none. ``low`` and ``high`` bound the *measured value*. ``rule`` is "", "simple",
    "guarded" or "non_binary"; ``conformity`` is "", "pass", "fail",
    "conditional_pass" or "conditional_fail". ``lacking`` names the kinds of quantity
    ("absolute", "difference", "uncertainty", "limit") that the certificate states of
    this point and that could not be read: what it says of conformity rests on more
    than is here.
    """

    parameter: str = ""
    key: str = ""
    unit: str = ""
    nominal: Decimal | None = None
    mean: Decimal | None = None
    error: Decimal | None = None
    u95: Decimal | None = None
    k: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: str = ""
    rule: str = ""
    conformity: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """Numbers of the file that have no place in what the certificate is taken to state.

    ``table`` is the result in which they stand ("" outside of results), ``column`` the
    quantity as it is named, ``unit`` in the digital SI; ``reason`` is the code of the
    finding that says why.
    """

    table: str
    column: str
    reason: str
    numbers: tuple[Decimal, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One ``dcc:result``: its name and its points in order."""

    name: str = ""
    points: tuple[MeasuredPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class DigitalCertificate:
    """What a certificate states.

    ``location`` is "laboratory", "customer", "other" or ""; ``conformity`` is the
    overall result in the words of the schema ("pass", "fail", "conditionalPass",
    "conditionalFail", "noPass", "noFail"). The version, the signature, the findings
    (what was not understood) and the numbers that were not read belong to the file and
    not to what it states: they do not take part in a comparison.
    """

    number: str
    order_number: str = ""
    languages: tuple[str, ...] = ()
    received_on: date | None = None
    performed_from: date | None = None
    performed_to: date | None = None
    issued_on: date | None = None
    location: str = ""
    items: tuple[Item, ...] = ()
    laboratory: Laboratory = Laboratory()
    customer: str = ""
    signers: tuple[Signer, ...] = ()
    due_on: date | None = None
    conformity: str = ""
    standards: tuple[Standard, ...] = ()
    environment: Environment = Environment()
    results: tuple[ResultTable, ...] = ()
    statements: tuple[str, ...] = ()
    schema_version: str = field(default=WRITTEN_VERSION, compare=False)
    signature: SignatureCheck = field(default=SignatureCheck(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    unread: tuple[Unread, ...] = field(default=(), compare=False)
