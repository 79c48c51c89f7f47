"""The rows of balances go with the events that move them, in one statement on PostgreSQL.

What many draw at once adds up in the database, which refuses a sum that the balance does not bear (the constraints of
:mod:`.models`), and a reservation where it is suspended or ended: there is no sum then, and its column takes no NULL.
Whoever is refused reads anew and decides anew.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import orjson

from kouan.kernel.balance import KINDS
from kouan.kernel.event import Event
from kouan.modules.balances.ledger import Key, Ledger, Sums
from kouan.runtime.log import follows
from kouan.runtime.rows import Rows, Shift, Target, Type

_TERMS: dict[str, Type] = {
    **dict.fromkeys(("kind", "number", "title_zh", "title_en", "unit", "holder", "since"), "text"),
    **{"times": "integer", "said": "text", "granted_at": "bigint", "stream": "text", "demo": "boolean"},
}
_SUMS: dict[str, Type] = {
    **{"granted": "bigint", "reserved": "bigint", "used": "bigint", "taken": "integer", "suspensions": "integer"},
    **{"ended": "boolean", "until": "text"},
}
_GRANT = Target("balances_balance", {"key": "text", **_TERMS, **_SUMS})
_PARTY = Target("balances_party", {"balance_id": "text", "party": "text"}, "ON CONFLICT DO NOTHING")
_MOVE = Shift(
    "balances_balance",
    {"key": "text", **_SUMS, "draws": "boolean"},
    """granted = b.granted + d.granted,
reserved = CASE WHEN NOT d.draws OR NOT (b.ended OR b.suspensions > 0) THEN b.reserved + d.reserved END,
used = b.used + d.used, taken = b.taken + d.taken, suspensions = b.suspensions + d.suspensions,
ended = b.ended OR d.ended, until = CASE WHEN d.until > b.until THEN d.until ELSE b.until END""",
    "b.key = d.key",
)
_HOLDING = Target(
    "balances_holding",
    {"balance_id": "text", "stream": "text", "reserved": "bigint", "used": "bigint"},
    "ON CONFLICT (balance_id, stream) DO UPDATE SET reserved = excluded.reserved, used = excluded.used",
)


@follows(KINDS, guard="balances_")
def rows_of(stream: str, events: Sequence[Event], demo: bool) -> list[Rows]:
    """The rows that the events of one append lead to."""
    return rows_for(Ledger().add(stream, events, demo))


def rows_for(ledger: Ledger) -> list[Rows]:
    """New balances with who may know of them, changes of others, and holdings. Locked in one order by everybody."""
    # A balance granted and moved in the same append is written once, with all of it.
    moved = sorted(ledger.sums.keys() - ledger.grants.keys())
    return [
        Rows(_GRANT, [_grant(key, terms, ledger.sums[key]) for key, terms in ledger.grants.items()]),
        Rows(_PARTY, [(key, party) for key, terms in ledger.grants.items() for party in parties_of(terms)]),
        Rows(_MOVE, [(key, *_sums(ledger.sums[key]), ledger.sums[key].draws) for key in moved]),
        Rows(_HOLDING, [(key, stream, *held) for (key, stream), held in sorted(ledger.holdings.items())]),
    ]


def _grant(key: Key, terms: dict[str, Any], sums: Sums) -> tuple[Any, ...]:
    return (key, *itemgetter(*_TERMS)(terms), *_sums(sums))


def _sums(sums: Sums) -> tuple[Any, ...]:
    return tuple(getattr(sums, name) for name in _SUMS)


def parties_of(terms: dict[str, Any]) -> list[str]:
    """Who may know of a balance: its holder, and whom the grant names."""
    return sorted({terms["holder"], *orjson.loads(terms["said"])["known_to"]})
