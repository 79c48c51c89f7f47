"""What all manifests on the log say of a bill together, whoever sent them and in whatever order they are heard.

Procedures accept, complete, change and delete; the ship's side registers by itself. A statement made of another
(``position``: of that one) is no statement of its own.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kouan.modules.consignments.services.entering import ENTERED, Said
from kouan.runtime.log import Recorded, events_of, read

WHOLE = frozenset({"manifest-accepted", "manifest-completed"})
CHANGED, DELETED = "manifest-changed", "manifest-deleted"
STATED = WHOLE | {CHANGED, DELETED}
_STAYS_ABOARD = "through"
_NAMES = (
    *("mode", "call", "conveyance", "voyage", "master", "direction", "cargo", "consignee", "shipper", "packages"),
    *("gross_weight", "load_port", "discharge_port"),
)
_LONGEST = {"goods": 400, "consignee_name": 200, "shipper_name": 200}
_OF_BOX = ("container", "iso_type", "seal", "packages", "gross_weight")
_ITEMS = {"goods": "goods", "shipper": "shipper_name", "consignee": "consignee_name"}


def stated(number: str) -> Said | None:
    """How a bill stands by all that is on the log; None where no manifest has it, or not any more."""
    said: Said | None = None
    for event in events_of("bill", number, STATED | ENTERED):
        if "position" not in event.payload:
            said = _after(said, event)
    return said


def _after(said: Said | None, event: Recorded) -> Said | None:
    if event.kind in ENTERED:
        return {name: value for name, value in event.payload.items() if name not in ("message", "reason")}
    if event.kind in WHOLE:
        return _whole(event)
    return None if event.kind == DELETED or said is None else _changed(said, event)


def _whole(event: Recorded) -> Said | None:
    """Goods that stay on board (通运) are not the port's."""
    told = event.payload
    if told.get("movement") == _STAYS_ABOARD:
        return None
    texts = {name: str(told[name])[:most] for name, most in _LONGEST.items() if name in told}
    boxes = [{name: box[name] for name in _OF_BOX if name in box} for box in told.get("boxes", ())]
    said = {name: told[name] for name in _NAMES if name in told}
    return {**said, **texts, "boxes": boxes, "sender": sender_of(event)}


def sender_of(event: Recorded) -> str:
    """The organisation whose case said it."""
    return read(event.stream)[0].actor.party


def _changed(said: Said, event: Recorded) -> Said:
    for change in event.payload.get("changes", ()):
        said = _with(said, change)
    return said


def _with(said: Said, change: Mapping[str, Any]) -> Said:
    """One item as it should be; what is not kept here, or cannot be read, changes nothing."""
    item, after, box = change.get("item"), str(change.get("after", "")), change.get("box")
    if box:
        return {**said, "boxes": [_box_with(row, item, after) if _is(row, box) else row for row in said["boxes"]]}
    if item in _ITEMS:
        name = _ITEMS[item]
        return {**said, name: after[: _LONGEST[name]]}
    if item == "port":
        return _port(said, str(change.get("before")), after)
    return {**said, **_number(item, after)}


def _is(row: Said, box: Any) -> bool:
    return bool(row["container"] == box)


def _box_with(row: Said, item: Any, after: str) -> Said:
    return {**row, "seal": after} if item == "seal" else {**row, **_number(item, after)}


def _port(said: Said, before: str, after: str) -> Said:
    return {**said, **{name: after[:8] for name in ("load_port", "discharge_port") if said.get(name) == before}}


def _number(item: Any, after: str) -> dict[str, Any]:
    if item == "packages" and after.isdecimal():
        return {"packages": int(after)}
    try:
        return {"gross_weight": f"{Decimal(after):f}"} if item == "gross-weight" else {}
    except ArithmeticError:
        return {}
