"""The form of levers: what it offers for a study, what is typed into it, and the levers that this says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from kouan.kernel.text import Text

if TYPE_CHECKING:
    from kouan.modules.timing.public import Study, replaying

TYPED = ("advance", "lead", "guarantee", "days", "open", "cap", "most")
"""The fields of the form; with a tick for each pair of steps."""
_FIRST = {"lead": "24", "open": "08:30-20:00", "most": "8"}
_DAYS = (
    ("", Text("不变", "As they are")),
    ("working", Text("工作日", "Working days")),
    ("every", Text("每天", "Every day")),
)
_NOT = Text("不设", "None")


@dataclass(frozen=True, slots=True)
class Pair:
    """A step that can be put beside one that it waits for, as a tick."""

    name: str
    title: Text
    ticked: bool


@dataclass(frozen=True, slots=True)
class Form:
    """``offers``: the levers that the chain gives a hold; ``typed``: what stands in the fields."""

    offers: frozenset[str]
    typed: dict[str, str]
    pairs: tuple[Pair, ...]
    caps: tuple[tuple[str, Text], ...]
    days: tuple[tuple[str, Text], ...] = _DAYS


def form(request: HttpRequest, study: Study, chain: replaying.Chain, end: str) -> Form:
    """The form with what the address says in it. ``end``: the step that ends the whole time."""
    typed = {name: request.GET.get(name, _FIRST.get(name, "")).strip() for name in TYPED}
    pairs = tuple(_pairs(request, chain, end))
    steps = [each for each in chain.steps if each.after and not each.timetabled]
    offers = {
        "advance": bool(chain.filing and chain.arrival),
        "guarantee": bool(chain.payment),
        "parallel": bool(pairs),
        "hours": bool(study.holders and study.holders.closed),
        "cap": True,
    }
    caps = (("", _NOT), *((each.name, each.title) for each in steps))
    return Form(frozenset(name for name, there in offers.items() if there), typed, pairs, caps)


def said(request: HttpRequest, chain: replaying.Chain) -> Iterator[str]:
    """The levers that an address says, as they are written in a command."""
    typed = {name: request.GET.get(name, "").strip() for name in TYPED}
    for step in chain.steps:
        yield from (f"parallel={step.name}@{each}" for each in step.after if request.GET.get(_tick(step.name, each)))
    if typed["advance"]:
        yield f"advance={typed['advance']}%@{typed['lead'] or _FIRST['lead']}h"
    if typed["guarantee"]:
        yield f"guarantee={typed['guarantee']}%"
    if typed["days"]:
        yield f"hours={typed['days']}@{typed['open']}"
    if typed["cap"]:
        yield f"cap={typed['cap']}@{typed['most'] or _FIRST['most']}h"


def _pairs(request: HttpRequest, chain: replaying.Chain, end: str) -> Iterator[Pair]:
    titles = {each.name: each.title for each in chain.steps}
    for step, beside in chain.pairs(end):
        one, other = titles[step], titles[beside]
        words = Text(f"“{one.zh}”与“{other.zh}”", f"{one.en} & {other.en.lower()}")
        yield Pair(_tick(step, beside), words, bool(request.GET.get(_tick(step, beside))))


def _tick(step: str, beside: str) -> str:
    return f"beside.{step}.{beside}"


def params(request: HttpRequest, chain: replaying.Chain) -> dict[str, Any]:
    """The part of an address that says the same levers."""
    kept = {name: request.GET[name] for name in TYPED if request.GET.get(name)}
    ticks = (_tick(step.name, each) for step in chain.steps for each in step.after)
    return kept | {name: "1" for name in ticks if request.GET.get(name)}
