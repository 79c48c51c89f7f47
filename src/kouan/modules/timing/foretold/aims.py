"""What this platform forecasts of its own log: milestones that people wait for, each followed from where it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kouan.kernel.text import Text
from kouan.modules.timing.foretold.target import Target
from kouan.modules.timing.studies.library import preset

_OF_BILL = ("declared", "inspection-ordered", "inspection-cleared", "carrier-released", "arrived")
_VISIT, _CASE = "container-visit", "case"


@dataclass(frozen=True, slots=True)
class Aim:
    """A milestone that is waited for. ``title``: as a figure is called; ``does``: what happens then, in a sentence."""

    code: str
    title: Text
    does: Text
    target: Target

    @property
    def kind(self) -> str:
        return self.target.kind


def _visit(since: str, until: str, over: tuple[str, ...]) -> Target:
    """A box on one visit: its own events, and those of its bills that say where clearance is."""
    within = (("bill", _OF_BILL),)
    known = ("terminal", "iso_type")
    return Target(_VISIT, (until,), (since,), over=over, within=within, attributes=known, segment="terminal")


def _declaration(study: str) -> Target:
    """The declarations that a study of overall clearance time counts."""
    known = ("credit", "form/border_customs", "form/supervision_mode", "form/transport_mode", "form/clearance")
    only = tuple((each.attribute, each.values) for each in preset(study).scope if each.of == _CASE)
    return Target(
        _CASE, ("decided: release",), ("filed",), ("closed",), only, attributes=known, segment="form/clearance"
    )


_RELEASED = Text("放行", "released")


@cache
def aims() -> tuple[Aim, ...]:
    """All of them, in the order in which they are shown."""
    return (
        Aim(
            "declaration-import",
            Text("进口报关单：申报后放行", "Import declarations: release"),
            _RELEASED,
            _declaration("cn-overall-import"),
        ),
        Aim(
            "declaration-export",
            Text("出口报关单：申报后放行", "Export declarations: release"),
            _RELEASED,
            _declaration("cn-overall-export"),
        ),
        Aim(
            "import-release",
            Text("进口箱：卸船后放行", "Import boxes: release after discharge"),
            _RELEASED,
            _visit("discharged", "released", ("gated-out",)),
        ),
        Aim(
            "import-pickup",
            Text("进口箱：卸船后提离", "Import boxes: pick-up after discharge"),
            Text("提离", "picked up"),
            _visit("discharged", "gated-out", ()),
        ),
        Aim(
            "export-release",
            Text("出口箱：进闸后放行", "Export boxes: release after gate-in"),
            _RELEASED,
            _visit("gated-in", "released", ("loaded", "gated-out")),
        ),
    )


@cache
def by_code() -> Mapping[str, Aim]:
    """The same by their codes."""
    return {each.code: each for each in aims()}
