"""The second line of an event in a timeline: what its payload says, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kouan.kernel.text import Text
from kouan.modules.consignments.refusals import stamp
from kouan.modules.consignments.words import BOX_MOVES, PICKUP_CONDITIONS, authorities_title, reason_title

_NOTHING = Text("", "")
_Said = Mapping[str, Any]


def detail(kind: str, said: _Said) -> Text:
    """What an event adds to its title; nothing for most."""
    words = _DETAILS.get(kind)
    return words(said) if words else _reason(said)


def _reason(said: _Said) -> Text:
    return reason_title(said.get("reason", ""))


def _truck(said: _Said) -> Text:
    truck = said.get("truck")
    return Text(f"车牌 {truck}", f"truck {truck}") if truck else _NOTHING


def _discharged(said: _Said) -> Text:
    if said.get("to") == "truck":
        return Text("船边直提", "onto a truck at the ship's side")
    yard = said.get("yard")
    return Text(f"场位 {yard}", f"yard position {yard}") if yard else _NOTHING


def _tallied(said: _Said) -> Text:
    count, damage = said.get("packages"), said.get("damage")
    counted = Text(f"{count} 件", f"{count} packages") if count is not None else _NOTHING
    return Text(f"{counted.zh}　残损：{damage}", f"{counted.en}, damage: {damage}".lstrip(", ")) if damage else counted


def _alarm(said: _Said) -> Text:
    who = authorities_title(list(said["held_by"]))
    truck = _truck(said)
    return Text(f"{who.zh}扣留　{truck.zh}".rstrip("　"), f"held by {who.en} {truck.en}".rstrip())


def _revoked(said: _Said) -> Text:
    who = authorities_title(list(said.get("held_by", ())))
    return Text(f"{who.zh}扣留", f"held by {who.en}") if who.zh else _NOTHING


def _unmet(said: _Said) -> Text:
    found = [PICKUP_CONDITIONS[code] for code in said.get("unmet", ())]
    return Text("；".join(each.zh for each in found), "; ".join(each.en for each in found))


def _planned(said: _Said) -> Text:
    at = stamp(datetime.fromisoformat(said["planned_at"]))
    return Text(f"计划 {at}", f"planned for {at}")


def _corrected(said: _Said) -> Text:
    move, right = BOX_MOVES[said["move"]], said.get("right_time")
    at = stamp(datetime.fromisoformat(right)) if right else ""
    when = Text(f"实为 {at}", f"was at {at}") if right else Text("并未发生", "did not happen")
    return Text(f"“{move.zh}”{when.zh}：{said['reason']}", f"“{move.en}” {when.en}: {said['reason']}")


def _note(said: _Said) -> Text:
    return Text(said["note"], said["note"])


def _appointment(said: _Said) -> Text:
    """The truck, and when it comes."""
    truck, window = _truck(said), _window(said)
    return Text(f"{truck.zh}　{window}", f"{truck.en}, {window}") if window else truck


def _window(said: _Said) -> str:
    ends = [datetime.fromisoformat(said[name]) for name in ("window_start", "window_end") if name in said]
    return f"{stamp(ends[0])}–{stamp(ends[1])[-5:]}" if len(ends) == 2 else ""


def _booking(said: _Said) -> Text:
    """When and where a box is to be inspected."""
    window, site = _window(said), said.get("site", "")
    return Text("　".join(filter(None, (window, site))), ", ".join(filter(None, (window, site))))


def _space(said: _Said) -> Text:
    """The voyage, the barge, and when it loads."""
    at = stamp(datetime.fromisoformat(said["loads_at"])) if "loads_at" in said else ""
    words = [str(each) for each in (said.get("voyage"), said.get("barge"), at) if each]
    return Text("　".join(words), ", ".join(words))


def _permit(said: _Said) -> Text:
    """Its number, for how many, until when; not who they are."""
    until = stamp(datetime.fromisoformat(said["valid_until"]))
    number, persons = said["number"], said["persons"]
    return Text(f"{number}　{persons} 人，至 {until}", f"{number}, for {persons}, until {until}")


def _landed(said: _Said) -> Text:
    landed, toured = said["landed"], said["toured"]
    return Text(f"离船入境 {landed} 人，上岸观光 {toured} 人", f"{landed} landed for good, {toured} went ashore")


_DETAILS: Mapping[str, Callable[[_Said], Text]] = {
    "gated-in": _truck,
    "gated-out": _truck,
    "direct-pickup-granted": _truck,
    "direct-pickup-booked": _appointment,
    "direct-loading-booked": _appointment,
    "inspection-booked": _booking,
    **dict.fromkeys(("barge-space-booked", "barge-space-cancelled", "barge-space-rolled"), _space),
    **dict.fromkeys(("border-permit-issued", "border-permit-revoked"), _permit),
    "passengers-landed": _landed,
    "discharged": _discharged,
    "tallied": _tallied,
    "gate-alarm": _alarm,
    "release-revoked": _revoked,
    "direct-pickup-requested": _unmet,
    "direct-pickup-fell-back": _unmet,
    "inspection-planned": _planned,
    "corrected": _corrected,
    "alarm-acknowledged": _note,
}
