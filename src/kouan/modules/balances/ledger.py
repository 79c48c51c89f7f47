"""What events add up to: for one append the rows that go with it, for the whole log all that the tables should hold."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from kouan.kernel import balance as words
from kouan.kernel.clock import to_micros
from kouan.kernel.event import Event
from kouan.modules.balances.amounts import to_parts
from kouan.modules.balances.models import FOREVER

Key = str
Payload = Mapping[str, Any]


@dataclass(slots=True)
class Sums:
    """What events add to a balance. ``draws``: something was reserved, which only an active balance bears."""

    granted: int = 0
    reserved: int = 0
    used: int = 0
    taken: int = 0
    suspensions: int = 0
    ended: bool = False
    until: str = ""
    draws: bool = False


@dataclass(slots=True)
class Ledger:
    """Grants and sums by balance, and what each case (by its stream) holds: parts reserved, parts used."""

    grants: dict[Key, dict[str, Any]] = field(default_factory=dict)
    sums: dict[Key, Sums] = field(default_factory=dict)
    holdings: dict[tuple[Key, str], tuple[int, int]] = field(default_factory=dict)

    def add(self, stream: str, events: Iterable[Event], demo: bool = False) -> "Ledger":
        """Count events of one stream, in order; others than those on balances are passed over."""
        for event in events:
            change = _CHANGES.get(event.kind)
            if change:
                on = words.drawn_on(event)
                key = key_of(on.kind, on.id)
                change(self.sums.setdefault(key, Sums()), event.payload)
                if event.kind == words.GRANTED:
                    self.grants[key] = _terms(event) | {"stream": stream, "demo": demo}
                elif "reserved" in event.payload:
                    self.holdings[key, stream] = _holding(event.payload)
        return self


def key_of(kind: str, number: str) -> Key:
    """How the tables name an object."""
    return f"{kind}/{number}"


def _terms(event: Event) -> dict[str, Any]:
    """What a grant says besides its amount, as columns."""
    on, said = words.drawn_on(event), event.payload
    told = {"known_to": said.get("known_to", []), "facts": said.get("facts", {})}
    return {
        "kind": on.kind,
        "number": on.id,
        "title_zh": said["title"]["zh"],
        "title_en": said["title"]["en"],
        "unit": said["unit"],
        "holder": said["holder"],
        "since": said["since"],
        "times": said.get("times"),
        "said": orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode(),
        "granted_at": to_micros(event.happened_at),
    }


def _holding(said: Payload) -> tuple[int, int]:
    return to_parts(said["reserved"]), to_parts(said["used"])


# ── What each kind of event adds ─────────────────────────────────────────────────────────────────────────────────
def _granted(sums: Sums, said: Payload) -> None:
    sums.granted += to_parts(said["amount"])
    sums.until = said.get("until") or FOREVER


def _raised(sums: Sums, said: Payload) -> None:
    sums.granted += to_parts(said["amount"])


def _lowered(sums: Sums, said: Payload) -> None:
    sums.granted -= to_parts(said["amount"])


def _extended(sums: Sums, said: Payload) -> None:
    sums.until = max(sums.until, said["until"])


def _reserved(sums: Sums, said: Payload) -> None:
    amount = to_parts(said["amount"])
    sums.reserved += amount
    sums.taken += sum(_holding(said)) == amount
    sums.draws = True


def _released(sums: Sums, said: Payload) -> None:
    sums.reserved -= to_parts(said["amount"])
    sums.taken -= sum(_holding(said)) == 0


def _committed(sums: Sums, said: Payload) -> None:
    amount = to_parts(said["amount"])
    sums.reserved -= amount
    sums.used += amount


def _restored(sums: Sums, said: Payload) -> None:
    sums.used -= to_parts(said["amount"])
    sums.taken -= sum(_holding(said)) == 0


def _suspended(sums: Sums, said: Payload) -> None:
    sums.suspensions += 1


def _resumed(sums: Sums, said: Payload) -> None:
    sums.suspensions -= 1


def _ended(sums: Sums, said: Payload) -> None:
    sums.ended = True


_CHANGES: Mapping[str, Callable[[Sums, Payload], None]] = {
    **{words.GRANTED: _granted, words.RAISED: _raised, words.LOWERED: _lowered, words.EXTENDED: _extended},
    **{words.RESERVED: _reserved, words.RELEASED: _released, words.COMMITTED: _committed},
    **{words.RESTORED: _restored, words.SUSPENDED: _suspended, words.RESUMED: _resumed, words.ENDED: _ended},
}
