"""What if: hand-made and random consignments, replayed beside a second program that goes box by box in plain loops."""

import random
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import numpy as np
import pytest

from kouan.modules.timing.public import log, read_study, replaying, report
from kouan.modules.timing.replaying.library import chains
from kouan.modules.timing.replaying.opening import Opening
from kouan.modules.timing.replaying.outcome import percentile_90
from kouan.modules.timing.studies.library import presets
from kouan.modules.timing.worktime import Hours, worked
from tests.unit.timing.logs import HOUR, at, in_duckdb
from tests.unit.timing.replays import AFTER, BOXES, EVERY, SLOW, STEPS, STUDY, ask, one, port, replay, told_of

OFFICE = {"read", "looked", "freed"}
NOW, LONG = BOXES.holders.closed.hours, Hours("every", ((0, 1440),))


def hours(us: int) -> float:
    return us / HOUR


# ── A second program ─────────────────────────────────────────────────────────────────────────────────────────────
def waits_of(times: dict[str, int]) -> dict[str, set[str]]:
    """What each step of a box waited for: recorded, and over by then; through steps that are not recorded."""

    def before(step: str) -> set[str]:
        return {one for each in AFTER[step] for one in ({each} if each in times else before(each))}

    return {step: {each for each in before(step) if times[each] <= times[step]} for step in STEPS if step in times}


def picked(share: Decimal, moments: dict[str, int], already: set[str]) -> set[str]:
    room = int(share * len(moments) / 100) - len(already)
    others: dict[int, list[str]] = {}
    for box, ts in moments.items():
        if box not in already:
            others.setdefault(ts, []).append(box)
    found: set[str] = set()
    for ts in sorted(others, key=lambda each: sha256(str(each).encode()).hexdigest()):
        if len(found) + len(others[ts]) > room:
            break
        found |= set(others[ts])
    return found


def first_after(opening: Hours, since: int, work: int) -> int:
    """The moment by which so much opening time has passed since a moment, found by halving."""
    low, high = since, since + 60 * 24 * HOUR
    while low < high:
        middle = (low + high) // 2
        if worked(opening, middle) - worked(opening, since) >= work:
            high = middle
        else:
            low = middle + 1
    return low


def again(boxes, levers, opening=NOW):
    """When each box is freed with these levers."""
    boxes = {box: times for box, times in boxes.items() if {"came", "freed"} <= times.keys()}
    parsed = {type(each).__name__: each for each in levers}
    both = {box: times for box, times in boxes.items() if {"came", "filed"} <= times.keys()}
    early = {box for box, times in both.items() if times["filed"] < times["came"]}
    advance, guarantee = parsed.get("Advance"), parsed.get("Guarantee")
    moved = picked(advance.share, {box: each["filed"] for box, each in both.items()}, early) if advance else set()
    paying = {box: times["paid"] for box, times in boxes.items() if "paid" in times}
    spared = picked(guarantee.share, paying, set()) if guarantee else set()
    ends = {}
    for box, times in boxes.items():
        ends[box] = _box(times, levers, box in moved and advance, box in spared, parsed.get("Cap"), opening)
    return ends


def _box(times, levers, advance, spared, cap, opening):
    waits, original = waits_of(times), waits_of(times)
    for lever in (each for each in levers if type(each).__name__ == "Parallel"):
        if lever.step in waits and lever.beside in waits[lever.step] and waits.get(lever.beside):
            waits[lever.step] = waits[lever.step] - {lever.beside} | waits[lever.beside]
            for step in waits:
                if lever.step in waits[step]:
                    waits[step] = waits[step] | {lever.beside}
    over: dict[str, int] = {}
    for step in (each for each in STEPS if each in times):
        if step == "filed" and advance:
            over[step] = times["came"] - int(advance.lead * HOUR)
        elif not waits[step]:
            over[step] = times[step]
        else:
            was, ready = max(times[each] for each in original[step]), max(over[each] for each in waits[step])
            over[step] = _over(step, was, times[step], ready, opening)
            over[step] = ready if step == "paid" and spared else over[step]
            over[step] = min(over[step], ready + int(cap.hours * HOUR)) if cap and step == cap.step else over[step]
    return over["freed"]


def _over(step, was, then, ready, opening):
    work = worked(NOW, then) - worked(NOW, was)
    if step in OFFICE and worked(NOW, then) > worked(NOW, then - 1):
        return first_after(opening, ready, work)
    return ready + then - was


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("levers", [(), EVERY, *((each,) for each in EVERY), ("hours=every@00:00-24:00", *EVERY[2:])])
def test_each_box_ends_when_the_second_program_says(seed, levers):
    boxes = port(seed)
    found = replay(boxes, *levers)
    opening = LONG if any(each.startswith("hours") for each in levers) else NOW
    wanted = again(boxes, replaying.levers(levers), opening)
    assert {each.unit: each.end_after for each in found.units} == wanted
    assert {each.unit: each.end for each in found.units} == {box: boxes[box]["freed"] for box in wanted}
    assert found.n == len(wanted) > 20


def test_a_log_gives_what_its_boxes_give():
    assert ask(told_of(port(1)), *EVERY) == replay(port(1), *EVERY)


@pytest.mark.parametrize("seed", range(2))
def test_without_a_lever_the_replay_is_the_record(seed):
    boxes = port(seed, 200)
    found = replay(boxes)
    assert (found.reproduced, found.moved, found.mean.change, found.p90.change) == (found.n, 0, 0, 0)
    with in_duckdb(told_of(boxes)) as duck:
        [whole] = [each for each in report(duck, log(), BOXES, ()) if each.stage == "overall"]
    assert (found.n, found.mean.before, found.p90.before) == (whole.n, whole.us / whole.n, whole.p90)


@pytest.mark.parametrize("seed", range(3))
def test_what_can_only_help_makes_no_box_later_however_it_is_combined(seed):
    boxes, chance = port(seed, 80), random.Random(seed)
    all_of = [*EVERY, "hours=every@00:00-24:00"]
    for _ in range(4):
        some = chance.sample(all_of, chance.randint(1, 5))
        fewer, more = replay(boxes, *some[:-1]), replay(boxes, *some)
        ends = {each.unit: each.end_after for each in fewer.units}
        assert all(each.end_after <= ends[each.unit] for each in more.units), some
        assert more.later == 0
        assert replay(boxes, *reversed(some)).digest == more.digest


@pytest.mark.parametrize("seed", range(3))
def test_the_steps_add_up_to_the_whole_time(seed):
    found = replay(port(seed), *EVERY)
    assert sum(each.before for each in found.gains) + found.early[0] == sum(each.before for each in found.units)
    assert sum(each.after for each in found.gains) + found.early[1] == sum(each.after for each in found.units)
    for each in found.units:
        if each.before > 0 and each.after > 0:
            assert sum(each.gained.values()) == -each.change


# ── By hand ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lever", "freed"),
    [
        ("guarantee=100%", 12.0),  # the inspection until noon is all that is left to wait for
        ("parallel=paid@read", 13.0),  # four hours of paying begin with the filing at nine
        ("cap=looked@0.25h", 15.0),  # the payment is awaited anyhow
        ("advance=100%@6h", 14.5),  # filed at 18:00 on Sunday, read by 10:30 on Monday, paid at 14:30
    ],
)
def test_one_box_by_hand(lever, freed):
    found = ask(one(**SLOW, looked="02 12:00", freed="02 15:00"), lever)
    [box] = found.units
    assert (hours(box.before), hours(box.after)) == (15.0, freed)


def test_longer_hours_take_out_the_night():
    """Filed at five on Monday afternoon, read for two hours of office time: until ten in the morning."""
    told = one(came="02 16:00", filed="02 17:00", read="03 10:00", freed="03 10:00")
    [box] = ask(told, "hours=every@08:30-20:00").units
    assert (hours(box.before), hours(box.after)) == (18.0, 3.0)
    [box] = ask(told, "hours=working@08:30-12:00,13:30-17:30").units
    assert box.change == 0


def test_who_acts_at_night_is_not_timed_by_the_hours():
    told = one(came="02 16:00", filed="02 17:00", read="02 22:00", freed="02 22:00")
    assert ask(told, "hours=every@00:00-24:00").moved == 0


def test_goods_that_are_not_there_cannot_be_looked_at_sooner():
    told = one(
        came="02 00:00", filed="02 09:00", read="02 09:10", landed="03 14:00", looked="03 15:00", freed="03 15:00"
    )
    [box] = ask(told, "advance=100%", "parallel=looked@read").units
    assert box.change == 0
    [box] = ask(told, "cap=looked@0.5h").units
    assert (hours(box.change), box.most) == (-0.5, "looked")


def test_a_share_counts_those_that_are_there_already_and_grows_by_adding():
    boxes = {f"B{at}": {"came": at * HOUR, "filed": 10 * HOUR + at, "freed": 400 * HOUR + at} for at in range(20)}
    boxes = {box: {step: ts + at("2026-03-02 00:00") for step, ts in times.items()} for box, times in boxes.items()}
    chosen: set[str] = set()
    for share in (0, 50, 60, 75, 100):
        found = replay(boxes, f"advance={share}%")
        moved = {each.unit for each in found.units if each.change}
        assert moved == again_moved(boxes, share)
        assert chosen <= moved
        chosen = moved
    assert len(chosen) == 11


def again_moved(boxes, share):
    ends = again(boxes, replaying.levers([f"advance={share}%"]))
    return {box for box, end in ends.items() if end != boxes[box]["freed"]}


def test_boxes_of_one_declaration_are_chosen_together():
    filed = at("2026-03-02 10:00")
    boxes = {f"B{n}": {"came": filed - HOUR, "filed": filed, "freed": filed + HOUR} for n in range(4)}
    assert [replay(boxes, f"advance={share}%").moved for share in (25, 75, 100)] == [0, 0, 4]


def test_the_interval_holds_the_change_and_is_the_same_each_time():
    boxes = port(1, 150)
    first, second = replay(boxes, *EVERY), replay(boxes, *EVERY)
    assert first == second
    assert first.mean.low <= first.mean.change <= first.mean.high < 0
    assert (first.resamples, len(first.digest)) == (1000, 64)
    assert first.digest != replay(boxes, *EVERY[:-1]).digest


def test_a_study_without_a_chain_is_its_own_stages():
    chain = replaying.chain_of(BOXES)
    assert [(each.name, each.after) for each in chain.steps] == [
        ("came", ()),
        ("filed", ("came",)),
        ("freed", ("filed",)),
    ]
    found = ask(one(**SLOW, looked="02 12:00", freed="02 15:00"), "cap=freed@1h", chain=chain)
    assert [hours(each.after) for each in found.units] == [10.0]
    assert [(each.stage, hours(each.mean.after)) for each in found.stages] == [("filing", 9.0), ("clearing", 1.0)]


LODGED, GONE = (
    "  - {name: early, title: 早 | Early, from: filed, to: came}",
    "  - {name: late, title: 晚 | Late, from: freed, to: came}",
)


def staged(*more: str) -> replaying.Chain:
    """The chain of a study with other stages."""
    head, _, tail = STUDY.partition("stages:")
    return replaying.chain_of(
        read_study("\n".join([f"{head}stages:", *more, tail[tail.index("overall:") :]]), "boxes.yaml")
    )


def test_stages_with_gaps_hang_on_the_start_of_the_whole():
    filing = "  - {name: clearing, title: 通关 | Clearing, from: filed, to: freed}"
    assert {each.name: each.after for each in staged(filing).steps} == {
        "came": (),
        "filed": ("came",),
        "freed": ("filed",),
    }
    assert {each.name: each.after for each in staged(LODGED).steps} == {
        "filed": (),
        "came": ("filed",),
        "freed": ("came",),
    }
    with pytest.raises(replaying.Unfit, match="form a circle"):
        staged(GONE)


def test_every_study_that_comes_with_the_house_has_a_chain_that_knows_its_stages():
    known = {code for chain in chains() for code in chain.studies}
    # Of cases of all procedures no step is common but those of its own stages.
    assert known | {"cn-cases"} == presets().keys()
    for study in presets().values():
        chain = replaying.chain_of(study)
        replaying.widened(study, chain)
        meant = [(each.picked, each.which) for each in chain.steps]
        ends = {name for stage in study.measured for name in (stage.start, stage.end)}
        assert all((each.picked, each.which) in meant for each in study.milestones if each.name in ends), study.code


@pytest.mark.parametrize("opening", [NOW, LONG, Hours("every", ((480, 1200),)), Hours("working", ((0, 1440),))])
def test_working_time_of_many_is_that_of_each_and_leads_back(opening):
    chance, many = random.Random(3), Opening(opening)
    moments = [at("2026-01-01 00:00") + chance.randrange(360 * 24 * HOUR) for _ in range(300)]
    moments += [at(f"2026-03-02 {time}") for time in ("00:00", "08:30", "12:00", "13:30", "17:30", "08:30:00.000001")]
    passed = many.passed(np.array(moments, np.int64))
    assert passed.tolist() == [worked(opening, each) for each in moments]
    for moment, back in zip(moments, many.reached(passed).tolist(), strict=True):
        assert worked(opening, back) == worked(opening, moment)
        assert worked(opening, back - 1) < worked(opening, back)


@pytest.mark.parametrize("n", [1, 2, 3, 10, 11, 97])
def test_the_percentile_is_that_of_the_reports(n):
    values = sorted(random.Random(n).randrange(-(10**13), 10**13) for _ in range(n))
    place = Fraction(9 * (n - 1), 10)
    low, high = values[int(place)], values[min(int(place) + 1, n - 1)]
    exact = low + (high - low) * (place - int(place))
    assert percentile_90(np.array(values, np.int64)) == (2 * exact + 1) // 2
