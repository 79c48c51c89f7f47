"""What an address asks of clearance times: which study, period and segment; and the addresses that ask for more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from kouan.kernel.clock import from_micros, now
from kouan.kernel.text import Text
from kouan.modules.timing.public import figures, presets
from kouan.web.pages.timing.words import period_title

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study, promises

FIRST = "cn-port-release-import"
BOX_STUDIES = {"import": "cn-port-release-import", "export": "cn-port-release-export"}
"""By which study a box is looked at."""
DIRECTIONS = {"import": Text("进口", "Import"), "export": Text("出口", "Export")}
_MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """``upto``: as the log stood after this event; None: as it stands."""

    study: Study
    period: figures.Period
    by: str = ""
    only: figures.Only = ()
    upto: int | None = None

    @property
    def standing(self) -> figures.Standing:
        """Raises Unavailable."""
        return figures.standing(self.study, self.upto)

    def params(self) -> dict[str, str]:
        """The part of an address that asks the same."""
        said = {"study": self.study.code, "period": self.period.name, "by": self.by, **dict(self.only)}
        said["upto"] = "" if self.upto is None else str(self.upto)
        return {name: value for name, value in said.items() if value}

    def address(self, page: str = "timing", *args: str, **more: str) -> str:
        """A page with the same study, period and segments; an empty value leaves a part out."""
        params = {**self.params(), **more}
        kept = {name: value for name, value in params.items() if value}
        return f"{reverse(page, args=args)}?{urlencode(kept)}"

    def units(self, **more: str) -> str:
        """The consignments behind a figure."""
        return self.address("timing-consignments", **more)

    def single(self, unit: str) -> str:
        """One consignment, seen by this study."""
        return self.address("timing-consignment", self.study.unit, unit)


def asked(request: HttpRequest) -> Asked:
    """What makes no sense in an address is as good as absent."""
    study = presets().get(request.GET.get("study", ""), presets()[FIRST])
    moment = now()
    wanted = figures.period(request.GET.get("period", ""), moment) or figures.period(figures.LAST_30, moment)
    assert wanted
    segments = [each.name for each in study.segments if not each.month]
    by = request.GET.get("by", "")
    only = tuple((name, request.GET[name]) for name in segments if request.GET.get(name))
    return Asked(study, wanted, by if by in segments else "", only, upto_of(request))


def upto_of(request: HttpRequest) -> int | None:
    """The position that an address asks to go back to."""
    said = request.GET.get("upto", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 16 else None


def studies_of(direction: str) -> list[Study]:
    """The studies of a direction, those of our own country first."""
    found = [each for each in presets().values() if each.direction in ("", direction)]
    return sorted(
        found, key=lambda each: (not each.code.startswith("cn-port"), not each.code.startswith("cn-"), each.code)
    )


def counterpart(study: Study, direction: str) -> Study:
    """The same study in the other direction; the first there, where it has none."""
    code = study.code.replace(study.direction, direction) if study.direction else study.code
    return presets().get(code) or studies_of(direction)[0]


def periods(chosen: figures.Period | None = None) -> Iterator[tuple[str, Text]]:
    """What can be chosen: weeks, the last 30 days, the last twelve months; first, days of which no name tells."""
    moment = now()
    if chosen and chosen.name.startswith("days-"):
        yield chosen.name, period_title(chosen)
    for name in (figures.LAST_WEEK, figures.THIS_WEEK, figures.LAST_30):
        chosen = figures.period(name, moment)
        assert chosen
        yield name, period_title(chosen)
    month = figures.period(figures.month_of(moment), moment)
    for _ in range(_MONTHS_BACK):
        assert month
        yield month.name, period_title(month)
        month = figures.before(month)


def as_of(standing: figures.Standing | promises.Board) -> dict[str, object]:
    """How far the figures go, for the foot of a page."""
    return {
        "position": standing.position,
        "recorded": from_micros(standing.recorded),
        "behind": standing.behind,
        "demo_data": standing.demo,
    }
