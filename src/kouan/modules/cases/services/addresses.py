"""Which addresses may be pushed to: the outside, not this machine's own network."""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings


def allowed(url: str) -> bool:
    """HTTPS to a public address; also plain HTTP and private addresses where the site allows it (demo, tests)."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return False
    if settings.KOUAN_PRIVATE_WEBHOOKS:
        return True
    return parts.scheme == "https" and _public(parts.hostname)


def _public(host: str) -> bool:
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(address).is_global for address in found)
