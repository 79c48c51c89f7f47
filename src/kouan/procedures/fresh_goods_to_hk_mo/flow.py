"""A lane, a slot, the vehicle's report, then the seal or the check; who keeps the window is first in line."""

from collections.abc import Callable
from datetime import timedelta

from kouan.blueprint import REFUSE, Computed, Emit, Facts, Flow, Text, Way, Within, auto, review, supply
from kouan.kernel.event import ObjectRef
from kouan.procedures._cargo.holds import CUSTOMS, held_again, lifted
from kouan.procedures.fresh_goods_to_hk_mo.form import Arrival

DIRECT, CHECKED, FIRST, QUEUED = "direct", "checked", "first", "queued"
INTACT, BROKEN, CLEAN, SAMPLED = "intact", "broken", "clean", "sampled"
LANES = (
    Way(DIRECT, Text("直通放行，口岸核对封识", "Direct release, the seal compared")),
    Way(CHECKED, Text("预约候检，优先查验", "Booked, checked first")),
)
TURNS = (
    Way(FIRST, Text("按时到场，优先", "In time, first in line")),
    Way(QUEUED, Text("逾时到场，按序候检", "Late, in turn")),
)
SEALED = (
    Way(INTACT, Text("封识完好，货证相符", "Seal intact, papers agree")),
    Way(BROKEN, Text("封识破损或不符，转查验", "Seal broken or another, to be checked"), adverse=True),
)
FOUND = (
    Way(CLEAN, Text("查验合格", "Nothing found"), emits=(Emit("inspection-cleared", of="container", data=CUSTOMS),)),
    Way(SAMPLED, Text("取样送检", "Sampled")),
    REFUSE,
)
TESTED = (
    Way("passed", Text("检测合格", "Passed"), emits=(Emit("inspection-cleared", of="container", data=CUSTOMS),)),
    Way("failed", Text("检测不合格，不准出境", "Failed, may not leave"), ends=True),
)
RELEASED = (Way("done", Text("验放", "Released"), emits=lifted("container")),)


MISSED = Way("missed", Text("逾期未到，预约失效", "Did not come, the booking lapses"), ends=True)


def is_released(facts: Facts, _: ObjectRef) -> bool:
    """Whether the vehicle had been let go."""
    return facts.outcome("release") == "done"


TAKEN_BACK = held_again("container", only=is_released)


def choose_lane(facts: Facts) -> Computed:
    """Direct where it is asked and not drawn for a check; draw and rate are kept."""
    if not facts.filing.direct:
        return Computed(CHECKED, "")
    rate, drawn = facts.circumstances.terms.number("direct-check-rate"), facts.draw("direct")
    return Computed(CHECKED if drawn < rate else DIRECT, "", {"rate": str(rate), "draw": f"{drawn:.6f}"})


def take_turn(facts: Facts) -> Computed:
    """First in line who reports by the end of the window, and a little grace."""
    grace = int(facts.circumstances.terms.number("grace"))
    last = facts.filing.window_end + timedelta(minutes=grace)
    return Computed(FIRST if facts.outcomes["arrive"].at <= last else QUEUED, "")


def is_direct(facts: Facts) -> bool:
    """直通放行 | Released directly"""
    return facts.outcome("lane") == DIRECT


def _is_opened(facts: Facts) -> bool:
    return facts.outcome("lane") == CHECKED or facts.outcome("seal") == BROKEN


def is_first(facts: Facts) -> bool:
    """须查验，按时到场 | To be checked, and in time"""
    return _is_opened(facts) and facts.outcome("turn") == FIRST


def is_queued(facts: Facts) -> bool:
    """须查验，逾时到场 | To be checked, and late"""
    return _is_opened(facts) and facts.outcome("turn") == QUEUED


def is_sampled(facts: Facts) -> bool:
    """已取样 | Sampled"""
    return SAMPLED in (facts.outcome("inspection"), facts.outcome("queued-inspection"))


def flow(limit: Callable[[str], Within]) -> Flow:
    """Booked before it comes; at the port only the seal is compared, or it is checked and tested before others."""
    return (
        auto("lane", "通道 | Lane", compute=choose_lane, ways=LANES)
        >> review(
            "slot",
            "确认候检时段 | Window agreed",
            by="customs",
            desk="inspection",
            within=limit("slot"),
            reply=limit("correct"),
        )
        >> supply("arrive", "到场报到 | Reported at the check", form=Arrival, within=limit("arrive"), lapses=MISSED)
        >> auto("turn", "候检次序 | Turn", compute=take_turn, ways=TURNS)
        >> review(
            "seal",
            "核对封识 | Seal compared",
            by="customs",
            desk="release",
            within=limit("seal"),
            ways=SEALED,
        ).when(is_direct)
        >> (
            _checked(limit, "inspection", "优先查验 | Checked first").when(is_first)
            | _checked(limit, "queued-inspection", "按序查验 | Checked in turn").when(is_queued)
        )
        >> review(
            "test",
            "优先检测 | Tested first",
            by="customs",
            desk="laboratory",
            within=limit("test"),
            ways=TESTED,
        ).when(is_sampled)
        >> auto("release", "快速验放 | Released", ways=RELEASED)
    )


def _checked(limit: Callable[[str], Within], name: str, title: str) -> Flow:
    return review(
        name,
        title,
        by="customs",
        desk="inspection",
        within=limit(name),
        ways=FOUND,
        opens=(Emit("inspection-ordered", of="container", data=CUSTOMS),),
    )
