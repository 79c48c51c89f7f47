"""Shapes of vessel calls, bills of lading and boxes. Weights are decimal strings in kilograms."""

from typing import Literal

from pydantic import BaseModel

from kouan.api.shapes.words import Micros, Words

Direction = Literal["import", "export"]


class VesselCall(BaseModel):
    """A ship's visit. Values that are not known are left out."""

    number: str
    status: Literal["expected", "arrived", "berthed", "departed"]
    ship: str
    ship_zh: str | None = None
    imo: str | None = None
    flag: str | None = None
    voyage_in: str | None = None
    voyage_out: str | None = None
    carrier: str | None = None
    agent: str | None = None
    terminal: str
    tally: str | None = None
    berth: str | None = None
    previous_port: str | None = None
    next_port: str | None = None
    eta: Micros | None = None
    etd: Micros | None = None
    arrived_at: Micros | None = None
    berthed_at: Micros | None = None
    departed_at: Micros | None = None


class Hold(BaseModel):
    """An authority keeps a box, or a bill without boxes, from leaving."""

    authority: str
    title: Words
    kind: Literal["standing", "placed", "inspection"]
    reason: str
    placed_at: Micros


class Bill(BaseModel):
    """A bill of lading, or for exports the booking that becomes one.

    What goes by ship is of a ``call``; of the rest ``mode``, ``conveyance`` and ``voyage`` say what carries it, and of
    a house waybill ``master``. ``deleted_at``: when it was taken off the manifest.
    """

    number: str
    call: str | None = None
    mode: str | None = None
    conveyance: str | None = None
    voyage: str | None = None
    master: str | None = None
    deleted_at: Micros | None = None
    direction: Direction
    cargo: str
    consignee: str | None = None
    consignee_name: str | None = None
    shipper: str | None = None
    shipper_name: str | None = None
    goods: str | None = None
    packages: int
    gross_weight: str
    load_port: str | None = None
    discharge_port: str | None = None
    arrived_at: Micros | None = None
    declared_at: Micros | None = None
    declared_mode: str | None = None
    carrier_released_at: Micros | None = None
    released_at: Micros | None = None
    tallied_at: Micros | None = None
    tallied_packages: int | None = None
    boxes: list[str]
    holds: list[Hold]


class ReleaseSignal(BaseModel):
    """That nothing holds a box, signed by the site so that a gate may trust it without asking.

    Signed (Ed25519) is the JSON array ``["kouan release signal 1", container, stream, n, released_at]`` without blanks.
    """

    container: str
    stream: str
    n: int
    released_at: str
    key: str
    signature: str


class Appointment(BaseModel):
    """A truck booked to take a box from the ship's side, or to bring it to be loaded; ``unmet``: what is in its way."""

    kind: Literal["pickup", "loading"]
    truck: str
    haulier: str | None = None
    window_start: Micros
    window_end: Micros
    requested_at: Micros
    outcome: Literal["requested", "granted", "fell-back", "cancelled"]
    decided_at: Micros | None = None
    unmet: list[str]


class InspectionHour(BaseModel):
    """When and where a box is to be inspected, as a case agreed it with customs and the port."""

    site: str | None = None
    window_start: Micros
    window_end: Micros
    booked_at: Micros


class Box(BaseModel):
    """A container on one visit to the port; ``bills``: those that you may know of."""

    id: str
    container: str
    visit: str
    call: str | None = None
    terminal: str | None = None
    direction: Direction | Literal[""]
    iso_type: str | None = None
    seal: str | None = None
    packages: int
    gross_weight: str
    bills: list[str]
    place: str
    place_text: Words
    place_since: Micros | None = None
    yard: str | None = None
    truck: str | None = None
    direct: bool
    discharged_at: Micros | None = None
    tallied_at: Micros | None = None
    tallied_packages: int | None = None
    damage: str | None = None
    gated_in_at: Micros | None = None
    moved_at: Micros | None = None
    returned_at: Micros | None = None
    loaded_at: Micros | None = None
    gated_out_at: Micros | None = None
    held_by: list[str]
    holds: list[Hold]
    released_at: Micros | None = None
    release: ReleaseSignal | None = None
    appointment: Appointment | None = None
    inspections: list[InspectionHour]


class CallPage(BaseModel):
    """One page of vessel calls, the latest first."""

    count: int
    page: int
    calls: list[VesselCall]


class BillPage(BaseModel):
    """One page of bills."""

    count: int
    page: int
    bills: list[Bill]


class BoxPage(BaseModel):
    """One page of boxes."""

    count: int
    page: int
    boxes: list[Box]


class TimelineEntry(BaseModel):
    """Something that happened; ``position`` is its place on the log."""

    kind: str
    title: Words
    detail: Words
    happened_at: Micros
    recorded_at: Micros
    position: int
    party: str
    authority: str


class Holder(BaseModel):
    """Whose turn it is, with what, and until when; ``clause``: where the limit stands."""

    who: Words
    what: Words
    since: Micros | None = None
    until: Micros | None = None
    clause: str
    verified: bool


class Track(BaseModel):
    """A box's way: where it stands, whose turn it is, what happened (the oldest first)."""

    box: Box
    holders: list[Holder]
    entries: list[TimelineEntry]


class Whereabouts(BaseModel):
    """What anybody may know of a box who knows both of its numbers."""

    container: str
    direction: Direction | Literal[""]
    place: str
    place_text: Words
    released: bool
    holders: list[Holder]
    entries: list[TimelineEntry]


class InspectionNotice(BaseModel):
    """An inspection that an authority ordered: what the terminal has to do next, and by when."""

    container: str
    visit: str
    authority: str
    authority_title: Words
    reason: str
    ordered_at: Micros
    planned_at: Micros | None = None
    moved_at: Micros | None = None
    cleared_at: Micros | None = None
    returned_at: Micros | None = None
    to_do: Literal["move", "wait", "return", "done"]
    due: Micros | None = None


class Alarm(BaseModel):
    """Somebody tried to take a held box out, or to load it."""

    container: str
    visit: str
    alarm: int
    move: str
    raised_at: Micros
    held_by: list[str]
    truck: str | None = None
    acknowledged_at: Micros | None = None
    acknowledged_by: str | None = None
    note: str | None = None


class ReleaseCheck(BaseModel):
    """``signed``: this site signed it; ``stands``: it is on the log and not revoked since; ``valid``: both."""

    signed: bool
    stands: bool
    valid: bool
