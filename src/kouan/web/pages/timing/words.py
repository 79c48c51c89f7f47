"""Times, parties, periods and values of clearance times in people's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from kouan.blueprint.agency import AGENCIES
from kouan.blueprint.procedure import step_index
from kouan.engine import status_text
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.modules.consignments import public as port
from kouan.modules.parties.public import names
from kouan.procedures import procedures
from kouan.reference import table
from kouan.web.markup import link
from kouan.web.pages.cases.timeline import EMITTED
from kouan.web.pages.cases.words import first_upper

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study, figures

_HOUR = 3_600_000_000
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NAMED = {
    "last-week": Text("上周", "Last week"),
    "this-week": Text("本周", "This week"),
    "last-30-days": Text("最近 30 天", "Last 30 days"),
}
_UNITS = {
    "container-visit": Text("箱", "boxes"),
    "bill": Text("票提单", "bills"),
    "case": Text("票", "declarations"),
}
KINDS = {
    "case": Text("办件", "Case"),
    "bill": Text("提单", "Bill"),
    "container": Text("集装箱", "Container"),
    "container-visit": Text("箱次", "Box on one visit"),
    "vessel-call": Text("航次", "Vessel call"),
    "declaration": Text("报关单", "Declaration"),
    "organisation": Text("单位", "Organisation"),
}
_COLOURS = {
    **{"trader": 1, "terminal": 2, "carrier": 3, "customs": 4, "bank": 5, "tally": 6, "closed": 7, "system": 8},
}
_OTHERS = (6, 5, 4, 3)
_PARTIES = frozenset({"terminal", "carrier", "agent", "shipper", "consignee", "principal", "filer", "lead"})
_CHAPTERS = "hs-chapter"
_TABLES = {
    **{"customs": "customs-district", "credit": "credit-level", "form/transport_mode": "transport-mode"},
    **{"form/supervision_mode": "supervision-mode", "form/lines/0/hs_code": _CHAPTERS},
}
_VALUES: Mapping[str, Text] = {
    "yes": Text("是", "Yes"),
    "no": Text("否", "No"),
    "sea": Text("海运", "Sea"),
    "air": Text("空运", "Air"),
    "rail": Text("铁路", "Rail"),
    "road": Text("公路", "Road"),
    "import": Text("进口", "Import"),
    "export": Text("出口", "Export"),
}
_ACTS = {
    "filed": Text("申报", "Filed"),
    "amended": Text("修改申报", "Amended"),
    "resubmitted": Text("补正重报", "Handed in again"),
    "closed": Text("办结", "Closed"),
    "returned": Text("退回补正", "Returned"),
    "asked": Text("提问", "Question asked"),
    "answered": Text("答复", "Answered"),
    "suspended": Text("中止", "Suspended"),
    "resumed": Text("恢复办理", "Resumed"),
    "noted": Text("系统记录", "Noted"),
    "limit-published": Text("公布作业时限", "Time limit published"),
    "limit-withdrawn": Text("撤回作业时限", "Time limit withdrawn"),
    "score-value-entered": Text("录入评分数值", "Value for a score entered"),
    "score-value-withdrawn": Text("撤回评分数值", "Value for a score taken back"),
    "survey-opened": Text("开放问卷", "Survey opened"),
    "survey-drawn": Text("抽取询问单位", "Firms drawn"),
    "survey-published": Text("公布问卷结果", "Survey results published"),
    "survey-answered": Text("回答问卷", "Survey answered"),
    "problem-noted": Text("记下企业反映的问题", "Problem of a firm noted"),
    "problem-passed": Text("转办企业反映的问题", "Problem passed on"),
    "problem-replied": Text("答复企业反映的问题", "Problem answered"),
    "talk-held": Text("记录座谈会", "Talk with firms written down"),
    "forecast-made": Text("预测", "Forecast"),
    "forecast-learned": Text("预测模型学习", "Forecasting model learned"),
}
_BY_STEP = frozenset({"decided", "supplied"})
_NOT_SAID = Text("未说明", "Not said")


def hours(us: float | None) -> Decimal | None:
    """Microseconds as hours, to a tenth, half up."""
    return None if us is None else (Decimal(us) / _HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)


def hours_text(us: float | None) -> str:
    """``84.1`` with the exact time on hover; a dash where there is none."""
    if us is None:
        return "–"
    said = f"{hours(us):,}".replace("-", "−")
    return Markup('<span class="keep" title="{}">{}</span>').format(clock(us), said)


def signed(us: float | None) -> str:
    """A change: ``−9.9``, ``+2.5``, ``0.0``; the exact time on hover."""
    change = hours(us)
    said = hours_text(us if change else us and 0)
    return said.replace(">", Markup(">+"), 1) if change and change > 0 else said


def clock(us: float) -> str:
    """``84:07:33``: hours, minutes and seconds, cut off."""
    seconds = abs(int(us)) // 1_000_000
    sign = "−" if us < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def percent(share: float | None) -> str:
    """``85.1 %``; a dash where there is none."""
    return "–" if share is None else f"{100 * share:.1f} %".replace("-", "−")


def unit_text(study: Study) -> Text:
    """What a study counts: boxes, declarations."""
    if study.unit == "case" and not study.scope:
        return Text("件", "cases")
    return _UNITS.get(study.unit, Text("件", "units"))


def period_title(of: figures.Period) -> Text:
    """``上周``, ``2026 年 11 月``."""
    known = _NAMED.get(of.name)
    if known or not of.name:
        return known or Text("前一期", "The period before")
    if of.name.startswith("days-"):
        return Text(period_days(of), period_days(of))
    year, month = of.name.split("-")
    return Text(f"{year} 年 {int(month)} 月", f"{_MONTHS[int(month) - 1]} {year}")


def period_days(of: figures.Period) -> str:
    """``2026-11-09 – 2026-11-15``."""
    return f"{of.first:%Y-%m-%d} – {of.last:%Y-%m-%d}"


def colour(code: str) -> str:
    """The class of a party's colour, the same on every page."""
    return f"h{colour_of(code)}"


def colour_of(code: str) -> int:
    """The number of a party's colour, the same in every chart."""
    return _COLOURS.get(code, _OTHERS[sum(code.encode()) % len(_OTHERS)])


class Values:
    """Titles of the values of a study's segments, and of parties; names of firms are asked for once."""

    def __init__(self, study: Study, values: Iterable[tuple[str, str]] = (), parties: Iterable[str] = ()) -> None:
        self._attributes = {each.name: each.attribute for each in study.segments}
        firms = {value for segment, value in values if self._attributes.get(segment) in _PARTIES}
        self._names = names({*firms, *parties})

    def title(self, segment: str, value: str) -> Text:
        """A value of a segment in words; its code where there are none."""
        if not value:
            return _NOT_SAID
        attribute = self._attributes.get(segment, "")
        if attribute in _PARTIES:
            return self.party(value)
        if attribute in _TABLES:
            return _in_table(_TABLES[attribute], value)
        if attribute == "procedure" and value in procedures():
            return procedures()[value].title
        if attribute == "result":
            return first_upper(status_text(value))
        return _VALUES.get(value, Text(value, value))

    def party(self, code: str) -> Text:
        """An organisation, an agency or the system by its name."""
        if code == "system":
            return Text("系统", "The system")
        agency = AGENCIES.get(code)
        return agency.title if agency else self._names.get(code, Text(code, code))


def _in_table(name: str, code: str) -> Text:
    found = table(name).get(code)
    if found is None:
        return Text(code, code)
    return Text(f"{code} {found.name.zh}", f"{code} {found.name.en}") if name == _CHAPTERS else found.name


def activity(kind: str) -> Text:
    """What an event is called where many are counted: ``decided: release`` is the step's title."""
    act, _, step = kind.partition(": ")
    known = port.EVENTS.get(act) or EMITTED.get(act) or _ACTS.get(act)
    if not step:
        return known or Text(act, act)
    title, said = _step(step), known or Text(act, act)
    return title if act in _BY_STEP else Text(f"{said.zh}：{title.zh}", f"{said.en}: {title.en}")


def _step(name: str) -> Text:
    """The title of a step by its name: that of the first procedure that has one."""
    for procedure in procedures().values():
        step = step_index(procedure, local_date(now())).get(name)
        if step:
            return step.title
    return Text(name, name)


def kind_text(kind: str) -> Text:
    """A kind of object."""
    return KINDS.get(kind, Text(kind, kind))


def moment(at: datetime) -> str:
    """A moment, to the minute, as a month's report prints it."""
    return f"{at:%Y-%m-%d %H:%M}"


TOOLS: Mapping[str, Callable[..., object]] = {
    "hours": hours_text,
    "percent": percent,
    "clock": clock,
    "colour": colour,
    "unit_text": unit_text,
    "period_title": period_title,
    "period_days": period_days,
    "activity": activity,
    "link": link,
}
"""What the templates of this package use."""
