"""From stage to party as a picture: as wide as it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kouan.kernel.text import Text
from kouan.web.charts import Chart, Edge, Node
from kouan.web.pages.timing.asked import Asked
from kouan.web.pages.timing.words import Values, colour_of, hours

if TYPE_CHECKING:
    from kouan.modules.timing.public import figures

_STAGE, _PARTY = "stage/", "party/"


def sankey(wanted: Asked, flows: Sequence[figures.Flow], values: Values) -> Chart | None:
    """Stages on the left, whom one waited for on the right; what is below nothing cannot be drawn."""
    drawn = [each for each in flows if each.us > 0]
    if not drawn:
        return None
    stages, parties = _sums(drawn, lambda each: each.stage), _sums(drawn, lambda each: each.holder)
    titles = {each.stage: each.stage_title for each in drawn}
    named = {each.holder: party(each, values) for each in drawn}
    return Chart(
        "sankey",
        Text("等待的小时", "Hours waited"),
        Text("小时", "h"),
        axis=Text("环节", "Stage"),
        nodes=[
            *(Node(_STAGE + code, titles[code], _hours(us), _of_stage(wanted, code)) for code, us in stages.items()),
            *(_of_party(wanted, code, named[code], us) for code, us in _longest(parties)),
        ],
        edges=[
            Edge(_STAGE + each.stage, _PARTY + each.holder, _hours(each.us), behind(wanted, each)) for each in drawn
        ],
        note=Text("线越宽时间越长；点开看货物", "The wider, the longer; open it to see the consignments"),
    )


def party(flow: figures.Flow, values: Values) -> Text:
    """A party as the study calls it, or by its name."""
    return values.party(flow.holder) if flow.title.zh == flow.holder else flow.title


def behind(wanted: Asked, flow: figures.Flow) -> str:
    """The consignments that waited for this party, the stage in view."""
    return wanted.units(stage=flow.stage, holder=flow.holder, by="")


def _of_stage(wanted: Asked, code: str) -> str:
    return wanted.units(stage=code, by="")


def _of_party(wanted: Asked, code: str, title: Text, us: int) -> Node:
    return Node(_PARTY + code, title, _hours(us), wanted.units(holder=code, by=""), colour_of(code))


def _sums(flows: Iterable[figures.Flow], name: Callable[[figures.Flow], str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in flows:
        found[name(each)] = found.get(name(each), 0) + each.us
    return found


def _longest(sums: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(sums.items(), key=lambda each: (-each[1], each[0]))


def _hours(us: int) -> float:
    return float(hours(us) or 0)
