"""Selection, late fees and the clock of the second step."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest

from kouan.blueprint import Facts, parse
from kouan.engine import commands as ask
from kouan.engine.decide import moved
from kouan.engine.dues import due
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.event import SYSTEM, Actor
from kouan.procedures.import_declaration.rules_time import last_day, late_fee
from kouan.procedures.import_declaration.selection import select
from tests.unit.procedures.samples import AT, IMPORT, filing, form, under

BROKER = Actor("914408007684521034", "clerk")
CONSIGNEE = ("organisation", "91440800MA4X7T2Q18")


def _selected(name="ordinary", entropy="", credit=None):
    objects = {CONSIGNEE: {"credit": credit}} if credit else {}
    return select(Facts(filing(name), {}, under(name, objects=objects), entropy))


@pytest.mark.parametrize(
    ("name", "credit", "rate"),
    [
        ("ordinary", None, "0.03"),
        ("ordinary", "regular", "0.03"),
        ("ordinary", "advanced", "0.005"),
        ("ordinary", "certified", "0.005"),
        ("ordinary", "discredited", "0.8"),
        ("ordinary", "seriously-discredited", "0.8"),
        ("ore", None, "0.09"),
        ("advance-fresh", None, "0.045"),
        ("advance-fresh", "discredited", "1"),
    ],
)
def test_the_share_inspected_follows_credit_and_goods(name, credit, rate):
    assert Decimal(_selected(name, credit=credit).data["rate"]) == Decimal(rate)


def test_draws_come_out_near_their_rates():
    codes = Counter(_selected(entropy=f"seed-{n}").code for n in range(4000))
    assert 80 <= codes["inspect"] <= 165  # 3 % of 4000 is 120
    assert 145 <= codes["review"] <= 245  # 5 % of the rest is 194


def test_certified_importers_are_inspected_less_than_a_fifth_as_often():
    inspected = {
        credit: sum(_selected(entropy=f"{n}", credit=credit).code == "inspect" for n in range(4000))
        for credit in ("regular", "advanced")
    }
    assert inspected["advanced"] < 0.3 * inspected["regular"]


def test_a_draw_can_be_redone_from_what_is_recorded():
    first, again = _selected(entropy="a1"), _selected(entropy="a1")
    assert first == again
    assert set(first.data) == {"rate", "draw", "reasons"}


@pytest.mark.parametrize("name", ["dangerous", "preferential", "processing", "ore"])
def test_some_filings_are_always_read(name):
    assert all(_selected(name, f"{n}").code != "clean" for n in range(50))


@pytest.mark.parametrize(
    ("entered", "last"),
    [
        ("2026-03-02", "2026-03-16"),  # a Monday
        ("2026-03-01", "2026-03-16"),  # the 15th is a Sunday and moves on
        ("2026-04-21", "2026-05-06"),  # the 5th lies in the Labour Day holiday
    ],
)
def test_the_last_day_to_declare(entered, last):
    assert last_day(date.fromisoformat(entered), under()) == date.fromisoformat(last)


def test_the_late_fee_is_in_whole_yuan_the_fraction_dropped():
    assert late_fee(filing(), 8, under()) == Decimal("2889")  # 722455.89 × 0.05 % × 8 = 2889.82


def test_a_late_fee_below_fifty_yuan_is_not_charged():
    small = filing(lines=[form()["lines"][0] | {"total": "1000.00"}], freight=None, insurance=None, delivery_terms="1")
    assert late_fee(small, 13, under()) == 0
    assert late_fee(small, 15, under()) == Decimal("53")


def _two_step(at=AT, **changes):
    parsed = parse(IMPORT.form, form("two-step", **changes))
    return moved(IMPORT, None, ask.File(parsed, (), {}, "calm"), BROKER, at)[1]


def test_the_fourteen_days_count_from_arrival():
    arrived = datetime(2026, 3, 20, 6, tzinfo=SHANGHAI)
    case = moved(IMPORT, _two_step(), ask.Decide("arrival", "done"), SYSTEM, arrived)[1]
    assert due(case, case.steps["complete"]).astimezone(SHANGHAI).date() == date(2026, 4, 3)


def test_the_fourteen_days_count_from_entry_when_the_goods_are_here_already():
    case = _two_step(import_date="2026-03-12")
    assert [step.name for step in case.open_steps] == ["complete"]
    assert due(case, case.steps["complete"]).astimezone(SHANGHAI).date() == date(2026, 3, 26)


def test_three_agencies_have_dangerous_goods_on_their_desks_at_once():
    from kouan.engine.scenario import attached

    parsed = parse(IMPORT.form, form("dangerous"))
    documents = attached(("invoice", "mandate", "dangerous-statement"))
    case = moved(IMPORT, None, ask.File(parsed, documents, {}, "calm"), BROKER, AT)[1]
    assert {step.by for step in case.open_steps} == {"customs", "msa", "port"}
    assert {step.name for step in case.open_steps} == {"documents", "quarantine", "maritime", "storage"}
