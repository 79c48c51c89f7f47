"""Times, money, quantities and identifiers the way people read them; the exact value is always one hover away."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from markupsafe import Markup

from kouan.kernel.clock import SHANGHAI
from kouan.kernel.clock import now as clock_now
from kouan.kernel.money import Money
from kouan.kernel.text import Text
from kouan.web.language import pair, pick

_SOON = timedelta(hours=1)
_SHAPES = {"minute": "%Y-%m-%d %H:%M", "second": "%Y-%m-%d %H:%M:%S", "day": "%Y-%m-%d", "short": "%m-%d %H:%M"}


def local_time(moment: datetime | date | None, precision: str = "minute") -> str:
    """A time in the port as ``<time>``; ``precision``: minute, second, day or short (month-day hour:minute)."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return Markup('<time class="keep" datetime="{0}">{0}</time>').format(moment.isoformat())
    shown = moment.astimezone(SHANGHAI).strftime(_SHAPES[precision])
    return Markup('<time class="keep" datetime="{}" title="{}">{}</time>').format(
        moment.isoformat(), exact(moment), shown
    )


def exact(moment: datetime) -> str:
    """To the second, with the zone."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S} UTC+8"


def duration_text(span: timedelta) -> Text:
    """``1 小时 42 分`` / ``1 h 42 min``; the two largest units, minutes at the finest."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [(days, "天", "d"), (hours, "小时", "h")] if days else [(hours, "小时", "h"), (rest, "分", "min")]
    said = [(f"{amount} {zh}", f"{amount} {en}") for amount, zh, en in parts if amount]
    if not said:
        return Text("不到 1 分", "under 1 min")
    return Text(" ".join(zh for zh, _ in said), " ".join(en for _, en in said))


def duration(span: timedelta | None) -> str:
    """A span in the language of the page; nothing for None."""
    return "" if span is None else pick(duration_text(span))


def time_left_text(due: datetime, now: datetime) -> Text:
    """``剩余 1 小时 42 分`` / ``1 h 42 min left``, and past it ``超时 3 小时 20 分`` / ``3 h 20 min late``."""
    span = duration_text(due - now)
    return Text(f"超时 {span.zh}", f"{span.en} late") if due < now else Text(f"剩余 {span.zh}", f"{span.en} left")


def time_left(due: datetime | None, now: datetime | None = None) -> str:
    """How long until a due time, as ``<time>`` that keeps counting in the browser; nothing without a due time."""
    if due is None:
        return ""
    at = now or clock_now()
    urgency = " late" if due < at else " soon" if due - at < _SOON else ""
    return Markup('<time class="time-left{}" datetime="{}" data-due="{}" title="{}">{}</time>').format(
        urgency,
        due.isoformat(),
        int(due.timestamp() * 1000),
        pair("应于 {when} 前办结", "due by {when}", when=exact(due)),
        pick(time_left_text(due, at)),
    )


def money(amount: Money | Decimal | None, currency: str = "CNY") -> str:
    """An amount with its currency, to the fen; nothing for None."""
    if amount is None:
        return ""
    value = amount if isinstance(amount, Money) else Money(Decimal(amount), currency)
    return Markup('<span class="keep">{}</span>').format(pick(value.text))


def quantity(amount: Decimal | int | float | None, unit: Text | str = "") -> str:
    """A number with thousands set apart and no idle zeros, with its unit; nothing for None."""
    if amount is None:
        return ""
    figure = f"{Decimal(str(amount)):,f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return Markup('<span class="keep">{}</span>').format(f"{figure} {pick(unit)}".rstrip())


def identifier(value: str | None) -> str:
    """An identifier in fixed width with a button that copies it, and nothing but it."""
    if not value:
        return ""
    return Markup(
        '<span class="copy"><code>{0}</code><button type="button" aria-label="{1}" title="{1}">'
        '<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" '
        'stroke-width="1.4"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/>'
        '<path d="M10.5 3.5v-1h-8v8h1"/></svg></button></span>'
    ).format(value, pair("复制 {value}", "Copy {value}", value=value))
