"""From which address a request came, as far as that can be known.

Behind a web server every request comes from that server. It says from whom in a header,
to which anybody may have written before; only what the last servers of our own added
can be believed.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD_BITS = 64
"""Of an IPv6 address: what tells households and companies apart, which choose the rest
freely."""


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


def household(address: str) -> str:
    """What stands for all addresses that are its holder's to choose from, so that they
    are counted as one: the first of the network of an IPv6 address, any other text as
    it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    network = ip_network(f"{found}/{HOUSEHOLD_BITS}", strict=False)
    return str(network.network_address)


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
