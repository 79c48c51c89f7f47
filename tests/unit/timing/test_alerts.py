"""The catalogue of alert rules, what each rings for beside a second count in loops, and clicks that were waited for."""

import random

import ibis
import pytest

from kouan.blueprint.procedure import step_index
from kouan.kernel.clock import local_date, now
from kouan.modules.timing.alerts.catalogue import catalogue
from kouan.modules.timing.alerts.posts import Post, clicks, posts
from kouan.modules.timing.alerts.raising import MOMENT, limit_of, raised
from kouan.modules.timing.measures.milestones import case_ms
from kouan.modules.timing.shape import log
from kouan.procedures import procedure
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb
from tests.unit.timing.shared import FOLDER

DAY = 24 * HOUR
START = at("2026-03-02 00:00")
NOW, SPAN = START + 200 * DAY, (START + 100 * DAY, START + 200 * DAY)
RULES = {each.code: each for each in catalogue().rules}
MEASURED = [each for each in catalogue().rules if each.study]


def port(seed: int) -> Told:
    """Boxes both ways, calls and advance declarations, to which anything happens in any order."""
    chance, told = random.Random(seed), Told()
    for number in range(30):
        box, bill, call, case = f"b{number}", f"B{number // 2}", f"v{number % 4}", f"c{number}"
        told.is_known("bill", bill, direction="import" if number % 4 < 2 else "export")
        told.is_known("case", case, procedure="export-declaration", **{"form/clearance": "advance"})
        told.belongs(("container-visit", box), ("bill", bill)).belongs(("case", case), ("bill", bill))
        for _ in range(chance.randrange(9)):
            ts = START + chance.randrange(200) * DAY + chance.randrange(30) * HOUR
            kind = chance.choice([*BOX, *BILL, *CALL, *CASE])
            thing = ("bill", bill) if kind in BILL else ("vessel-call", call) if kind in CALL else ("case", case)
            told.happens(ts, kind, thing if kind not in BOX else ("container-visit", box))
    return told


BOX = ["released", "gated-in", "gated-out", "loaded", "moved-to-inspection", "returned-to-yard"]
BILL = ["arrived", "inspection-ordered", "inspection-cleared"]
CALL = ["departed", "tallied", "discharged"]
CASE = ["filed", "closed"]


def plainly(alert, rows, columns, limit):
    """What a rule rings for, row by row: {unit: (since, until, us)}."""
    found = {}
    for row in rows:
        case = dict(zip(columns, row, strict=True))
        since, until = case[alert.start], case[alert.before or alert.end]
        if alert.before:
            if since is not None and SPAN[0] <= since < SPAN[1] and (until is None or until > since):
                found[case["unit"]] = (since, until, 0 if until is None else until - since)
            continue
        if since is None or any(case[name] is None for name in alert.given):
            continue
        if until is None and any(case[name] is not None for name in alert.unless):
            continue
        if until is not None and not SPAN[0] <= until < SPAN[1]:
            continue
        us = (NOW if until is None else until) - since
        if us > limit:
            found[case["unit"]] = (since, until, us)
    return found


def with_moment(study):
    return case_ms(log(), study).mutate(**{MOMENT: ibis.literal(NOW, "int64")})


@pytest.mark.parametrize("seed", range(2))
def test_each_rule_rings_for_what_loops_find(seed):
    with in_duckdb(port(seed)) as duck:
        rung, known = 0, {}
        for alert in MEASURED:
            case = with_moment(alert.study)
            limit = 0 if alert.before else limit_of(duck, alert, case, *SPAN)
            rows = known.setdefault(alert.study.code, None) or duck.rows(case)
            known[alert.study.code] = rows
            if alert.measure == "percentile":
                assert limit == expected_limit(alert, rows, case.columns)
            if limit is None:
                continue
            found = raised(duck, alert, case, limit, SPAN)
            assert {each.unit: (each.since, each.until, each.us) for each in found} == plainly(
                alert, rows, case.columns, limit
            ), alert.code
            assert [each.us for each in found] == sorted((each.us for each in found), reverse=True)
            rung += len(found)
        assert rung > 20


def expected_limit(alert, rows, columns):
    ended = []
    for row in rows:
        case = dict(zip(columns, row, strict=True))
        since, until = case[alert.start], case[alert.end]
        if until is not None and since is not None and SPAN[0] <= until < SPAN[1]:
            ended.append(until - since)
    if not ended:
        return None
    ordered, place = sorted(ended), (len(ended) - 1) * 95
    low, part = divmod(place, 100)
    high = ordered[min(low + 1, len(ordered) - 1)]
    return pytest.approx(ordered[low] + (high - ordered[low]) * part / 100, abs=1)


def test_a_box_rings_after_seven_days_and_not_before():
    told = Told().is_known("bill", "B", direction="import").belongs(("container-visit", "b"), ("bill", "B"))
    told.happens(NOW - 7 * DAY, "arrived", ("bill", "B")).happens(NOW - DAY, "noted", ("container-visit", "b"))
    with in_duckdb(told) as duck:
        case = with_moment(RULES["ALERT01"].study)
        assert raised(duck, RULES["ALERT01"], case, RULES["ALERT01"].hours * HOUR, SPAN) == []
        [found] = raised(duck, RULES["ALERT01"], case, RULES["ALERT01"].hours * HOUR - 1, SPAN)
    assert (found.unit, found.direction, found.until, found.us) == ("b", "import", None, 7 * DAY)


def test_all_rules_are_there_and_none_is_silent_about_itself():
    assert len(RULES) == 38
    assert not catalogue().verified
    for each in catalogue().rules:
        assert (each.study is None) == (each.unmeasured is not None)
        assert each.title.zh != each.title.en
        assert each.own == (each.measure == "percentile")
        assert not each.study or each.before or each.threshold


def test_codes_words_and_thresholds_are_those_of_the_list():
    path = FOLDER.parent / "rules" / "port_supervision_alert_rules_shekou.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert head == "code,rule_zh,group,measure,threshold"
    assert [line.split(",")[0] for line in lines] == list(RULES)
    for line in lines:
        code, words, group, measure, threshold = line.split(",")
        rule = RULES[code]
        assert rule.title.zh == words.replace("(CIC)", "").replace("CIC", "查验中心")
        assert (rule.group, rule.measure) == (group, measure)
        assert rule.own or str(rule.threshold or "") == threshold


# ── Clicks ───────────────────────────────────────────────────────────────────────────────────────────────────────
POST = Post("permit", "decide", ("depot", "plant"))


def case(told: Told, name: str, *events: tuple[float, str, str]) -> Told:
    told.is_known("case", name, procedure="permit")
    for hours, kind, party in events:
        told.happens(START + int(hours * HOUR), kind, ("case", name, "case"), party=party)
    return told


def test_hours_from_the_last_check_to_the_click():
    told = case(Told(), "c1", (0, "filed", "f"), (2, "decided: plant", "customs"), (5, "decided: depot", "customs"))
    case(told, "c1", (9, "decided: decide", "customs"), (9, "closed", "system"))
    with in_duckdb(told) as duck:
        [found] = clicks(duck, log(), [POST], START, START + DAY)
        assert clicks(duck, log(), [POST], START, START + 9 * HOUR) == []
    assert (found.case, found.party, found.us) == ("c1", "customs", 4 * HOUR)


@pytest.mark.parametrize(
    "events",
    [
        [(0, "filed", "f"), (9, "decided: decide", "customs")],
        [(1, "decided: plant", "customs"), (5, "decided: decide", "customs"), (6, "decided: depot", "customs")],
        [(1, "decided: plant", "customs"), (5, "decided: decide", "system")],
    ],
    ids=["nothing was checked before", "a check was still to come", "nobody had to click"],
)
def test_where_no_click_was_waited_for(events):
    with in_duckdb(case(Told(), "c1", *events)) as duck:
        assert clicks(duck, log(), [POST], START, START + DAY) == []


def test_an_answer_after_the_checks_starts_the_wait_anew():
    told = case(Told(), "c1", (1, "decided: plant", "customs"), (2, "asked: decide", "customs"))
    case(told, "c1", (7, "answered: decide", "f"), (8, "decided: decide", "customs"))
    with in_duckdb(told) as duck:
        assert [each.us for each in clicks(duck, log(), [POST], START, START + DAY)] == [HOUR]


def test_what_did_not_pass_is_not_waiting_for_a_click():
    told = case(Told(), "c1", (1, "decided: plant", "customs"), (8, "decided: decide", "customs"))
    post = Post("permit", "decide", ("depot", "plant"), failed={"plant": ("bad",)})
    for outcome, number in (("good", 1), ("bad", 0)):
        told.object = [row for row in told.object if row[2] != "outcome/plant"]
        told.is_known("case", "c1", **{"outcome/plant": outcome})
        with in_duckdb(told) as duck:
            assert len(clicks(duck, log(), [post], START, START + DAY)) == number


def test_every_post_is_a_step_of_its_procedure():
    for post in posts():
        steps = step_index(procedure(post.procedure), local_date(now()))
        assert {post.step, *post.after} <= steps.keys(), post
        assert steps[post.step].kind == ("review" if post.person else "auto")
        adverse = {name: tuple(way.code for way in steps[name].ways if way.adverse) for name in post.after}
        assert not post.person or post.failed == {name: ways for name, ways in adverse.items() if ways}
