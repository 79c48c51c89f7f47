"""Several cases over one purse, whatever they do in whatever order: never too much, and nothing kept that is not due."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.engine import Refused, moved, replay
from kouan.engine import commands as ask
from kouan.kernel.event import Event

from .purse import APPLICANT, OFFICER, PURSE, PURSES, START, file, known

GRANTED = Decimal(1000)
AMOUNTS = st.integers(1, 700).map(str)
FAILED = {"withdrawn", "refused", "void"}


@dataclass
class Port:
    """Three cases and the purse they share; every event is a drawn sum, as the ledger counts it."""

    cases: dict[str, object] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    hours: int = 0

    @property
    def left(self) -> Decimal:
        return GRANTED - sum((held.total for case in self.cases.values() for held in case.held.values()), Decimal(0))

    def do(self, name: str, command: ask.Command, actor) -> None:
        self.hours += 1
        now, facts = START + timedelta(hours=self.hours), known(str(self.left))
        case = self.cases.get(name)
        if (case is None) != isinstance(command, ask.File):
            return
        if case is None:
            command = replace(command, objects=facts)
        try:
            events, self.cases[name] = moved(PURSES, case, command, actor, now, facts)
        except Refused:
            return
        self.events.setdefault(name, []).extend(events)


def _officers():
    return {
        "return": lambda amount: ask.Return("look", "金额有误"),
        "approve": lambda amount: ask.Decide("look", "approve"),
        "refuse": lambda amount: ask.Decide("look", "refuse", "不符"),
        "void": lambda amount: ask.Void("重复"),
    }


def _applicants():
    return {
        "file": file,
        "file-and-spend": lambda amount: file(amount, spends=True),
        "amend": lambda amount: ask.Amend({"purse": "P-1", "amount": amount}),
        "resubmit": lambda amount: ask.Resubmit({"purse": "P-1", "amount": amount}),
        "withdraw": lambda amount: ask.Withdraw("不再需要"),
        "cash": lambda amount: ask.Supply("cash"),
        "pay": lambda amount: ask.Supply("pay"),
    }


DOES = {
    **{verb: (command, OFFICER) for verb, command in _officers().items()},
    **{verb: (command, APPLICANT) for verb, command in _applicants().items()},
}
MOVES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(sorted(DOES)), AMOUNTS), min_size=15, max_size=40)


@settings(max_examples=200, deadline=None)
@given(MOVES)
def test_whatever_cases_do_the_purse_is_never_overdrawn_and_nothing_is_kept_that_is_not_due(moves):
    port = Port()
    for name, verb, amount in [("a", "file", "300"), ("b", "file-and-spend", "300"), *moves]:
        command, actor = DOES[verb]
        port.do(name, command(amount), actor)
        assert 0 <= port.left <= GRANTED
    for name, case in port.cases.items():
        held = case.held.get(PURSE)
        assert case.status == "open" or held is None or not held.reserved, "a case that is over reserves nothing"
        assert case.status not in FAILED or held is None or not held.used, "a case that failed has used nothing"
        assert added_up(port.events[name]) == (held.total if held else 0)
        again = replay(PURSES, port.events[name])
        assert (again.held, again.outcomes, again.opened) == (case.held, case.outcomes, case.opened)


def added_up(events):
    """What the log says a case holds."""
    sign = {"balance-reserved": 1, "balance-released": -1, "balance-restored": -1}
    return sum((Decimal(each.payload["amount"]) * sign[each.kind] for each in events if each.kind in sign), Decimal(0))
