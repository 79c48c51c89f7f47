"""Random flows and random people, for properties that must hold of every procedure."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from hypothesis import strategies as st

from kouan.blueprint import (
    APPROVE,
    Facts,
    Form,
    Procedure,
    Terms,
    Text,
    Way,
    auto,
    parse,
    plain_numbering,
    review,
    supply,
)
from kouan.blueprint.flow import Flow, Within
from kouan.engine import commands as ask
from kouan.kernel.event import SYSTEM, Actor
from kouan.kernel.limit import Limit

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
AGENCIES = ("customs", "msa", "border", "port", "window")
APPLICANT = Actor("91510100569680768F", "clerk")
EXPIRED = Way("expired", Text("逾期失效", "Expired"), ends=True)
LIMITS = ("30 minutes", "24 hours", "3 days", "5 working days", "10 days")


class Filing(Form):
    flags: Annotated[int, Text("标志", "Flags")]
    note: Annotated[str | None, Text("备注", "Note")] = None


def bit(place: int):
    def guard(facts: Facts) -> bool:
        """标志位 | A flag is set"""
        return bool(facts.filing.flags >> place & 1)

    return guard


@st.composite
def flows(draw, depth: int = 3) -> Flow:
    names = iter(f"s{n}" for n in range(1000))
    return draw(_flow(names, depth))


@st.composite
def _flow(draw, names, depth: int) -> Flow:
    shape = draw(st.sampled_from(("step", "series", "parallel", "guarded"))) if depth else "step"
    if shape == "step":
        return _step(draw, next(names))
    if shape == "guarded":
        return draw(_flow(names, depth - 1)).when(bit(draw(st.integers(0, 3))))
    parts = [draw(_flow(names, depth - 1)) for _ in range(draw(st.integers(2, 3)))]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole >> part if shape == "series" else whole & part
    return whole


def _step(draw, name: str) -> Flow:
    kind = draw(st.sampled_from(("review", "review", "review", "supply", "auto")))
    limit = draw(st.none() | st.sampled_from(LIMITS))
    within = Within("t", Limit.of(limit), "x#1", True) if limit else None
    lapses = draw(st.sampled_from((None, None, APPROVE, EXPIRED))) if limit else None
    if kind == "review":
        return review(name, "审核 | Review", by=draw(st.sampled_from(AGENCIES)), within=within, lapses=lapses)
    if kind == "supply":
        return supply(name, "补充 | Supply", within=within, lapses=lapses)
    return auto(name, "计算 | Compute")


def procedure(flow: Flow) -> Procedure:
    return Procedure(
        code="random",
        title=Text("随机", "Random"),
        summary=Text("随机", "Random"),
        basis=(),
        lead="window",
        form=Filing,
        flow=lambda limit: flow,
        terms=Terms({}),
        numbering=plain_numbering("R"),
        category=Text("测试", "Test"),
    )


def file_command(flags: int) -> ask.File:
    return ask.File(parse(Filing, {"flags": flags}), entropy="00")


@st.composite
def commands(draw, case) -> tuple[ask.Command, Actor, timedelta]:
    """Any command by anybody, sensible more often than not."""
    names = list(case.steps)
    open_names = [step.name for step in case.open_steps] or names
    step = draw(st.sampled_from(open_names) | st.sampled_from(names))
    holder = case.steps[step].by
    agency = draw(st.sampled_from((holder, *AGENCIES)))
    actor = APPLICANT if agency in ("applicant", "system") else Actor(agency, "officer")
    flags = draw(st.integers(0, 15))
    decided = [name for name in case.outcomes if case.steps[name].kind == "review"]
    choices = [
        (ask.Decide(step, draw(st.sampled_from(("approve", "approve", "approve", "refuse", "odd"))), "because"), actor),
        (ask.Decide(step, "approve"), actor),
        (
            ask.Return(
                step, "fix", reopen=tuple(draw(st.lists(st.sampled_from(decided), max_size=1)) if decided else ())
            ),
            actor,
        ),
        (ask.Ask(step, "why?"), actor),
        (ask.Suspend("wait"), actor),
        (ask.Resume(), actor),
        (ask.Void("wrong"), actor),
        (ask.Resubmit({"flags": flags}), APPLICANT),
        (ask.Amend({"flags": flags}), APPLICANT),
        (ask.Answer(draw(st.integers(1, 3)), "so"), APPLICANT),
        (ask.Supply(step), APPLICANT),
        (ask.Withdraw("no more"), APPLICANT),
        (ask.Lapse(), SYSTEM),
    ]
    weights = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 9, 9, 10, 10, 10, 12, 12]
    if draw(st.integers(0, 40)) == 0:
        weights = list(range(13))
    command, by = choices[draw(st.sampled_from(weights))]
    return command, by, timedelta(minutes=draw(st.integers(0, 3000)))


__all__ = ["date"]
