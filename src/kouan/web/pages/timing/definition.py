"""The definition that figures were taken by, as a page tells it and as files carry it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from kouan.kernel.clock import from_micros
from kouan.kernel.text import Text
from kouan.web import exports
from kouan.web.pages.timing.words import KINDS
from kouan.web.tables import Column

if TYPE_CHECKING:
    from kouan.modules.timing.public import Outliers, Study, figures

_SIGNS = {
    "signed": Text("可为负：放行早于运抵时照实计", "Signed: a release before arrival counts below nothing"),
    "clip0": Text("不为负：放行早于运抵时计为 0", "Not below nothing: a release before arrival counts as 0"),
    "exclude": Text("为负的不计入", "What is below nothing is left out"),
}
_OUTLIERS = {
    "none": Text("不剔除", "None is left out"),
    "trim": Text("两端各去 {value}", "{value} of the units at either end are left out"),
    "percentile": Text("去掉高于第 {value} 分位的", "Those above the quantile {value} are left out"),
    "limit": Text("去掉超过 {value} 小时的", "Those above {value} h are left out"),
}
_CALENDAR = Text("日历时间，昼夜不停", "The calendar's: it never stops")
_WORKING = Text("工作时间：{days} {hours}", "Working time: {days} {hours}")
_DAYS = {"working": Text("工作日", "working days"), "every": Text("每天", "every day")}
PERCENTILES = Text(
    "分位数取相邻两值间按比例插值，与 Excel 的 PERCENTILE.INC 相同；均为精确值，不是估计。",
    "A percentile lies between its two neighbours in proportion, as in Excel's PERCENTILE.INC; exact, not estimated.",
)
MEMBERSHIP = Text(
    "计入一期的是终点在这一期内的；起点在这一期内而还没有终点的，列为缺少节点。",
    "A period has what ended in it; what began in it and has no end yet is listed as lacking a milestone.",
)
HOLDING = Text(
    "一段时间归于结束它的那个动作的主体：等谁，就算谁的。各方之和等于全部时间，精确到微秒。",
    "A span belongs to whoever did what ended it: whom one waited for. The parts add up to the whole exactly.",
)
IMPEDED = "is_impeded"
"""The segment that tells apart what something stood in the way of."""
_LATEST = Text("这些都达到后，取最晚的一个：{milestones}", "Once all of these are reached, the latest: {milestones}")
_FREE = Text(
    "达到下列任一节点即为受阻：{milestones}；“未受阻的”是一个也没有达到的，其用时即无障碍通关时间。",
    "Impeded is what reached any of: {milestones}. The time of what reached none is the impediment-free time.",
)
_RATE = Text(
    "{start} → {end}：后者在口岸的同一日，或更早（{source}）。",
    "{start} → {end}: the latter on the same day in the port, or before it ({source}).",
)
_WITHOUT = Text("只计没有达到这些节点的：{milestones}。", "Only what did not reach: {milestones}.")
_DAYS_OVER = Text(
    "按起点所在的日归期；只计数据截止时已过完的日，到时仍未完成的计为当日未完成。",
    "By the day on which it began; only days over when the data end. What was not done by then was not done that day.",
)
_STUDY, _VERSION = Text("口径", "Study"), Text("口径版本", "Study version")
_HASH, _POSITION = Text("口径哈希 SHA-256", "SHA-256 of the definition"), Text("截至事件", "As of event")
_DEMO, _DATA = Text("数据", "Data"), {True: Text("演示数据", "Demo data"), False: Text("", "")}


def told(study: Study) -> Iterator[tuple[Text, Text | str]]:
    """The definition, line by line."""
    titles = {each.name: each.title for each in study.milestones}
    yield (
        Text("口径", "Study"),
        Text(f"{study.title.zh}（第 {study.version} 版）", f"{study.title.en}, v{study.version}"),
    )
    yield Text("依据", "Source"), study.source
    yield Text("计量单位", "Counted"), KINDS.get(study.unit, Text(study.unit, study.unit))
    yield Text("起点", "From"), titles[study.overall.start]
    yield Text("终点", "To"), titles[study.overall.end]
    yield Text("正负", "Sign"), _SIGNS[study.sign]
    yield Text("计时", "Clock"), _clock(study)
    yield Text("异常值", "Outliers"), outliers(study.outliers)
    yield from _derived(study, titles)
    if study.baseline:
        yield Text("基线", "Baseline"), baseline(study)
    yield Text("分位数", "Percentiles"), PERCENTILES
    yield Text("归期", "Periods"), MEMBERSHIP
    if study.holders:
        yield Text("谁占用", "Who held it"), HOLDING


def outliers(rule: Outliers) -> Text:
    """What is left out of every figure."""
    return _OUTLIERS[rule.rule].fill(value=rule.value)


def _derived(study: Study, titles: Mapping[str, Text]) -> Iterator[tuple[Text, Text]]:
    """Milestones that are the latest of others, what counts as impeded, and the rates."""
    for milestone in (each for each in study.milestones if each.latest):
        yield milestone.title, _LATEST.fill(milestones=_listed(milestone.latest, titles))
    for segment in (each for each in study.segments if each.name == IMPEDED):
        yield segment.title, _FREE.fill(milestones=_listed(segment.reached, titles))
    for rate in study.rates:
        said = _RATE.fill(start=titles[rate.start], end=titles[rate.end], source=rate.source)
        without = _WITHOUT.fill(milestones=_listed(rate.without, titles)) if rate.without else Text("", "")
        yield rate.title, Text(said.zh + without.zh, f"{said.en} {without.en}".rstrip())
    if study.rates:
        yield Text("按日的指标", "Rates by the day"), _DAYS_OVER


def _listed(names: Sequence[str], titles: Mapping[str, Text]) -> Text:
    found = [titles[name] for name in names]
    return Text("、".join(each.zh for each in found), ", ".join(each.en for each in found))


def baseline(study: Study) -> Text:
    """``2017 年平均 97.4 小时``, and whether that was checked."""
    base = study.baseline
    if base is None:
        return Text("", "")
    zh, en = f"{base.year} 年平均 {base.hours} 小时", f"Mean of {base.year}: {base.hours} h"
    return Text(zh, en) if base.verified else Text(f"{zh}（待核实）", f"{en} (to be verified)")


def _clock(study: Study) -> Text:
    if study.clock is None:
        return _CALENDAR
    spans = ", ".join(f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in study.clock.spans)
    return _WORKING.fill(days=_DAYS[study.clock.days], hours=spans)


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────
def download(
    request: HttpRequest, standing: figures.Standing, key: str, columns: Sequence[Column[Any]], rows: Sequence[Any]
) -> HttpResponseBase | None:
    """Rows as a file with the definition on it, where the address asks for one (``format=xlsx|csv|json``)."""
    wanted = request.GET.get("format")
    if wanted in exports.FORMATS:
        return exports.download(wanted, key, (*columns, *_provenance(standing)), rows)
    if wanted == "json":
        said = provenance(standing) | {"rows": list(rows)}
        return JsonResponse(said, json_dumps_params={"ensure_ascii": False}, encoder=Encoder)
    return None


def provenance(standing: figures.Standing) -> dict[str, Any]:
    """What a file of figures says of where they are from: whoever has it can take them again."""
    return {
        "study": standing.study.code,
        "sha256": standing.study.digest,
        "definition": asdict(standing.study),
        "position": standing.position,
        "recorded": from_micros(standing.recorded),
        "demo": standing.demo,
    }


def canonical(study: Study) -> str:
    """The text whose SHA-256 is the study's hash."""
    return json.dumps(asdict(study), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Encoder(json.JSONEncoder):
    """Dataclasses as objects, times in ISO form, all else by its text."""

    def default(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return asdict(value)
        return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _provenance(standing: figures.Standing) -> tuple[Column[Any], ...]:
    study = standing.study
    return (
        Column("study", _STUDY, lambda _: study.title),
        Column("version", _VERSION, lambda _: study.version),
        Column("sha256", _HASH, lambda _: study.digest),
        Column("position", _POSITION, lambda _: standing.position),
        Column("demo", _DEMO, lambda _: _DATA[standing.demo]),
    )
