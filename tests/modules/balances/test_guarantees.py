"""A guarantee under many declarations at once: never below nothing, no release lost, nobody told more than one sentence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from kouan.engine import Refused, commands
from kouan.engine.scenario import changed, read_filings
from kouan.kernel.clock import from_micros
from kouan.modules.balances import public as balances
from kouan.modules.cases import public as cases
from kouan.procedures import scenarios_text
from kouan.runtime import log
from kouan.runtime.verification import verify

from .declarations import BANK, IMPORTER, RIVAL, declaration, declare, guarantee, officer, papers, person, register

pytestmark = pytest.mark.django_db
PAID = {"receipt": "010220260403000088", "paid_on": "2026-04-03"}


def row(number):
    return balances.Balance.objects.get(number=number)


def sums(number):
    found = row(number)
    return tuple(balances.from_parts(part) for part in (found.granted, found.reserved, found.used))


def outcome(view, step):
    return next((each.get("outcome") for each in view["steps"] if each["name"] == step), None)


def duty(view):
    return Decimal(next(each["data"]["total"] for each in view["steps"] if each["name"] == "duty"))


def test_a_bank_s_letter_secures_a_declaration_until_it_is_paid():
    register()
    number = guarantee("1000000.00")
    assert [each.number for each in balances.visible_balances(person(IMPORTER))] == [number]
    view = declare(declaration(number))
    assert (view["status"], outcome(view, "release")) == ("open", "done")
    assert sums(number) == (1000000, duty(view), 0)
    soon = from_micros(view["filed_at"]) + timedelta(days=2)
    done = cases.act(person(IMPORTER), view["id"], commands.Supply("monthly", PAID), at=soon)
    assert done["status"] == "done"
    assert sums(number) == (1000000, 0, 0)
    kinds = [event.kind for event in balances.movements(row(number))]
    assert kinds == ["balance-granted", "balance-reserved", "balance-released"]
    assert balances.differences() == []


def test_a_stranger_cannot_draw_on_it_nor_learn_that_it_is_there():
    register()
    number = guarantee("1000000.00")
    codes = []
    for named in (number, "GD2026670199999"):
        with pytest.raises(Refused) as refused:
            cases.file_case(person(RIVAL), "import-declaration", declaration(named, consignee_uscc=RIVAL))
        codes.append({problem.code for problem in refused.value.problems})
    assert codes[0] == codes[1]
    assert "guarantee-unknown" in codes[0]


def test_void_gives_back_and_the_tables_come_again_from_the_log():
    register()
    number = guarantee("1000000.00")
    first, second = (declare(declaration(number, contract_number=f"C-{n}")) for n in range(2))
    cases.act(officer("customs"), first["id"], commands.Void("重复申报"))
    assert sums(number) == (1000000, duty(second), 0)
    before = list(balances.Balance.objects.values())
    balances.rebuild()
    assert list(balances.Balance.objects.values()) == before
    assert [(held.stream, held.reserved) for held in balances.holdings(row(number))] == [
        (f"case/{second['id']}", duty(second))
    ]


def test_what_is_taken_back_by_customs_cannot_be_drawn_on():
    register()
    number = guarantee("1000000.00")
    granted = next(each for each in log.events_of("guarantee", number) if each.kind == "balance-granted")
    cases.act(officer("customs"), granted.stream.removeprefix("case/"), commands.Void("担保银行丧失资格"))
    assert row(number).state == "ended"
    with pytest.raises(Refused) as refused:
        declare(declaration(number))
    assert [problem.code for problem in refused.value.problems] == ["guarantee-not-valid"]


def test_what_customs_stop_bears_what_it_bore_and_nothing_new_until_it_is_made_good():
    register()
    number, customs = guarantee("1000000.00"), officer("customs")
    before = declare(declaration(number))
    said = {"guarantee": number, "firm_uscc": IMPORTER, "found_on": "2026-01-05"}
    form = changed(
        read_filings(scenarios_text("guarantee-suspension"))["ordinary"],
        {"set": {f"/{name}": value for name, value in said.items()}},
    )
    stopped = cases.file_case(customs, "guarantee-suspension", form, papers(customs, "finding"))
    assert row(number).state == "suspended"
    assert sums(number) == (1000000, duty(before), 0)
    with pytest.raises(Refused) as refused:
        declare(declaration(number, contract_number="C-2"))
    assert [problem.code for problem in refused.value.problems] == ["guarantee-not-valid"]
    remedy = {"done": "已补缴税款和滞纳金", "done_on": "2026-01-06"}
    cases.act(person(IMPORTER), stopped["id"], commands.Supply("remedy", remedy))
    cases.act(customs, stopped["id"], commands.Decide("decide", "resumed"))
    assert row(number).state == "active"
    assert outcome(declare(declaration(number, contract_number="C-2")), "release") == "done"
    assert balances.differences() == []


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """Real threads, real commits, both databases."""

    def run(self, work, items):
        def alone(item):
            try:
                return work(item)
            finally:
                connection.close()

        with ThreadPoolExecutor(50) as pool:
            return list(pool.map(alone, items))

    def test_fifty_declarations_on_one_guarantee(self):
        register()
        probe = declare(declaration(guarantee("1000000.00")))
        each = duty(probe)
        number = guarantee(str(each * 20 + Decimal("0.01")))
        forms = [declaration(number, contract_number=f"C-{n}") for n in range(50)]
        views = self.run(declare, forms)
        secured = [view for view in views if outcome(view, "deduction") == "reserved"]
        assert len(secured) == 20
        assert {outcome(view, "deduction") for view in views} == {"reserved", "short"}
        assert {outcome(view, "payment") for view in views} == {None}, "those without wait for payment, unreleased"
        assert sums(number) == (each * 20 + Decimal("0.01"), each * 20, 0)
        assert balances.differences() == []

        ends = [commands.Supply("monthly", PAID), commands.Void("删单")]
        people = [person(IMPORTER), officer("customs")]
        self.run(lambda n: cases.act(people[n % 2], secured[n]["id"], ends[n % 2]), range(20))
        assert sums(number) == (each * 20 + Decimal("0.01"), 0, 0)
        assert balances.differences() == []
        assert verify().sound

    def test_fifty_take_turns_and_no_release_is_lost(self):
        register()
        each = duty(declare(declaration(guarantee("1000000.00"))))
        number = guarantee(str(each * 5))
        forms = [declaration(number, contract_number=f"D-{n}") for n in range(50)]

        def live(form):
            view = declare(form)
            if outcome(view, "deduction") == "reserved":
                cases.act(officer("customs"), view["id"], commands.Void("让给下一票"))
                return "reserved"
            return "short"

        assert "reserved" in self.run(live, forms)
        assert sums(number) == (each * 5, 0, 0)
        assert row(number).taken == 0
        assert balances.differences() == []


def test_its_bank_sees_it_and_every_movement():
    register()
    number = guarantee("1000000.00")
    view = declare(declaration(number))
    seen = balances.balance(person(BANK), "guarantee", number)
    assert balances.movements(seen)[-1].case == view["number"], "the declaration behind it"
    with pytest.raises(cases.NotFound):
        cases.case_view(person(BANK), view["id"])
