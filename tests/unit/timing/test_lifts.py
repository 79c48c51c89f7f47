"""Boxes that waited for a person to let go, once nothing else held them: beside a second count in loops."""

import random

import pytest

from kouan.modules.timing.alerts.lifts import lifts
from kouan.modules.timing.shape import log
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

START = at("2026-03-02 00:00")
SPAN = (START, START + 1000 * HOUR)
BOX, BILL, OTHER = ("container-visit", "b"), ("bill", "B"), ("container-visit", "c")
LET_GO = ("hold-lifted", "inspection-cleared", "carrier-released")


def one_box() -> Told:
    told = Told().is_known("container-visit", "b", direction="import")
    return told.belongs(BOX, BILL, "part").belongs(OTHER, BILL, "part")


def happens(told: Told, hours: float, kind: str, *things: tuple[str, ...], party: str = "") -> Told:
    return told.happens(START + int(hours * HOUR), kind, *things, party=party)


def found(told: Told) -> list[tuple[str, str, float]]:
    with in_duckdb(told) as duck:
        return [(each.box, each.party, each.us / HOUR) for each in lifts(duck, log(), *SPAN)]


def test_hours_from_the_last_check_to_the_hand_that_let_go():
    told = happens(one_box(), 1, "hold-placed", BOX, ("bill", "B", "part"), party="msa")
    happens(told, 5, "inspection-cleared", ("case", "c1"), BILL)
    happens(told, 9, "hold-lifted", ("case", "c1"), BILL, party="system")
    happens(told, 9, "released", OTHER)
    happens(told, 20, "hold-lifted", BOX, ("bill", "B", "part"), party="msa")
    happens(told, 20, "released", BOX)
    assert found(told) == [("b", "msa", 11)]
    with in_duckdb(told) as duck:
        [lift] = lifts(duck, log(), *SPAN)
        assert lifts(duck, log(), SPAN[0], START + 20 * HOUR) == []
    assert (lift.act, lift.direction, lift.since, lift.until) == (
        "hold-lifted",
        "import",
        START + 9 * HOUR,
        START + 20 * HOUR,
    )


def test_the_carrier_lets_go_of_all_boxes_of_a_bill():
    told = happens(one_box(), 9, "hold-lifted", ("case", "c1"), BILL)
    happens(told, 12, "carrier-released", BILL, party="carrier")
    happens(told, 12, "released", BOX)
    happens(told, 12, "released", OTHER)
    assert found(told) == [("b", "carrier", 3), ("c", "carrier", 3)]


def test_a_hold_that_comes_last_is_waited_for_since_it_was_placed():
    told = happens(one_box(), 9, "hold-lifted", ("case", "c1"), BILL)
    happens(told, 9, "released", BOX)
    happens(told, 15, "hold-placed", BOX, party="msa")
    happens(told, 21, "hold-lifted", BOX, party="msa")
    happens(told, 21, "released", BOX)
    assert found(told) == [("b", "msa", 6)]


@pytest.mark.parametrize("last", [(9.0, "hold-lifted", ("case", "c1"), BILL), (9.0, "inspection-cleared", BILL)])
def test_where_a_case_let_go_last_nobody_was_waited_for(last):
    told = happens(one_box(), 1, "hold-lifted", BOX, party="msa")
    happens(told, *last)
    happens(told, 9, "released", BOX)
    assert found(told) == []


def port(seed: int) -> Told:
    """Boxes of one bill or two, to which anything happens in any order."""
    chance, told = random.Random(seed), Told()
    for number in range(8):
        told.belongs(("container-visit", f"b{number}"), ("bill", f"B{number // 2}"), "part")
        if number % 5 == 0:
            told.belongs(("container-visit", f"b{number}"), ("bill", f"B{(number + 3) % 4}"), "part")
    ts = START
    for _ in range(800):
        ts += chance.choice((0, 0, 0, chance.randrange(HOUR)))
        kind = chance.choice(["released", "released", *LET_GO, "hold-placed", "gated-out"])
        box = ("container-visit", f"b{chance.randrange(8)}")
        bill = ("bill", f"B{chance.randrange(4)}", chance.choice(["", "", "part", "bill_number"]))
        case = [("case", "c", "case")] if chance.random() < 0.4 else []
        told.happens(ts, kind, *([box] if kind == "released" or chance.random() < 0.5 else [bill]), *case)
    return told


def plainly(told: Told) -> set[tuple[str, int, int, int]]:
    """What was let go by hand, event by event: (box, click, since, until)."""
    bills: dict[str, set[str]] = {}
    for _, box, _, bill, _ in told.link:
        bills.setdefault(box, set()).add(bill)
    about: dict[int, list[tuple[str, str, str]]] = {}
    for event, _, _, *thing in told.relation:
        about.setdefault(event, []).append(tuple(thing))
    expected = set()
    for box, own in bills.items():
        last, before, latest = None, None, None
        for event, kind, ts, *_ in told.event:
            whole = any(
                (of == "container-visit" and name == box) or (of == "bill" and name in own and said != "part")
                for of, name, said in about[event]
            )
            if kind == "released" and ("container-visit", box, "") in about[event]:
                by_case = last and any(of == "case" for of, *_ in about[last[0]])
                by_hand = last and last[1] in ("hold-lifted", "carrier-released") and not by_case
                if by_hand and last[2] == ts and before is not None:
                    expected.add((box, last[0], min(before, ts), ts))
            elif whole and kind in (*LET_GO, "hold-placed"):
                if kind in LET_GO:
                    last, before = (event, kind, ts), latest
                latest = ts if latest is None else max(latest, ts)
    return expected


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_loops_find(seed):
    told = port(seed)
    with in_duckdb(told) as duck:
        answer = lifts(duck, log(), START, START + 10**15)
    assert {(each.box, each.event, each.since, each.until) for each in answer} == plainly(told)
    assert len(answer) > 3
    assert [each.us for each in answer] == sorted((each.us for each in answer), reverse=True)
