"""How often one address may ask what anybody may ask: numbers can be looked up, not tried out by the thousand.

Counted by the minute in the cache that all workers of a machine share. Two workers may lose a count between them,
which does not matter here.
"""

from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from kouan.kernel.text import Text

SECONDS = 60
MOST = 30


class TooOften(Exception):  # noqa: N818 - what it is, and a 429
    """An address has asked too often; ``wait``: seconds until it may ask again."""

    message = Text(
        "查询过于频繁：未登录时每分钟最多 {most} 次，请 {wait} 秒后再试。",
        "Too many look-ups: {most} a minute without signing in. Try again in {wait} s.",
    )

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait
        self.said = self.message.fill(most=MOST, wait=wait)


def count_public_lookup(request: HttpRequest) -> None:
    """Count one look-up by a visitor's address; raises TooOften beyond 30 in a minute."""
    address = address_of(request)
    if not address:
        return
    window, gone = divmod(int(time()), SECONDS)
    key = f"public-lookups:{address}:{window}"
    asked = cache.get(key, 0) + 1
    if asked > MOST:
        raise TooOften(SECONDS - gone)
    cache.set(key, asked, SECONDS)


def address_of(request: HttpRequest) -> str:
    """The visitor's address: as our own proxy names it where the site stands behind one, else the connection's.

    "" on a connection without one: a Unix socket, or a call inside the process.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    return named[-proxies] if proxies and len(named) >= proxies else request.META.get("REMOTE_ADDR", "")
