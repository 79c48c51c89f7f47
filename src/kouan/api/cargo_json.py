"""Vessel calls, bills and boxes as JSON data, with no more in them than the viewer may know."""

from collections.abc import Iterable, Mapping
from typing import Any

from kouan.kernel.clock import to_micros
from kouan.modules.consignments.public import (
    PLACES,
    Alarm,
    Appointment,
    Bill,
    Booking,
    Box,
    Call,
    Entry,
    Errand,
    Hold,
    Holder,
    authority_title,
    inspections_to_come,
    release_signal,
    visible_bills,
)
from kouan.modules.parties.public import Viewer

Json = dict[str, Any]

_CALL = (
    *("number", "status", "ship", "ship_zh", "imo", "flag", "voyage_in", "voyage_out", "carrier", "agent", "terminal"),
    *("tally", "berth", "previous_port", "next_port", "eta", "etd", "arrived_at", "berthed_at", "departed_at"),
)
_BILL = (
    *("number", "mode", "conveyance", "voyage", "master", "direction", "cargo", "consignee", "consignee_name"),
    *("shipper", "shipper_name", "goods", "packages", "load_port", "discharge_port", "arrived_at", "declared_at"),
    *("declared_mode", "carrier_released_at", "released_at", "deleted_at", "tallied_at", "tallied_packages"),
)
_BOX = (
    *("id", "container", "visit", "terminal", "iso_type", "seal", "packages", "place", "place_since", "yard", "truck"),
    *("direct", "discharged_at", "tallied_at", "tallied_packages", "damage", "gated_in_at", "moved_at", "returned_at"),
    *("loaded_at", "gated_out_at", "released_at"),
)
_APPOINTMENT = ("kind", "truck", "haulier", "window_start", "window_end", "requested_at", "outcome", "decided_at")
_BOOKING = ("site", "window_start", "window_end", "booked_at")
_NOTICE = ("reason", "ordered_at", "planned_at", "moved_at", "cleared_at", "returned_at")
_ALARM = ("move", "raised_at", "truck", "acknowledged_at", "acknowledged_by", "note")


def row_json(viewer: Viewer, row: Call | Bill | Box) -> Json:
    """A call, a bill or a box."""
    if isinstance(row, Call):
        return call_json(row)
    return bill_json(row) if isinstance(row, Bill) else boxes_json(viewer, [row])[0]


def call_json(call: Call) -> Json:
    """A ship's visit."""
    return _said(call, _CALL)


def bill_json(bill: Bill) -> Json:
    """A bill, the ids of its boxes and its own holds."""
    return _said(bill, _BILL) | {
        **({"call": bill.call_id} if bill.call_id else {}),
        "gross_weight": f"{bill.gross_weight:f}",
        "boxes": [box.pk for box in bill.boxes.order_by("pk")],
        "holds": _holds(bill.holds.all()),
    }


def boxes_json(viewer: Viewer, boxes: Iterable[Box]) -> list[Json]:
    """Boxes, with trucks and inspections booked for them; of the bills that share one, those the viewer may know of."""
    rows = list(boxes)
    numbers = {number for box in rows for number in box.bill_numbers}
    known = set(visible_bills(viewer).filter(pk__in=numbers).values_list("pk", flat=True))
    booked, inspections = Appointment.objects.in_bulk([box.pk for box in rows]), inspections_to_come(rows)
    return [_box(box, known, booked.get(box.pk)) | _inspections(inspections[box.pk]) for box in rows]


def _inspections(hours: Iterable[Booking]) -> Json:
    return {"inspections": [_said(hour, _BOOKING) for hour in hours]}


def _box(box: Box, known: set[str], booked: Appointment | None) -> Json:
    signal = release_signal(box)
    return _said(box, _BOX) | {
        "call": box.call_id,
        "direction": box.direction,
        "gross_weight": f"{box.gross_weight:f}",
        "bills": [number for number in box.bill_numbers if number in known],
        "place_text": PLACES[box.place].as_json(),
        "held_by": box.holders,
        "holds": _holds(box.holds.all()),
        "release": signal.as_json() if signal else None,
        "appointment": _said(booked, _APPOINTMENT) | {"unmet": booked.unmet} if booked else None,
    }


def _holds(holds: Iterable[Hold]) -> list[Json]:
    active = sorted((hold for hold in holds if hold.lifted_at is None), key=lambda hold: (hold.placed_at, hold.pk))
    return [
        {"authority": hold.authority, "title": authority_title(hold.authority).as_json(), "kind": hold.kind}
        | {"reason": hold.reason, "placed_at": hold.placed_at}
        for hold in active
    ]


def errand_json(errand: Errand) -> Json:
    """An inspection notice and what has to be done about it next."""
    notice = errand.notice
    return _said(notice, _NOTICE) | {
        "container": notice.box.container,
        "visit": notice.box.visit,
        "authority": notice.authority,
        "authority_title": authority_title(notice.authority).as_json(),
        "reason": notice.reason,
        "to_do": errand.to_do,
        "due": to_micros(errand.due) if errand.due else None,
    }


def alarm_json(alarm: Alarm) -> Json:
    """An alarm."""
    held_by = [code for code in alarm.held_by.split(",") if code]
    place = {"container": alarm.box.container, "visit": alarm.box.visit, "alarm": alarm.n}
    return place | _said(alarm, _ALARM) | {"held_by": held_by}


def holder_json(holder: Holder) -> Json:
    """Whose turn it is."""
    return {
        "who": holder.who.as_json(),
        "what": holder.what.as_json(),
        "since": to_micros(holder.since) if holder.since else None,
        "until": to_micros(holder.until) if holder.until else None,
        "clause": holder.clause,
        "verified": holder.verified,
    }


def entry_json(entry: Entry) -> Json:
    """A line of a timeline."""
    return {
        "kind": entry.kind,
        "title": entry.title.as_json(),
        "detail": entry.detail.as_json(),
        "happened_at": to_micros(entry.happened_at),
        "recorded_at": to_micros(entry.recorded_at),
        "position": entry.position,
        "party": entry.party,
        "authority": entry.authority,
    }


def _said(row: Any, names: Iterable[str]) -> Json:
    """The attributes that say something."""
    found: Mapping[str, Any] = {name: getattr(row, name) for name in names}
    return {name: value for name, value in found.items() if value not in (None, "")}
