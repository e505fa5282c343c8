"""Addresses within records: without host in the ledger, with it wherever they leave.

The ledger follows the catalogue to another address, and what leaves it stands alone.
See docs/adr/0033-cursors-addresses-and-moments.md.
"""

from urllib.parse import quote

from core.pictures import SPECS

_KEYS = tuple(f'"{key}'.encode() for key in ("url", *SPECS))
_VALUE = b'":"/'
"""Between a key and a value that begins with a slash. It is looked for once, which is
most of the work."""


def quoted(address: str) -> str:
    """The address as a URI, in ASCII: names of pages may have other letters."""
    if address.isascii() and " " not in address:
        return address
    return quote(address, safe="/:?#[]@!$&'()*+,;=%~")


def absolute(base_url: str, address: str) -> str:
    """An address of ours with host; one that has a host already stays."""
    address = quoted(address)
    return base_url + address if address.startswith("/") else address


def with_host(record: bytes, base_url: str) -> bytes:
    """A record, as JSON without spaces, with the host in its addresses of ours: those
    called ``url``, or by a picture's size. It is not parsed.

    A quote within a text of JSON has a backslash before it, so that none of what is
    looked for here can be part of a text, whatever somebody typed.
    """
    host = _VALUE[:-1] + base_url.encode() + b"/"
    pieces: list[bytes] = []
    for piece in record.split(_VALUE):
        pieces += (piece, host if piece.endswith(_KEYS) else _VALUE)
    return b"".join(pieces[:-1])
