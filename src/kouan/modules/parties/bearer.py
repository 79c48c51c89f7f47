"""From a token that a machine sent to the viewer it acts as: the first thing every API request does.

Answers are kept for a few seconds, under the token's hash. A token revoked in this process is forgotten at once; one
revoked in another process, at the latest when its answer has grown old.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Lock
from time import monotonic

from django.db import transaction
from django.db.models import Q
from django.db.utils import OperationalError

from kouan.kernel.clock import now, to_micros
from kouan.modules.parties.models import Token
from kouan.modules.parties.selectors import viewer_for_person
from kouan.modules.parties.viewer import PUBLIC, Viewer

PREFIX = "kou_"
KEPT_SECONDS = 4.0
_MOST_KEPT = 4096
_HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class _Known:
    viewer: Viewer
    expires_at: int
    until: float


class _Memory:
    """Recent answers. ``age`` grows whenever tokens are forgotten, so that an answer read before is not kept after."""

    def __init__(self) -> None:
        self.known: dict[str, _Known] = {}
        self.age = 0
        self.lock = Lock()

    def keep(self, digest: str, answer: _Known, age: int) -> None:
        with self.lock:
            if age == self.age:
                if len(self.known) >= _MOST_KEPT:
                    self.known.clear()
                self.known[digest] = answer

    def forget(self) -> None:
        with self.lock:
            self.age += 1
            self.known.clear()


_memory = _Memory()


def digest_of(secret: str) -> str:
    """How a token is kept: SHA-256, hexadecimal. Its 256 random bits need no salt and no slow hash."""
    return sha256(secret.encode()).hexdigest()


def viewer_for_token(secret: str) -> Viewer | None:
    """Whom a token acts as; None for one that is unknown, expired or revoked, or whose owner has left."""
    if not secret.startswith(PREFIX):
        return None
    digest = digest_of(secret)
    known = _memory.known.get(digest)
    if known is None or known.until < monotonic():
        known = _look_up(digest)
    if known is None or known.expires_at <= to_micros(now()):
        return None
    return known.viewer


def forget_tokens() -> None:
    """Forget what is remembered of tokens, once the present transaction is through (at once outside of one)."""
    transaction.on_commit(_memory.forget)


def _look_up(digest: str) -> _Known | None:
    age = _memory.age
    moment = to_micros(now())
    row = Token.objects.filter(digest=digest, revoked_at=None, expires_at__gt=moment).first()
    if row is None:
        return None
    viewer = viewer_for_person(row.person_id, row.organisation_id)
    if viewer == PUBLIC:
        return None
    _note_use(row, moment)
    scopes = viewer.scopes & frozenset(row.scopes)
    known = _Known(replace(viewer, scopes=scopes, administers=False), row.expires_at, monotonic() + KEPT_SECONDS)
    _memory.keep(digest, known, age)
    return known


def _note_use(row: Token, moment: int) -> None:
    """Once an hour; when the database is busy, the next use notes it instead."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=moment - _HOUR)
    if row.last_used_at is not None and row.last_used_at >= moment - _HOUR:
        return
    try:
        with transaction.atomic():
            Token.objects.filter(stale, pk=row.pk).update(last_used_at=moment - moment % _HOUR)
    except OperationalError:
        return
