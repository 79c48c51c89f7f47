"""All tables of the module anew from the log, and whether they say what the log says."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kouan.kernel.balance import KINDS
from kouan.kernel.text import Text
from kouan.modules.balances.amounts import shown
from kouan.modules.balances.following import rows_for
from kouan.modules.balances.ledger import Ledger, Sums
from kouan.modules.balances.models import Balance, BalanceParty, Holding
from kouan.runtime import log
from kouan.runtime.rows import write_rows

_GONE = Text("日志中有 {key}，台账中没有。", "{key} is on the log and not in the ledger.")
_EXTRA = Text("台账中有 {key}，日志中没有。", "{key} is in the ledger and not on the log.")
_OTHER = Text(
    "{key} 的 {name}：台账为 {there}，按日志应为 {should}。",
    "{name} of {key}: {there} in the ledger, {should} by the log.",
)
_SUMS = ("granted", "reserved", "used", "taken", "suspensions", "ended", "until")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where ledger and log do not agree."""

    key: str
    message: Text


def from_log() -> Ledger:
    """What the whole log adds up to."""
    ledger = Ledger()
    for event in log.everything():
        if event.kind in KINDS:
            ledger.add(event.stream, (event,), event.demo)
    return ledger


def rebuild() -> int:
    """Empty the tables and fill them from the log; returns how many balances there are."""
    with transaction.atomic():
        for table in (Holding, BalanceParty, Balance):
            table.objects.all().delete()
        ledger = from_log()
        for rows in rows_for(ledger):
            write_rows(rows)
    return len(ledger.grants)


def differences() -> list[Difference]:
    """Every place where the tables say something else than the log; there should be none."""
    ledger = from_log()
    rows = {row.key: row for row in Balance.objects.all()}
    found = [Difference(key, _GONE.fill(key=key)) for key in sorted(ledger.grants.keys() - rows.keys())]
    found += [Difference(key, _EXTRA.fill(key=key)) for key in sorted(rows.keys() - ledger.grants.keys())]
    for key in sorted(ledger.grants.keys() & rows.keys()):
        found += _in_sums(rows[key], ledger.sums[key])
    return found + _in_holdings(ledger)


def _in_sums(row: Balance, sums: Sums) -> list[Difference]:
    return [
        _difference(row.key, name, getattr(row, name), getattr(sums, name))
        for name in _SUMS
        if getattr(row, name) != getattr(sums, name)
    ]


def _in_holdings(ledger: Ledger) -> list[Difference]:
    there = {(row.balance_id, row.stream): (row.reserved, row.used) for row in Holding.objects.all()}
    should = ledger.holdings
    wrong = sorted(each for each in there.keys() | should.keys() if there.get(each) != should.get(each))
    return [_difference(*each, _told(there.get(each)), _told(should.get(each))) for each in wrong]


def _told(held: tuple[int, int] | None) -> str:
    return " + ".join(map(shown, held)) if held else "0"


def _difference(key: str, name: str, there: Any, should: Any) -> Difference:
    return Difference(key, _OTHER.fill(key=key, name=name, there=there, should=should))
