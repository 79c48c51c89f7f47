"""Limits, shares and verdicts in people's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from kouan.kernel.text import Text
from kouan.modules.parties.public import names
from kouan.modules.timing.public import promises
from kouan.web.formats import duration_text
from kouan.web.pages.timing.words import TOOLS as TIMING
from kouan.web.pages.timing.words import percent

_LIMITS = {
    "minutes": Text("{n} 分钟", "{n} minutes"),
    "hours": Text("{n} 小时", "{n} hours"),
    "same-day": Text("当日办结", "The same day"),
    "boxes-an-hour": Text("每小时 {n} 箱", "{n} boxes an hour"),
    "share": Text("只承诺比例", "Share only"),
}
_ONE = {"minutes": Text("1 分钟", "1 minute"), "hours": Text("1 小时", "1 hour")}
_DAYS = {"working": Text("工作日 {spans}", "Working days {spans}"), "every": Text("每天 {spans}", "Every day {spans}")}
VERDICTS: Mapping[promises.Verdict, Text] = {
    "kept": Text("兑现", "Kept"),
    "unbroken": Text("尚未违约", "Not broken so far"),
    "not-kept": Text("未兑现", "Not kept"),
    "too-few": Text("样本不足", "Too few to say"),
    "nothing": Text("尚无作业", "No cases yet"),
}
TONES: Mapping[promises.Verdict, str] = {"kept": "good", "unbroken": "good", "not-kept": "bad"}
UNMEASURED = Text("已公布，未测量", "Published, not measured")
CALENDAR = Text("不分昼夜", "Day and night")


def limit_words(limit: promises.Limit) -> Text:
    """``30 分钟``, ``22 boxes an hour``."""
    words = _ONE.get(limit.unit) if limit.amount == 1 else None
    return words or _LIMITS[limit.unit].fill(n=limit.amount)


def clock_words(limit: promises.Limit) -> Text:
    """By which clock a limit of minutes or hours is counted; nothing of other limits."""
    if limit.unit not in ("minutes", "hours"):
        return Text("", "")
    if limit.hours is None:
        return CALENDAR
    spans = promises.clock_text(limit.hours).partition(" ")[2].replace(" ", ", ").replace("-", "–")
    return _DAYS[limit.hours.days].fill(spans=spans)


def pledge(limit: promises.Limit) -> str:
    """``99 %``."""
    return f"{limit.pledged.normalize():f} %"


def paced(limit: promises.Limit, us: float | None) -> Text:
    """How long something took, or of a rate how many boxes an hour that is; a dash where it is not known."""
    if us is None:
        return Text("–", "–")
    if limit.unit != "boxes-an-hour":
        return duration_text(timedelta(microseconds=us))
    rate = boxes_an_hour(us)
    return Text(f"每小时 {rate} 箱", f"{rate} an hour")


def boxes_an_hour(us: float) -> Decimal:
    """Boxes an hour, to a tenth, of so many microseconds for each."""
    return (Decimal(promises.HOUR) / Decimal(max(us, 1))).quantize(Decimal("0.1"), ROUND_HALF_UP)


def between(bounds: tuple[float, float] | None) -> str:
    """``88.8–97.9 %``; nothing where there is no interval."""
    return f"{100 * bounds[0]:.1f}–{100 * bounds[1]:.1f} %" if bounds else ""


def bar(limit: promises.Limit, kept: promises.Kept) -> str:
    """The interval as a band, the share on it, the pledge as a line: from none to all, in a picture of its own."""
    if kept.interval is None or kept.share is None:
        return ""
    low, high = (100 * each for each in kept.interval)
    pledged = float(limit.pledged)
    said = Markup(
        '<svg class="promise-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" y="4" width="100" height="4"/><rect class="band" x="{}" y="2" width="{}" height="8"/>'
        '<rect class="share" x="{}" y="1" width="1.6" height="10"/>'
        '<rect class="pledge" x="{}" width="1" height="12"/></svg>'
    )
    return said.format(
        round(low, 2), round(max(high - low, 0.5), 2), _within(100 * kept.share, 1.6), _within(pledged, 1)
    )


def _within(at: float, width: float) -> float:
    return round(min(max(at - width / 2, 0), 100 - width), 2)


def titles(operators: set[str]) -> Mapping[str, Text]:
    """Operators by their names; an agency by its title."""
    known = names(operators)
    return {each: known.get(each, Text(each, each)) for each in operators}


TOOLS: Mapping[str, object] = {
    **TIMING,
    "limit_words": limit_words,
    "clock_words": clock_words,
    "pledge": pledge,
    "paced": paced,
    "between": between,
    "promise_bar": bar,
    "verdicts": VERDICTS,
    "tones": TONES,
    "unmeasured": UNMEASURED,
    "percent": percent,
}
