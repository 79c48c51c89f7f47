"""Flows: steps in series (`>>`), side by side (`&`), one of several (`|`), under a condition (`.when`): never stuck."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from kouan.blueprint.draw import Draw
from kouan.blueprint.facts import Facts
from kouan.blueprint.form import Form
from kouan.blueprint.rule import Rule
from kouan.kernel.event import ObjectRef
from kouan.kernel.limit import Limit, Span, longest
from kouan.kernel.text import Text

Guard = Callable[[Facts], bool]
StepKind = Literal["review", "supply", "auto", "await"]


class Flow:
    """What `>>`, `&`, `|` and `.when` are said of."""

    __slots__ = ()

    def __rshift__(self, after: "Flow") -> "Series":
        return Series((*_row(self), *_row(after)))

    def __and__(self, beside: "Flow") -> "Parallel":
        return Parallel((*_beside(self, False), *_beside(beside, False)))

    def __or__(self, instead: "Flow") -> "Parallel":
        """One or the other, each under its condition; no filing may meet two."""
        return Parallel((*_beside(self, True), *_beside(instead, True)), exclusive=True)

    def when(self, guard: Guard) -> "Guarded":
        """Only if ``guard`` holds when its turn comes; its docstring names the condition in both languages."""
        return Guarded(self, guard)


def _row(flow: Flow) -> tuple[Flow, ...]:
    return flow.parts if isinstance(flow, Series) else (flow,)


def _beside(flow: Flow, exclusive: bool) -> tuple[Flow, ...]:
    return flow.parts if isinstance(flow, Parallel) and flow.exclusive == exclusive else (flow,)


@dataclass(frozen=True, slots=True)
class Within:
    """A step's published limit: the term it comes from, its clause, and whether that is verified."""

    term: str
    limit: Limit
    clause: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Emit:
    """An event put on the log for objects of the filing: a hold placed or lifted, an inspection ordered …

    ``of``: kind of object; one event is emitted for each that the filing names, or for each of these that ``only``
    chooses. ``data``: what every such event says; ``tells``: what it says besides of this object, as JSON data.
    """

    kind: str
    of: str
    data: Mapping[str, Any] = field(default_factory=dict)
    tells: Callable[[Facts, ObjectRef], Mapping[str, Any]] | None = None
    only: Callable[[Facts, ObjectRef], bool] | None = None

    def concerns(self, facts: Facts, thing: ObjectRef) -> bool:
        """Whether it is emitted for an object that the filing names."""
        return thing.kind == self.of and (self.only is None or self.only(facts, thing))

    def says(self, facts: Facts, thing: ObjectRef) -> Mapping[str, Any]:
        """What it says of an object."""
        return {**self.data, **self.tells(facts, thing)} if self.tells else self.data


@dataclass(frozen=True, slots=True)
class Way:
    """A way a step can end. ``ends``: it ends the case as refused. ``adverse``: it speaks against the applicant.

    Both need a reason; an adverse way that does not end the case leaves that to a later step, which hears others too.
    ``draws``: what it does to balances.
    """

    code: str
    title: Text
    ends: bool = False
    emits: tuple[Emit, ...] = ()
    adverse: bool = False
    draws: tuple[Draw, ...] = ()

    @property
    def needs_reason(self) -> bool:
        return self.ends or self.adverse


@dataclass(frozen=True, slots=True)
class Computed:
    """What a computed step found."""

    code: str
    reason: str
    data: Mapping[str, Any] = field(default_factory=dict)


APPROVE = Way("approve", Text("同意", "Approve"))
REFUSE = Way("refuse", Text("不予同意", "Refuse"), ends=True)
DONE = Way("done", Text("完成", "Done"))


@dataclass(frozen=True, slots=True)
class Step(Flow):
    """One step: by an agency (review), the applicant (supply), the system (auto), or an event elsewhere (await).

    ``reply``: how long the applicant has for what this step sends back; see :func:`review`. ``since``: when its limit
    began, where the law counts it from another moment than the step's turn; see :func:`supply`. ``lapses``: how the
    step ends of itself when its limit has passed, where the law says so (视为同意, 逾期视为放弃, 自动失效). ``events``:
    the kinds of events that end an awaiting step, each with the code of its way; ``fresh``: those of before the filing
    do not. ``anew``, ``binds``: see :func:`auto`.
    """

    name: str
    title: Text
    kind: StepKind
    by: str
    desk: str = ""
    within: Within | None = None
    ways: tuple[Way, ...] = (APPROVE, REFUSE)
    opens: tuple[Emit, ...] = ()
    compute: Callable[[Facts], Computed] | None = None
    form: type[Form] | None = None
    rules: tuple[Rule, ...] = ()
    completes: bool = False
    events: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    fresh: bool = False
    reply: Within | None = None
    since: Callable[[Facts], datetime | None] | None = None
    lapses: Way | None = None
    anew: bool = False
    binds: bool = False

    def offered(self, code: str) -> Way | None:
        """The way of this code that somebody may choose."""
        for way in self.ways:
            if way.code == code:
                return way
        return None

    def way(self, code: str) -> Way | None:
        """The way of this code, chosen or lapsed into."""
        return self.offered(code) or (self.lapses if self.lapses and self.lapses.code == code else None)

    @property
    def settles(self) -> bool:
        """Whether nothing before it is computed anew: it binds, or uses up what was reserved."""
        return self.binds or any(draw.sense == "commit" for way in self.ways for draw in way.draws)

    @property
    def every_way(self) -> tuple[Way, ...]:
        """The ways somebody may choose, and the one that it may lapse into."""
        return self.ways if self.lapses is None or self.lapses in self.ways else (*self.ways, self.lapses)

    @property
    def promised(self) -> Limit | None:
        """The limit that an agency keeps with the step; None where it has none, or where others are waited for."""
        return self.within.limit if self.within and self.kind == "review" else None


@dataclass(frozen=True, slots=True)
class Series(Flow):
    """One after the other."""

    parts: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Parallel(Flow):
    """Side by side; done when all are done. ``exclusive``: a filing meets the condition of one of them at most."""

    parts: tuple[Flow, ...]
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Guarded(Flow):
    """A part under a condition."""

    part: Flow
    guard: Guard


def review(
    name: str,
    title: str,
    *,
    by: str,
    desk: str = "",
    within: Within | None = None,
    ways: tuple[Way, ...] = (APPROVE, REFUSE),
    opens: tuple[Emit, ...] = (),
    form: type[Form] | None = None,
    rules: tuple[Rule, ...] = (),
    reply: Within | None = None,
    since: Callable[[Facts], datetime | None] | None = None,
    lapses: Way | None = None,
) -> Step:
    """A step decided by an officer of an agency.

    ``form``: what the officer fills in with the decision, judged by ``rules``; a way that ends the case needs a reason
    and no form. ``reply``: the time in which the applicant corrects or answers what this step sends back; a correction
    after it is refused, for the filing then counts as not made (逾期视为没有申请). ``since``: where the law counts the
    limit from another moment than the step's turn, that moment, as in :func:`supply`. ``lapses``: what the law takes
    the agency to have decided once the limit has passed (逾期视为同意).
    """
    return Step(
        name=name,
        title=Text.of(title),
        kind="review",
        by=by,
        desk=desk,
        within=within,
        ways=ways,
        opens=opens,
        form=form,
        rules=rules,
        reply=reply,
        since=since,
        lapses=lapses,
    )


def supply(
    name: str,
    title: str,
    *,
    form: type[Form] | None = None,
    rules: tuple[Rule, ...] = (),
    within: Within | None = None,
    completes: bool = False,
    emits: tuple[Emit, ...] = (),
    draws: tuple[Draw, ...] = (),
    since: Callable[[Facts], datetime | None] | None = None,
    lapses: Way | None = None,
) -> Step:
    """A step of the applicant.

    ``completes``: what is supplied is merged into the filing and judged as a whole. ``since``: where the law counts the
    limit from another moment than the step's turn (the entry of the ship, the end of a month), that moment; None while
    it is not known. ``lapses``: what the law makes of it once the limit has passed (逾期视为放弃).
    """
    return Step(
        name=name,
        title=Text.of(title),
        kind="supply",
        by="applicant",
        within=within,
        ways=(Way("done", DONE.title, emits=emits, draws=draws),),
        form=form,
        rules=rules,
        completes=completes,
        since=since,
        lapses=lapses,
    )


def auto(
    name: str,
    title: str,
    *,
    compute: Callable[[Facts], Computed] | None = None,
    ways: tuple[Way, ...] = (DONE,),
    form: type[Form] | None = None,
    anew: bool = False,
    binds: bool = False,
) -> Step:
    """A step of the system: done at once, its outcome computed from the facts (``done`` when nothing is computed).

    ``form``: names what the computed data hold, so that people can read them. ``anew``: computed once more when the
    filing is corrected or amended, as is every step that reserves of a balance; what it reserved is given back first.
    ``binds``: after it nothing before is computed anew, and the applicant can neither amend nor withdraw: the goods
    are gone.
    """
    again = anew or any(draw.sense == "reserve" for way in ways for draw in way.draws)
    return Step(name, Text.of(title), "auto", "system", "", None, ways, (), compute, form, anew=again, binds=binds)


def until(
    name: str,
    title: str,
    *,
    event: str | Mapping[str, str],
    of: str,
    by: str,
    ways: tuple[Way, ...] = (DONE,),
    fresh: bool = False,
    within: Within | None = None,
    lapses: Way | None = None,
) -> Step:
    """Wait until an event of this kind is on the log for an object of the filing; ``by`` says who is awaited.

    Where it may be one of several, ``event`` maps each kind to the code of the way it brings; the first event counts.
    One that is on the log already counts too; with ``fresh`` only if it happened since the case was filed, as must be
    asked of what comes to the port again and again: containers, trucks.
    ``lapses``: how the step ends once ``within`` has passed without the event (自动失效). That limit is not the
    agencies', and no part of what is published.
    """
    events = {event: ways[0].code} if isinstance(event, str) else event
    return Step(name, Text.of(title), "await", by, "", within, ways, events=events, of=of, fresh=fresh, lapses=lapses)


def steps(flow: Flow) -> Iterator[Step]:
    """All steps, in the order written."""
    return (part for _, part in places(flow) if isinstance(part, Step))


def guards(flow: Flow) -> Iterator[Guarded]:
    """All conditions, in the order written."""
    return (part for _, part in places(flow) if isinstance(part, Guarded))


def places(flow: Flow, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Flow]]:
    """The flow and every part of it, in the order written, each with its place: its number at every level."""
    yield path, flow
    parts = (flow.part,) if isinstance(flow, Guarded) else flow.parts if isinstance(flow, Series | Parallel) else ()
    for index, part in enumerate(parts):
        yield from places(part, (*path, index))


def span(flow: Flow) -> Span:
    """The computed limit of the agencies if every condition is met: summed over `>>`, the longest over `&`.

    The applicant's own time is no part of it: while the case lies with the applicant, the agencies' clock stands still.
    """
    return _span(flow, conditions_met=True)


def least_span(flow: Flow) -> Span:
    """The computed limit of a filing that meets none of the conditions."""
    return _span(flow, conditions_met=False)


def _span(flow: Flow, *, conditions_met: bool) -> Span:
    if isinstance(flow, Step):
        return agency_span(flow)
    if isinstance(flow, Guarded):
        return _span(flow.part, conditions_met=True) if conditions_met else Span()
    assert isinstance(flow, Series | Parallel)
    parts = [_span(part, conditions_met=conditions_met) for part in flow.parts]
    return longest(parts) if isinstance(flow, Parallel) else sum(parts, Span())


def agency_span(step: Step) -> Span:
    """What a step adds to the agencies' limit: nothing, where it is the applicant's, awaits others or has no limit."""
    return Span.of(step.promised)


def in_series(flow: Flow) -> Span:
    """What the limit would be if everything side by side went one after the other (what 串联改并联 saves)."""
    if isinstance(flow, Step):
        return agency_span(flow)
    if isinstance(flow, Guarded):
        return in_series(flow.part)
    assert isinstance(flow, Series | Parallel)
    parts = [in_series(part) for part in flow.parts]
    return longest(parts) if isinstance(flow, Parallel) and flow.exclusive else sum(parts, Span())
