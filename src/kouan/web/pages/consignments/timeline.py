"""What happened, as the timeline component draws it."""

from collections.abc import Iterable, Sequence

from kouan.kernel.text import Text
from kouan.modules.consignments.public import Box, Entry, Hold, authority_title, reason_title
from kouan.web.bars import Happening
from kouan.web.bars import Hold as HoldBadge
from kouan.web.markup import Tone
from kouan.web.pages.consignments.seen import Names, moment

_TONES: dict[str, Tone] = {
    "released": "good",
    "hold-lifted": "good",
    "inspection-cleared": "good",
    "carrier-released": "good",
    "sale-permitted": "good",
    "direct-pickup-granted": "good",
    "gated-out": "brand",
    "loaded": "brand",
    "arrived": "brand",
    "hold-placed": "warn",
    "inspection-ordered": "warn",
    "direct-pickup-fell-back": "warn",
    "corrected": "warn",
    "barge-space-rolled": "warn",
    "sale-withdrawn": "bad",
    "border-permit-revoked": "bad",
    "release-revoked": "bad",
    "gate-alarm": "bad",
}
_HOUSE = Text("系统", "The system")


def happenings(entries: Sequence[Entry], latest_first: bool = True) -> list[Happening]:
    """The lines of a timeline. Who: the authority whose word it is, else the organisation that reported it."""
    names = Names(entry.party for entry in entries)
    told = [_happening(entry, names) for entry in entries]
    return told[::-1] if latest_first else told


def _happening(entry: Entry, names: Names) -> Happening:
    if entry.authority:
        who = authority_title(entry.authority)
    else:
        who = _HOUSE if entry.party == "system" else names.of(entry.party)
    tone = _TONES.get(entry.kind, "")
    return Happening(entry.title, who, entry.happened_at, entry.recorded_at, entry.detail, tone)


_STANDING = {
    "import": Text("进口监管：未放行", "Import under supervision, not released"),
    "export": Text("出口监管：未放行", "Export under supervision, not released"),
}
_INSPECTION = Text("查验", "Inspection")


def hold_badges(holds: Iterable[Hold], direction: str) -> list[HoldBadge]:
    """Active holds as badges, one an authority, with all its reasons."""
    told: dict[str, HoldBadge] = {}
    for hold in holds:
        since, reason = moment(hold.placed_at), _reason(hold, direction)
        assert since is not None
        before = told.get(hold.authority)
        if before is None:
            told[hold.authority] = HoldBadge(authority_title(hold.authority), reason, since)
        elif isinstance(before.reason, Text) and reason.en not in before.reason.en.split("; "):
            both = Text(f"{before.reason.zh}；{reason.zh}", f"{before.reason.en}; {reason.en}")
            told[hold.authority] = HoldBadge(before.authority, both, before.since)
    return list(told.values())


def _reason(hold: Hold, direction: str) -> Text:
    if hold.kind == "standing" and hold.authority == "customs":
        return _STANDING[direction]
    if hold.kind == "standing":
        return Text("运费或换单未结", "Freight or delivery order open")
    if hold.reason:
        return reason_title(hold.reason)
    return _INSPECTION if hold.kind == "inspection" else Text("扣留", "Held")


def active_holds(box: Box) -> list[Hold]:
    """Holds in force on a box, the oldest first."""
    return list(box.holds.filter(lifted_at=None).order_by("placed_at", "pk"))
