"""Levers as they are written in a command and in an address: ``advance=60%@24h``, and back."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from kouan.kernel.text import Text
from kouan.modules.timing.replaying.levers import Advance, Cap, Guarantee, Lever, Open, Parallel
from kouan.modules.timing.replaying.refusing import Unfit
from kouan.modules.timing.worktime import Hours

_DAY = 24 * 60
_ALL = Decimal(100)
_STEP = r"[a-z][a-z0-9_]*"
_NUMBER = r"\d{1,6}(?:\.\d{1,3})?"
_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
FORMS = {
    "parallel": "parallel=STEP@BESIDE",
    "advance": "advance=60%@24h",
    "guarantee": "guarantee=100%",
    "hours": "hours=working@08:30-20:00",
    "cap": "cap=inspection@8h",
}
_UNKNOWN = Text("没有“{name}”这种措施，有：{names}。", "There is no lever “{name}”; there are {names}.")
_FORM = Text("措施“{said}”应写作 {form}。", "The lever “{said}” should be written as {form}.")
_SHARE = Text(
    "“{said}”的比例为 {share}%，应在 0% 至 100% 之间。",
    "The share in “{said}” is {share}%; it must be between 0% and 100%.",
)
_SPANS = Text(
    "“{said}”的办公时间应先后排列、互不重叠，每段的终点晚于起点，不超过 24:00。",
    "The hours in “{said}” must be in order and apart, each ending after it begins and by 24:00.",
)
_TWICE = Text("措施“{said}”说了两次。", "The lever “{said}” is named twice.")


def levers(said: Iterable[str]) -> tuple[Lever, ...]:
    """Levers as written; raises Unfit where one is none, or is named twice."""
    found: dict[str, Lever] = {}
    for each in said:
        lever = _read(each.strip())
        one = _kind(lever)
        if one in found:
            raise Unfit(_TWICE.fill(said=each))
        found[one] = lever
    return tuple(found.values())


def spelled(lever: Lever) -> str:
    """A lever as it is written; what is written so is the same lever."""
    match lever:
        case Parallel(step, beside):
            return f"parallel={step}@{beside}"
        case Advance(share, lead):
            return f"advance={_plain(share)}%@{_plain(lead)}h"
        case Guarantee(share):
            return f"guarantee={_plain(share)}%"
        case Open(hours):
            return f"hours={hours.days}@{','.join(f'{_clock(a)}-{_clock(b)}' for a, b in hours.spans)}"
        case Cap(step, hours):
            return f"cap={step}@{_plain(hours)}h"


def _read(said: str) -> Lever:
    name, _, rest = said.partition("=")
    if name not in _READERS:
        raise Unfit(_UNKNOWN.fill(name=name, names=", ".join(FORMS)))
    pattern, reader = _READERS[name]
    found = re.fullmatch(pattern, rest)
    if not found:
        raise Unfit(_FORM.fill(said=said, form=FORMS[name]))
    return reader(said, *found.groups())


def _kind(lever: Lever) -> str:
    """What may be named once: a step's cap, a pair, any other lever."""
    match lever:
        case Parallel():
            return spelled(lever)
        case Cap(step):
            return f"cap={step}"
    return type(lever).__name__


def _share(said: str, share: str) -> Decimal:
    if Decimal(share) > _ALL:
        raise Unfit(_SHARE.fill(said=said, share=share))
    return Decimal(share)


def _advance(said: str, share: str, lead: str | None) -> Lever:
    return Advance(_share(said, share), Decimal(lead or "24"))


def _guarantee(said: str, share: str | None) -> Lever:
    return Guarantee(_share(said, share or "100"))


def _open(said: str, days: str, spans: str) -> Lever:
    found = [_SPAN.fullmatch(each) for each in spans.split(",")]
    if not all(found):
        raise Unfit(_FORM.fill(said=said, form=FORMS["hours"]))
    ends = [int(each[at]) * 60 + int(each[at + 1]) for each in found if each for at in (1, 3)]
    pairs = tuple(zip(ends[::2], ends[1::2], strict=True))
    if any(start >= end for start, end in pairs) or sorted(ends) != ends or ends[-1] > _DAY:
        raise Unfit(_SPANS.fill(said=said))
    return Open(Hours("every" if days == "every" else "working", pairs))


_READERS: dict[str, tuple[str, Callable[..., Lever]]] = {
    "parallel": (f"({_STEP})@({_STEP})", lambda _, step, beside: Parallel(step, beside)),
    "advance": (f"({_NUMBER})%?(?:@({_NUMBER})h?)?", _advance),
    "guarantee": (f"(?:({_NUMBER})%?)?", _guarantee),
    "hours": (r"(working|every)@([0-9:,-]+)", _open),
    "cap": (f"({_STEP})@({_NUMBER})h?", lambda _, step, hours: Cap(step, Decimal(hours))),
}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
