"""Licences tell their own scenarios; how long they hold, how often they serve, and what declarations take of them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kouan.blueprint import parse
from kouan.engine import circumstances, moved, problems
from kouan.engine import commands as ask
from kouan.engine.audit import audit
from kouan.engine.rehearse import tell
from kouan.engine.scenario import attached, changed, read_scenarios
from kouan.kernel.clock import SHANGHAI, local_date, now
from kouan.kernel.event import Actor
from kouan.procedures import procedure, scenarios_text
from kouan.procedures._licence.issue import latest
from tests.unit.procedures.samples import AT, IMPORT, findings, form

BOTH = (procedure("import-licence"), procedure("export-licence"))
STORIES = {each.code: read_scenarios(scenarios_text(each.code)) for each in BOTH}
EVERY = [(each, story) for each in BOTH for story in STORIES[each.code]]
NUMBER = "26-A01-440812"
BROKER = Actor("914408007684521034", "clerk")


def scenario(name: str, of=BOTH[0]):
    return next(scenario for scenario in STORIES[of.code] if scenario.name == name)


@pytest.mark.parametrize(("of", "story"), EVERY, ids=lambda each: getattr(each, "name", getattr(each, "code", "")))
def test_the_scenario_goes_as_told(of, story):
    assert tell(of, story).mismatches == []


@pytest.mark.parametrize("of", BOTH, ids=lambda each: each.code)
def test_the_procedure_passes_the_check(of):
    assert audit(of, STORIES[of.code], local_date(now())) == []


@pytest.mark.parametrize(
    ("name", "direction", "issued", "until"),
    [
        ("licence", "import", date(2026, 3, 16), date(2027, 3, 16)),  # a year
        ("licence", "import", date(2026, 5, 4), date(2027, 3, 31)),  # no later than the end of next March
        ("automatic", "import", date(2026, 3, 16), date(2026, 9, 16)),  # six months
        ("automatic", "import", date(2026, 8, 3), date(2026, 12, 31)),  # not across the year
        ("dual-use", "import", date(2026, 11, 2), date(2027, 3, 31)),
        ("chemicals", "import", date(2026, 8, 3), date(2027, 2, 3)),
        ("veterinary", "import", date(2026, 12, 14), date(2026, 12, 31)),
        ("one-batch", "export", date(2026, 3, 16), date(2026, 9, 16)),
        ("one-batch", "export", date(2026, 8, 3), date(2026, 12, 31)),
        ("pesticide", "export", date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_every_family_holds_as_long_as_its_law_says(name, direction, issued, until):
    of = BOTH[direction == "export"]
    story = scenario(name, of)
    on = circumstances(of, datetime(issued.year, issued.month, issued.day, 9, tzinfo=SHANGHAI))
    assert latest(parse(of.form, story.form).filing, direction, issued, on) == until


@pytest.mark.parametrize(("of", "name", "most"), [(BOTH[0], "several-batches", 6), (BOTH[1], "twelve-batches", 12)])
def test_several_batches_have_their_limit(of, name, most):
    story = scenario(name, of)
    for uses, wrong in ((most, []), (most + 1, ["uses-too-many"])):
        on = circumstances(of, story.at, documents=story.documents)
        data = changed(story.form, {"set": {"/uses": uses}})
        assert [found.code for found in problems(of, parse(of.form, data), on)] == wrong


def test_one_batch_serves_one_declaration_and_several_as_many_as_were_asked():
    said = {
        name: next(event for event in tell(BOTH[0], scenario(name)).events if event.kind == "balance-granted").payload
        for name in ("automatic", "several-batches", "by-value")
    }
    assert [said[name]["times"] for name in said] == [1, 6, 6]
    assert [(said[name]["amount"], said[name]["unit"]) for name in said] == [
        ("58000", "070"),
        ("1500", "003"),
        ("37800000", "USD"),
    ]
    assert said["several-batches"]["until"] == "2026-06-30"


# ── Declarations ─────────────────────────────────────────────────────────────────────────────────────────────────
def known(left="52000", **more):
    facts = {
        "granted": "52000", "left": left, "unit": "070", "holder": "91440800MA4X7T2Q18", "since": "2026-03-18",
        "until": "2026-03-18", "state": "active", "times_left": 1, "kind": "7", "direction": "import",
        "hs": "2601111000", "measured_by": "quantity", "bulk": True, "office": "6701", "country": "AUS", **more,
    }  # fmt: skip
    return {("licence", NUMBER): facts}


def codes(facts, **changes):
    return [found.split("@")[0] for found in findings(form("ore", **changes), "ore", objects=facts)]


def test_it_serves_from_its_first_day_to_its_last():
    assert codes(known()) == []
    assert codes(known(since="2026-03-19")) == ["licence-not-valid"]
    assert codes(known(until="2026-03-17")) == ["licence-not-valid"]


@pytest.mark.parametrize(
    ("left", "bulk", "fits"),
    [("52000", False, True), ("51999.99999", False, False), ("49523.81", True, True), ("49523.80", True, False)],
)
def test_bulk_goods_exceed_it_by_a_twentieth_and_others_not_at_all(left, bulk, fits):
    assert codes(known(left, bulk=bulk)) == ([] if fits else ["licence-short"])


def test_oil_exceeds_it_by_three_per_cent_only():
    oil = known("50000", hs="2709000000")
    changes = {"lines__0__hs_code": "2709000000"}
    assert "licence-short" in codes(oil, **changes)
    oil = known("50486", hs="2709000000")
    assert "licence-short" not in codes(oil, **changes)


@pytest.mark.parametrize(("unit", "left", "taken"), [("070", "52000", "52000"), ("035", "60000000", "52000000")])
def test_tonnes_and_kilograms_stand_for_one_another(unit, left, taken):
    assert taken_by(known(left, unit=unit)) == Decimal(taken)


def test_by_value_it_takes_the_total_in_its_currency():
    assert taken_by(known("6000000", unit="USD", measured_by="value")) == Decimal("5122000.00")
    assert codes(known("6000000", unit="EUR", measured_by="value")) == ["licence-unit"]


def taken_by(facts):
    parsed = parse(IMPORT.form, form("ore"))
    command = ask.File(parsed, attached(("invoice", "mandate")), facts, "calm")
    events, _ = moved(IMPORT, None, command, BROKER, AT)
    return Decimal(next(event for event in events if event.kind == "balance-reserved").payload["amount"])


def test_what_is_not_issued_here_is_left_to_the_officer():
    licences = [{"kind": "7", "number": NUMBER}, {"kind": "Y", "number": "RCEP-1"}]
    assert codes({**known(), ("licence", "RCEP-1"): {}}, licences=licences) == []


# ── Clauses and limits ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("of", "name", "clause"),
    [
        (BOTH[0], "licence", "import-licence-measures#batches"),
        (BOTH[0], "automatic", "automatic-licence-measures#six-uses"),
        (BOTH[0], "dual-use", "dual-use-measures#batches"),
        (BOTH[1], "one-batch", "export-licence-measures#batches"),
    ],
)
def test_too_many_uses_are_against_the_law_of_that_licence(of, name, clause):
    story = scenario(name, of)
    data = changed(story.form, {"set": {"/batch": "several", "/uses": 13}})
    on = circumstances(of, story.at, documents=story.documents)
    assert [each.clause for each in problems(of, parse(of.form, data), on) if each.code == "uses-too-many"] == [clause]


def test_the_last_day_it_can_hold_is_fit_for_the_shipment_and_the_next_is_not():
    story = scenario("automatic")
    for planned, wrong in (("2026-09-16", []), ("2026-09-17", ["planned-beyond"])):
        on = circumstances(BOTH[0], story.at, documents=story.documents)
        data = changed(story.form, {"set": {"/planned_on": planned}})
        assert [found.code for found in problems(BOTH[0], parse(BOTH[0].form, data), on)] == wrong


def test_no_more_is_promised_than_the_longest_of_the_reviews():
    day = date(2026, 3, 16)
    assert [of.limit_on(day).text.en for of in BOTH] == ["45 working days", "45 working days"]
