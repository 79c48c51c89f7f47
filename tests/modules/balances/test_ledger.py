"""The ledger of balances: exact, never below nothing whoever draws at once, and the same again from the log."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.kernel import balance as words
from kouan.kernel.event import ObjectRef
from kouan.modules.balances import public as balances
from kouan.modules.balances.amounts import from_parts, to_parts
from kouan.modules.balances.ledger import Ledger, key_of
from kouan.modules.balances.objects import balances as provided
from kouan.runtime import log, sql
from kouan.runtime.log import Overtaken

from .moves import BANK, HOLDER, NOON, NUMBER, append, draw, event, grant, row

pytestmark = pytest.mark.django_db


def sums():
    found = row()
    return tuple(from_parts(part) for part in (found.granted, found.reserved, found.used))


def test_granted_drawn_given_back_and_used():
    grant("1000.00")
    append("case/a", event(words.RESERVED, "400.25", ("400.25", 0)))
    append("case/b", event(words.RESERVED, "599.75", ("599.75", 0)))
    assert sums() == (1000, 1000, 0)
    append("case/a", event(words.RELEASED, "400.25"))
    append("case/b", event(words.COMMITTED, "599.75", (0, "599.75")))
    assert sums() == (1000, 0, Decimal("599.75"))
    assert row().taken == 1, "one case still has something of it"
    append("case/b", event(words.RESTORED, "599.75"))
    assert (sums(), row().taken) == ((1000, 0, 0), 0)
    assert balances.differences() == []


@pytest.mark.parametrize(
    "too_much",
    [
        event(words.RESERVED, "1000.00001", ("1000.00001", 0)),
        event(words.RELEASED, "0.00001"),
        event(words.COMMITTED, "1", (0, 1)),
        event(words.LOWERED, "1000.00001"),
        event(words.RESUMED),
    ],
    ids=lambda each: each.kind,
)
def test_what_a_balance_does_not_bear_is_not_recorded(too_much):
    grant("1000")
    with pytest.raises(Overtaken):
        append("case/a", too_much)


def test_a_case_cannot_give_back_what_another_holds():
    grant("1000")
    append("case/a", event(words.RESERVED, "400", (400, 0)))
    with pytest.raises(Overtaken):
        append("case/b", event(words.RELEASED, "400", (-400, 0)))


@pytest.mark.parametrize("closing", [words.SUSPENDED, words.ENDED])
def test_nothing_is_reserved_where_it_is_suspended_or_ended_but_given_back(closing):
    grant("1000")
    append("case/a", event(words.RESERVED, "400", (400, 0)))
    append("case/b", event(closing))
    append("case/a", event(words.RELEASED, "100", (300, 0)), event(words.COMMITTED, "300", (0, 300)))
    assert sums() == (1000, 0, 300)
    with pytest.raises(Overtaken):
        append("case/c", event(words.RESERVED, "1", (1, 0)))


def test_it_stays_suspended_while_one_case_keeps_it_so():
    grant("1000")
    append("case/a", event(words.SUSPENDED))
    append("case/b", event(words.SUSPENDED))
    append("case/a", event(words.RESUMED))
    assert row().state == "suspended"
    append("case/b", event(words.RESUMED))
    assert row().state == "active"


def test_only_so_many_cases_draw_on_it():
    grant("1000", times=2)
    for stream in ("case/a", "case/b"):
        append(stream, event(words.RESERVED, "1", (1, 0)))
    append("case/a", event(words.RESERVED, "1", (2, 0)))
    assert row().taken == 2, "a case that draws twice is one case"
    append("case/b", event(words.RELEASED, "1"))
    assert row().taken == 1, "what gave all back has not used it"
    append("case/c", event(words.RESERVED, "1", (1, 0)))
    assert row().taken == row().times


def test_rules_read_what_is_left_and_whether_it_holds_that_day():
    grant("1000", until="2026-06-30", times=3)
    append("case/a", event(words.RESERVED, "400.5", ("400.5", 0)))
    facts = _facts(NOON)
    assert (facts["left"], facts["reserved"], facts["valid"], facts["times_left"]) == ("599.5", "400.5", True, 2)
    assert (facts["colour"], facts["known_to"]) == ("red", [BANK, HOLDER])
    append("case/b", event(words.EXTENDED, until="2026-12-31"))
    assert _facts(NOON)["until"] == "2026-12-31"


def _facts(at):
    [known] = sql.ask([provided("purse")([NUMBER], at)])
    return known[NUMBER]


def test_the_tables_come_again_from_the_log():
    grant("1000")
    append("case/a", event(words.RESERVED, "400", (400, 0)))
    append("case/b", event(words.RAISED, "50"), event(words.SUSPENDED))
    before = balances.Balance.objects.values().get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE balances_balance SET reserved = 0, until = '2000-01-01'")
    assert {found.message.en for found in balances.differences()} == {
        "reserved of purse/P-1: 0 in the ledger, 40000000 by the log.",
        "until of purse/P-1: 2000-01-01 in the ledger, 9999-12-31 by the log.",
    }
    assert balances.rebuild() == 1
    assert balances.Balance.objects.values().get() == before
    assert balances.differences() == []


@pytest.mark.parametrize(("amount", "parts"), [("0.00001", 1), ("12", 1_200_000), ("1250000.00", 125_000_000_000)])
def test_amounts_are_kept_exactly(amount, parts):
    assert to_parts(amount) == parts
    assert from_parts(parts) == Decimal(amount)


def test_an_amount_finer_than_that_is_refused():
    with pytest.raises(ValueError, match="digits"):
        to_parts("0.000001")


MOVES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(("reserve", "release", "commit", "restore")), st.integers(1, 40)),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(MOVES)
def test_random_interleavings_add_up(moves):
    """Whatever cases do in whatever order: what the ledger holds is the sum of what the cases hold, and never too much."""
    ledger, held = Ledger(), dict.fromkeys("abc", (0, 0))
    for case, verb, amount in moves:
        reserved, used = held[case]
        left = 100 - sum(map(sum, held.values()))
        most = {"reserve": left, "release": reserved, "commit": reserved, "restore": used}[verb]
        if not (amount := min(amount, most)):
            continue
        change = {"reserve": (1, 0), "release": (-1, 0), "commit": (-1, 1), "restore": (0, -1)}[verb]
        held[case] = reserved + change[0] * amount, used + change[1] * amount
        kind = {"reserve": words.RESERVED, "release": words.RELEASED, "commit": words.COMMITTED}.get(
            verb, words.RESTORED
        )
        ledger.add(case, [event(kind, amount, held[case])])
        found = ledger.sums[key_of("purse", NUMBER)]
        assert found.reserved == to_parts(sum(r for r, _ in held.values())) >= 0
        assert found.used == to_parts(sum(u for _, u in held.values())) >= 0
        assert found.reserved + found.used <= to_parts("100")
        assert found.taken == sum(1 for each in held.values() if sum(each))


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """Real threads, real commits, both databases."""

    def run(self, work, count):
        def alone(item):
            try:
                return work(item)
            finally:
                connection.close()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(alone, range(count)))

    def test_fifty_draw_where_twenty_can(self):
        grant("20.5")
        results = self.run(lambda n: draw(f"case/{n}", Decimal(1)), 50)
        assert (results.count("reserved"), results.count("short")) == (20, 30)
        assert sums() == (Decimal("20.5"), 20, 0)
        assert balances.differences() == []

    def test_no_release_is_lost_among_fifty(self):
        grant("50")

        def live(number):
            stream = f"case/{number}"
            for _ in range(3):
                if draw(stream, Decimal(2)) == "reserved":
                    append(stream, event(words.RELEASED, "2"))
            return draw(stream, Decimal(1))

        reserved = self.run(live, 50).count("reserved")
        assert reserved
        assert sums() == (50, reserved, 0)
        assert [held.reserved for held in balances.holdings(row())] == [1] * reserved
        assert balances.differences() == []

    def test_two_balances_at_once_in_either_order(self):
        """Cases that draw on the same two balances, named in different orders, do not wait for each other forever."""
        grant("100")
        grant("100", "P-2")

        def both(number):
            one = event(words.RESERVED, "1", (1, 0))
            pair = [one, replace(one, objects=(ObjectRef("purse", "P-2", words.DRAWN),))]
            log.append(f"case/{number}", log.Head.NONE, pair if number % 2 else pair[::-1])

        self.run(both, 30)
        assert [row(number).reserved for number in ("P-1", "P-2")] == [to_parts("30")] * 2
