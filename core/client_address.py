"""From which address a request came, as far as that can be known.

Behind a web server every request comes from that server. It says from whom in a header,
to which anybody may have written before; only what the last servers of our own added
can be believed.
"""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of whoever asks, or "" where it is unknown.

    ``CLIENT_ADDRESS_HEADER`` names the header that is believed; without it the address
    of the connection counts. Of a list only the part counts that the last
    ``TRUSTED_PROXIES`` servers wrote. What cannot be read leaves the connection's.
    """
    header = settings.CLIENT_ADDRESS_HEADER
    if header:
        written = request.headers.get(header, "").split(",")
        count = settings.TRUSTED_PROXIES
        if len(written) >= count and (address := _plain(written[-count])):
            return address
    return connection_address(request)


def connection_address(request: HttpRequest) -> str:
    """The IP address at the other end of the connection, which may be that of a web
    server in front; "" where there is none, as on a Unix socket."""
    return _plain(request.META.get("REMOTE_ADDR", ""))


def _plain(text: str) -> str:
    """The address without spaces and zone; an IPv4 address in IPv6 clothes bare."""
    bare, _zone, _name = text.strip().partition("%")
    try:
        address = ip_address(bare)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
