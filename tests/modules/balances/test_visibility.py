"""A balance is there for its holder and those the grant names; for a stranger it does not exist."""

import pytest

from kouan.kernel import balance as words
from kouan.kernel.text import Text
from kouan.modules.balances import public as balances
from kouan.modules.parties.public import PUBLIC, Viewer

from .moves import BANK, HOLDER, NUMBER, STRANGER, append, event, grant

pytestmark = pytest.mark.django_db


def viewer(party: str) -> Viewer:
    return Viewer(1, "clerk", Text("李", "Li"), party, Text("公司", "Firm"), "trader")


def test_who_sees_it():
    grant("1000")
    for party in (HOLDER, BANK):
        assert [each.number for each in balances.visible_balances(viewer(party))] == [NUMBER]
        assert balances.balance(viewer(party), "purse", NUMBER).left == 1000
    for stranger in (viewer(STRANGER), PUBLIC):
        assert not balances.visible_balances(stranger).exists()
        with pytest.raises(balances.NotFound):
            balances.balance(stranger, "purse", NUMBER)
    with pytest.raises(balances.NotFound):
        balances.balance(viewer(HOLDER), "purse", "P-2")


def test_every_movement_is_told_with_its_case():
    grant("1000")
    append("case/a", event(words.RESERVED, "400", (400, 0)))
    append("case/a", event(words.RELEASED, "150", (250, 0)), event(words.COMMITTED, "250", (0, 250)))
    row = balances.balance(viewer(HOLDER), "purse", NUMBER)
    assert [(each.kind, each.stream, each.amount, each.left) for each in balances.movements(row)] == [
        (words.GRANTED, "case/grant-P-1", 1000, 1000),
        (words.RESERVED, "case/a", 400, 600),
        (words.RELEASED, "case/a", 150, 750),
        (words.COMMITTED, "case/a", 250, 750),
    ]
    assert [(held.stream, held.reserved, held.used) for held in balances.holdings(row)] == [("case/a", 0, 250)]
