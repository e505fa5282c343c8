"""Addresses within records: without host in the ledger, with it wherever they leave.

The ledger follows the catalogue to another address, and what leaves it stands alone.
See docs/adr/0033-cursors-addresses-and-moments.md.
"""

from urllib.parse import quote

_URL, _URLS, _VALUE = b'"url":"/', b'"urls":{', b'":"/'


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
    """A record, as JSON without spaces, with the host in its addresses of ours: of
    ``url``, and of all within ``urls``. It is not parsed.

    A quote within a text of JSON has a backslash before it, so that none of what is
    looked for here can be part of a text, whatever somebody typed.
    """
    root = base_url.encode() + b"/"
    url, value = _URL[:-1] + root, _VALUE[:-1] + root
    before, *pictures = record.replace(_URL, url).split(_URLS)
    for picture in pictures:
        urls, end, rest = picture.partition(b"}")
        before += _URLS + urls.replace(_VALUE, value) + end + rest
    return before
