"""What rules and computed steps may know of a balance that a filing names (facts for kouan.runtime.objects).

Amounts are texts in plain digits: ``granted``, ``reserved``, ``used``, ``left``. ``valid``: it can be drawn on, that
day; ``times_left``: by how many more cases, absent where by any number. With these, what its grant said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, partial
from typing import Any

import orjson

from kouan.kernel.clock import local_date, now
from kouan.modules.balances.amounts import shown
from kouan.modules.balances.ledger import key_of
from kouan.procedures import procedures
from kouan.runtime import sql
from kouan.runtime.objects import Facts, Known, Provider, providers

_KNOWN = """
SELECT number, unit, holder, since, until, times, granted, reserved, used, taken, suspensions, ended, said
FROM balances_balance WHERE key IN ({})
"""


@cache
def balance_kinds() -> frozenset[str]:
    """Every kind of object on whose balance some procedure draws."""
    day = local_date(now())
    return frozenset(kind for each in procedures().values() for kind in each.draws_on(day))


@cache
def drawers(kind: str) -> frozenset[str]:
    """The procedures that draw on balances of a kind."""
    day = local_date(now())
    return frozenset(code for code, each in procedures().items() if kind in each.draws_on(day))


@cache
def granters(kind: str) -> tuple[str, ...]:
    """The procedures whose cases become balances of a kind."""
    day = local_date(now())
    return tuple(code for code, each in procedures().items() if each.object_kind == kind and kind in each.draws_on(day))


@providers(balance_kinds)
def balances(kind: str) -> Provider:
    """The provider for one kind."""

    def facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
        keys = [key_of(kind, id) for id in ids]
        return sql.Question(_KNOWN.format(sql.places(len(keys))), keys, partial(_known, local_date(at).isoformat()))

    return facts


def _known(day: str, rows: Iterable[sql.Row]) -> Known:
    return {row[0]: _facts(day, *row[1:]) for row in rows}


def _facts(
    day: str, unit: str, holder: str, since: str, until: str, times: int | None,
    granted: int, reserved: int, used: int, taken: int, suspensions: int, ended: bool, said: str,
) -> Facts:  # fmt: skip
    told: dict[str, Any] = orjson.loads(said)
    known = {
        **told["facts"],
        "granted": shown(granted),
        "reserved": shown(reserved),
        "used": shown(used),
        "left": shown(granted - reserved - used),
        "unit": unit,
        "holder": holder,
        "since": since,
        "until": until,
        "state": "ended" if ended else "suspended" if suspensions else "active",
        "valid": not ended and not suspensions and since <= day <= until,
        "known_to": sorted({holder, *told["known_to"]}),
    }
    return known if times is None else {**known, "times_left": times - taken}
