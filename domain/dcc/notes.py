"""What a reading did not understand, said once each."""

from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from domain.dcc.certificate import Unread
from domain.dcc.texts import name_of, ref_types
from domain.findings import Finding, warning
from domain.messages import gettext_noop as _

MOST_NOTES = 50
"""Beyond these a reader of the list learns nothing new, but that there are more."""

LONGEST_QUOTE = 60
MOST_NUMBERS = 10
"""So many of the numbers that were not read are written out in a sentence."""

NOTHING = "–"


def quoted(text: str) -> str:
    """The beginning of a stranger's text, fit for a sentence."""
    short = " ".join(text.split())
    if len(short) > LONGEST_QUOTE:
        short = short[: LONGEST_QUOTE - 1] + "…"
    return f"“{short}”"


def column_name(quantity: Element) -> str:
    """How a quantity is called, for people."""
    return name_of(quantity) or " ".join(ref_types(quantity)) or "?"


def quoted_name(quantity: Element) -> str:
    return quoted(column_name(quantity))


class Notes:
    """Collects warnings, each of them only once and not without end, and every number
    that was read and has no place in what the certificate is taken to state."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._said: set[tuple[str, str, str]] = set()
        self._unread: list[Unread] = []
        self._seen: set[Element] = set()
        self.table = ""
        """The table of results that is being read, "" outside of them."""

    def warn(self, code: str, message: str, /, **parameters: object) -> None:
        self._keep(warning(code, message, **parameters))

    def leave(
        self,
        code: str,
        message: str,
        /,
        quantity: Element,
        numbers: Iterable[Decimal],
        unit: str = "",
        **parameters: object,
    ) -> None:
        """Note ``numbers`` of ``quantity``, in the D-SI ``unit``, that are not read.

        The message may have the parameters ``column``, ``numbers`` and ``unit``.
        """
        listed = tuple(numbers)
        name = column_name(quantity)
        said = {
            "column": quoted(name),
            "numbers": _written(listed, unit),
            "unit": quoted(unit),
            **parameters,
        }
        used = {key: value for key, value in said.items() if f"%({key})s" in message}
        self.warn(code, message, **used)
        if listed:
            self._unread.append(Unread(self.table, name, code, listed, unit))

    def mark_seen(self, quantity: Element) -> None:
        """Note that the numbers of a quantity were looked at."""
        self._seen.add(quantity)

    def is_seen(self, quantity: Element) -> bool:
        return quantity in self._seen

    @property
    def left(self) -> int:
        """How often numbers were left so far."""
        return len(self._unread)

    def reasons_since(self, left: int) -> set[str]:
        """Why numbers were left after there were so many."""
        return {unread.reason for unread in self._unread[left:]}

    @property
    def findings(self) -> tuple[Finding, ...]:
        further = len(self._said) - len(self._findings)
        if not further:
            return tuple(self._findings)
        return (
            *self._findings,
            warning(
                "further_notes",
                _("Masih ada %(count)s hal lain yang tidak dipahami."),
                count=further,
            ),
        )

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(self._unread)

    def _keep(self, finding: Finding) -> None:
        # Findings hash alike that differ in parameters only, and a stranger's file may
        # give rise to many thousands of them.
        said = (finding.code, finding.message, repr(finding.parameters))
        if said not in self._said:
            self._said.add(said)
            if len(self._findings) < MOST_NOTES:
                self._findings.append(finding)


def _written(numbers: tuple[Decimal, ...], unit: str) -> str:
    shown = "; ".join(f"{number:f}" for number in numbers[:MOST_NUMBERS])
    if len(numbers) > MOST_NUMBERS:
        shown += f"; … ({len(numbers)})"
    return f"{shown} {unit}".strip() if numbers else NOTHING
