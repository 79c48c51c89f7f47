"""What rules may know of bills, containers and calls that a filing names (facts for kouan.runtime.objects).

Every declaration asks about its bill and its boxes, hence the plain SQL: one query for each kind.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from kouan.kernel.clock import from_micros
from kouan.modules.consignments.models import Call
from kouan.modules.consignments.words import AIR
from kouan.runtime import sql
from kouan.runtime.objects import Facts, Known, provider

_BILLS = """
SELECT b.number, b.direction, b.call_id, COALESCE(c.ship, b.conveyance), COALESCE(c.voyage_in, b.voyage),
       COALESCE(c.voyage_out, b.voyage), b.mode, b.packages, b.gross_weight, c.arrived_at, b.gathered_at, b.declared_at,
       b.carrier_released_at, b.released_at, b.consignee, b.shipper, b.sender, c.carrier, c.agent, x.container
FROM consignments_bill b LEFT JOIN consignments_call c ON c.number = b.call_id
LEFT JOIN consignments_stowage s ON s.bill_id = b.number LEFT JOIN consignments_box x ON x.id = s.box_id
WHERE b.number IN ({}) AND b.deleted_at IS NULL ORDER BY x.container
"""
_BOXES = """
SELECT x.container, CAST(x.bill_numbers AS text), x.direction, x.call_id, x.place, x.held_by, c.arrived_at,
       x.discharged_at, x.gated_in_at, x.released_at, x.loaded_at, x.gated_out_at
FROM consignments_box x LEFT JOIN consignments_call c ON c.number = x.call_id
WHERE x.container IN ({}) ORDER BY x.opened_at
"""
_CALL = (
    *("number", "imo", "ship", "voyage_in", "voyage_out", "agent", "terminal"),
    *("eta", "etd", "arrived_at", "berthed_at", "departed_at"),
)
_CALLS = "SELECT " + ", ".join(_CALL) + " FROM consignments_call WHERE number IN ({})"  # noqa: S608 - names of this code
# Live animals are nobody's bill: what holds them is what cases said on the log and did not take back.
_HORSES = """
SELECT o.object_id, e.kind, e.stream, e.payload FROM event_object o JOIN event e ON e.position = o.position
WHERE o.kind = 'horse' AND o.object_id IN ({}) AND e.kind IN ('hold-placed', 'hold-lifted') ORDER BY e.position
"""


@provider("bill")
def bill_facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
    """What the manifest says. Weights are decimal strings in kilograms; times ISO, absent while it has not happened.

    ``vessel``: the ship, train or truck, or as declarations have it the flight. ``known_to``: the organisations named
    on it; to a filing made for anybody else it does not exist. Nor does what was taken off the manifest, to anybody.
    """
    return sql.Question(_BILLS.format(sql.places(len(ids))), ids, _bills)


def _bills(found: Iterable[sql.Row]) -> Known:
    rows: dict[str, list[sql.Row]] = {}
    for row in found:
        rows.setdefault(row[0], []).append(row)
    return {number: _bill(rows) for number, rows in rows.items()}


def _bill(rows: Sequence[sql.Row]) -> Facts:
    _, direction, call, ship, inward, outward, mode, packages, weight, *times_and_names = rows[0]
    arrived, gathered, declared, let_go, released, *named, _ = times_and_names
    imported = direction == "import"
    voyage = (inward if imported else outward) or None
    known = {
        "manifested": True,
        "direction": direction,
        "call": call,
        "vessel": voyage if mode == AIR else ship or None,
        "voyage": None if mode == AIR else voyage,
        "packages": packages,
        "gross_weight": f"{Decimal(str(weight)).normalize():f}" if Decimal(str(weight)) else None,
        "containers": [row[-1] for row in rows if row[-1]],
        "arrived_at": _iso(arrived if imported and call else gathered),
        "declared_at": _iso(declared),
        "carrier_released_at": _iso(let_go),
        "released_at": _iso(released),
        "known_to": sorted(set(filter(None, named))) or None,
    }
    return _said(known)


@provider("container")
def container_facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
    """The present visit of each container, or its last one."""
    return sql.Question(_BOXES.format(sql.places(len(ids))), ids, _boxes)


def _boxes(visits: Iterable[sql.Row]) -> Known:
    return {row[0]: _box(row) for row in sorted(visits, key=lambda row: row[10] is None and row[11] is None)}


def _box(row: sql.Row) -> Facts:
    _, bills, direction, call, place, held_by, arrived, discharged, gated_in, released, loaded, gated_out = row
    numbers = json.loads(bills)
    known = {
        "bill": next(iter(numbers), None),
        "bills": numbers,
        "direction": direction,
        "call": call,
        "place": place,
        "held_by": [code for code in held_by.split(",") if code],
        "arrived_at": _iso(arrived if direction == "import" else gated_in),
        "discharged_at": _iso(discharged),
        "gated_in_at": _iso(gated_in),
        "released_at": _iso(released),
        "loaded_at": _iso(loaded),
        "gated_out_at": _iso(gated_out),
    }
    return _said(known)


@provider("vessel-call")
def call_facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
    """The ship, its times and where its visit stands."""
    return sql.Question(_CALLS.format(sql.places(len(ids))), ids, _calls)


def _calls(rows: Iterable[sql.Row]) -> Known:
    return {call.number: _call(call) for call in (Call(**dict(zip(_CALL, row, strict=True))) for row in rows)}


def _call(call: Call) -> Facts:
    known = {
        "imo": call.imo or None,
        "ship": call.ship,
        "voyage_in": call.voyage_in or None,
        "voyage_out": call.voyage_out or None,
        "agent": call.agent or None,
        "terminal": call.terminal,
        "status": call.status,
        "eta": _iso(call.eta),
        "etd": _iso(call.etd),
        "arrived_at": _iso(call.arrived_at),
        "berthed_at": _iso(call.berthed_at),
        "departed_at": _iso(call.departed_at),
    }
    return _said(known)


@provider("horse")
def horse_facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
    """``held_by``: the authorities that keep a horse apart; nothing is said of one that nobody keeps."""
    return sql.Question(_HORSES.format(sql.places(len(ids))), ids, _horses)


def _horses(said: Iterable[sql.Row]) -> Known:
    held: dict[str, dict[str, str]] = {}
    for chip, kind, case, payload in said:
        if kind == "hold-placed":
            held.setdefault(chip, {})[case] = json.loads(payload)["authority"]
        else:
            held.get(chip, {}).pop(case, None)
    return {chip: {"held_by": sorted(set(by.values()))} for chip, by in held.items() if by}


def _iso(micros: int | None) -> str | None:
    return from_micros(micros).isoformat() if micros is not None else None


def _said(known: Mapping[str, object]) -> Facts:
    return {name: value for name, value in known.items() if value is not None}
