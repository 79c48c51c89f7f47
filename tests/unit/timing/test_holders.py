"""Who holds the time: the parts are the whole, to the microsecond, on any log."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.measures.holders import held
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.awaiting import Closed, Holder, Holders, Picked
from kouan.modules.timing.studies.model import Milestone, Stage, Study
from kouan.modules.timing.worktime import Hours, worked
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb
from tests.unit.timing.studied import holding, milestones

NAME = Text("名", "Name")
OFFICE = Hours("working", ((510, 720), (810, 1050)))
STUDY = Study(
    code="test",
    version=1,
    title=NAME,
    source=NAME,
    unit="bill",
    reach=(("call",), ("case",)),
    milestones=(
        Milestone("arrived", NAME, Picked(("arrived",), "call")),
        Milestone("released", NAME, Picked(("released",), "bill"), "last"),
    ),
    overall=Stage("overall", NAME, "arrived", "released"),
    holders=Holders(
        entries=(
            Holder("carrier", Picked(("arrived", "discharged"), "bill")),
            Holder("bank", Picked(("paid",), "case"), after=("assessed",)),
            Holder("trader", Picked(("filed", "paid"), "case")),
            Holder("{party}", Picked(("decided: *",), "case", parties=("customs", "maritime"))),
            Holder("{type}", Picked(("assessed",), "case", qualifiers=("own",))),
            Holder("customs", Picked(("released",), "bill")),
        ),
        otherwise="nobody",
    ),
)
NIGHTS = replace(STUDY, holders=replace(STUDY.holders, closed=Closed("night", OFFICE, ("customs", "maritime"))))
DAY = at("2026-03-02 00:00")


def an_import() -> Told:
    """A ship comes in the morning; the trader files after its boxes are ashore; customs asks for duty and releases."""
    told = Told().belongs(("bill", "B1"), ("call", "V1")).belongs(("case", "C1"), ("bill", "B1"))
    told.happens(DAY + 6 * HOUR, "arrived", ("call", "V1"))
    told.happens(DAY + 9 * HOUR, "discharged", ("bill", "B1"))
    told.happens(DAY + 11 * HOUR, "filed", ("case", "C1"), ("bill", "B1"))
    told.happens(DAY + 12 * HOUR, "noted", ("bill", "B1"))  # nobody was waited for: it cuts nothing
    told.happens(DAY + 13 * HOUR, "decided: documents", ("case", "C1"), party="customs")
    told.happens(DAY + 13 * HOUR, "assessed", ("case", "C1", "own"), party="customs")
    told.happens(DAY + 16 * HOUR, "paid", ("case", "C1"))
    told.happens(DAY + 20 * HOUR, "released", ("bill", "B1"), party="customs")
    told.happens(DAY + 30 * HOUR, "decided: audit", ("case", "C1"), party="customs")
    return told


@cache
def question(sign: str, *, nights: bool) -> str:
    study = replace(NIGHTS if nights else STUDY, sign=sign)
    return compiled(held(log(), study, case_ms(log(), study)))


def parts(told: Told, study: Study, duck: Duck | None = None) -> dict[tuple[str, str], int]:
    with in_duckdb(told, duck) as full:
        rows = full.connection.execute(question(study.sign, nights=study.holders == NIGHTS.holders)).fetchall()
    return {(unit, holder): us for unit, holder, us in rows}


def test_each_party_is_awaited_until_its_own_act():
    said = {holder: us / HOUR for (_, holder), us in parts(an_import(), STUDY).items()}
    assert said == {"carrier": 3, "trader": 2, "customs": 2 + 4, "bank": 3}


def test_outside_office_hours_nobody_awaits_customs():
    said = {holder: us / HOUR for (_, holder), us in parts(an_import(), NIGHTS).items()}
    # Customs from 11:00 to 13:00 has lunch from 12:00; from 16:00 to 20:00 it closes at 17:30.
    assert said == {"carrier": 3, "trader": 2, "customs": 1 + 1.5, "bank": 3, "night": 1 + 2.5}


@pytest.mark.parametrize(("sign", "said"), [("signed", {("B1", "early"): -2 * HOUR}), ("clip0", {}), ("exclude", {})])
def test_what_was_released_before_it_arrived_is_by_the_sign_policy(sign, said):
    told = Told().belongs(("bill", "B1"), ("call", "V1"))
    told.happens(DAY, "released", ("bill", "B1")).happens(DAY + 2 * HOUR, "arrived", ("call", "V1"))
    assert parts(told, replace(STUDY, sign=sign)) == said


def test_a_unit_without_an_end_has_no_parts():
    told = Told().belongs(("bill", "B1"), ("call", "V1"))
    assert parts(told.happens(DAY, "arrived", ("call", "V1")).happens(DAY + 5, "filed", ("bill", "B1")), STUDY) == {}


KINDS = ["arrived", "discharged", "filed", "paid", "assessed", "decided: a", "decided: b", "released", "noted"]
THINGS = [("bill", "B1"), ("bill", "B2"), ("call", "V1"), ("case", "C1"), ("case", "C2")]


@st.composite
def logs(draw: st.DrawFn) -> Told:
    """Two bills on one call, with a case each: any events in any order, many at the same microsecond."""
    told = Told().belongs(("bill", "B1"), ("call", "V1")).belongs(("bill", "B2"), ("call", "V1"))
    told.belongs(("case", "C1"), ("bill", "B1")).belongs(("case", "C2"), ("bill", "B2"))
    for _ in range(draw(st.integers(0, 18))):
        ts = (
            DAY
            + draw(st.sampled_from([0, 1, 7 * HOUR, 9 * HOUR + 1, 17 * HOUR, 26 * HOUR, 200 * HOUR]))
            + draw(st.integers(0, 2))
        )
        things = draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=3, unique=True))
        qualifier = draw(st.sampled_from(["", "own"]))
        told.happens(
            ts,
            draw(st.sampled_from(KINDS)),
            *((*each, qualifier) for each in things),
            party=draw(st.sampled_from(["customs", "maritime", "x"])),
        )
    return told


@pytest.fixture(scope="module")
def duck() -> Iterator[Duck]:
    with in_duckdb(Told()) as empty:
        yield empty


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(logs(), st.sampled_from([STUDY, NIGHTS]), st.sampled_from(["signed", "clip0", "exclude"]))
def test_on_any_log_the_parts_are_the_whole_and_each_is_whose_it_is(duck, told, study, sign):
    study = replace(study, sign=sign)
    said = parts(told, study, duck)
    assert said == holding(told, study, lambda start, end: worked(OFFICE, end) - worked(OFFICE, start))
    sums: dict[str, int] = defaultdict(int)
    for (unit, _), us in said.items():
        sums[unit] += us
    for unit, reach in milestones(told, study).items():
        start, end = reach["arrived"], reach["released"]
        if start is not None and end is not None:
            whole = end - start
            assert sums[unit] == (whole if sign == "signed" else max(whole, 0))
        else:
            assert unit not in sums
