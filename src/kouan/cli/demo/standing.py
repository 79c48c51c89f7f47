"""What firms lost and ask back: good standing with customs, the use of a guarantee that customs stopped."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from kouan.cli.demo.backing import DISCREDITED, Backing
from kouan.cli.demo.desks import Desks
from kouan.cli.demo.fleet import fleet
from kouan.cli.demo.habits import in_business
from kouan.cli.demo.turns import NOT_NOW, Turn, View, after, decided
from kouan.cli.demo.world import World
from kouan.engine import commands
from kouan.kernel.clock import local_date
from kouan.modules.parties.public import Viewer, credit_levels
from kouan.procedures import procedures

REPAIR, SUSPENSION = "credit-repair", "guarantee-suspension"
_DAY = timedelta(days=1)
# Discredited by the people's data, for tax it owed; refused once over a surcharge it had overlooked, then again.
_FIRM, _LEVEL = DISCREDITED, "discredited"
_WAITS = timedelta(days=100)
_FIRST, _AGAIN = 17, 4
_OVERDUE = "xingtu"
_STOPPED_OVERDUE, _STOPPED_DISCREDITED = 9, 12


class Standing:
    """Firms whose standing suffered, and the officers who judge it."""

    def __init__(self, world: World, desks: Desks, backing: Backing) -> None:
        self.world, self.desks, self.backing = world, desks, backing

    def plan(self) -> None:
        """Plan the applications and what customs stop."""
        if REPAIR in procedures():
            self._at(REPAIR, _FIRST, self._apply)
            self._at(REPAIR, _AGAIN, self._apply_again)
        if SUSPENSION in procedures():
            self._at(SUSPENSION, _STOPPED_OVERDUE, self._stop_overdue)
            self._at(SUSPENSION, _STOPPED_DISCREDITED, self._stop_discredited)

    def _at(self, code: str, days: int, act: Any) -> None:
        moment = in_business(self.world.scale.until - days * _DAY, self.world.dice(code, days), 9, 17)
        self.world.at(moment, act, code)

    # ── Credit ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _apply(self, at: datetime) -> None:
        """The duty desk finds a surcharge unpaid."""
        unpaid = "滞纳金 1320 元未缴"
        turns = {
            "conduct": Turn(after(2.2 * _DAY), decided("conduct", "clear")),
            "arrears": Turn(after(1.4 * _DAY), decided("arrears", "not-clear", unpaid)),
            "decide": Turn(after(3 * _DAY), decided("decide", "refuse", f"款项未缴清：{unpaid}")),
        }
        self._file(turns, at, {"corrected_on": _day(at, -20), "paid_on": _day(at, -20), "payment": "ED251208-L01"})

    def _apply_again(self, at: datetime) -> None:
        """Everything is paid now; the decision waits on the credit desk."""
        turns = {
            "conduct": Turn(after(1.1 * _DAY), decided("conduct", "clear")),
            "arrears": Turn(after(0.8 * _DAY), decided("arrears", "clear")),
        }
        self._file(turns, at, {"corrected_on": _day(at, -3), "paid_on": _day(at, -3), "payment": "ED251208-L02"})

    def _file(self, turns: Mapping[str, Turn], at: datetime, paid: dict[str, str]) -> None:
        firm = self.world.people.chief(_FIRM)
        # As it was found, whatever later law made of the level since.
        found = next((each.since for each in credit_levels(firm.party, local_date(at)) if each.level == _LEVEL), None)
        if found is None or local_date(at) < found + _WAITS:
            return
        form = self._repair(firm, found) | paid
        kinds = ("correction", "promise", "receipt")
        self.desks.file(firm, REPAIR, form, kinds, at, leave=frozenset({"decide"}), turns=turns)

    def _repair(self, firm: Viewer, found: date) -> dict[str, Any]:
        return {
            "applicant_uscc": firm.party,
            "applicant_name": firm.party_name.zh,
            "customs_code": self.world.people.customs_code(firm.party),
            "office": fleet().port["district_customs"],
            "contact": firm.person_name.zh,
            "phone": "0759-2208800",
            "decision": f"澄关企信〔{found.year}〕31号",
            "found_on": found.isoformat(),
            "ground": "tax-owed",
            "corrected": "已补缴全部税款，建立缴税到期提醒，更换财务负责人，全员学习海关税收规定。",
            "paid": True,
            "promise": True,
        }

    # ── Guarantees ───────────────────────────────────────────────────────────────────────────────────────────────
    def _stop_discredited(self, at: datetime) -> None:
        """What it was once given is stopped; until its credit is restored there is nothing that it could make good."""
        told = {"ground": "discredited", "details": "认定为失信企业，见信用公示，至今未修复"}
        self._stop(_FIRM, told, at, turns={"remedy": NOT_NOW})

    def _stop_overdue(self, at: datetime) -> None:
        """Stopped over the duty of an earlier shipment, made good, and used again."""
        firm, day = self.world.people.chief(_OVERDUE), local_date(at)
        turns = {
            "remedy": Turn(after(3.2 * _DAY), partial(self._remedied, firm), firm),
            "decide": Turn(after(1.3 * _DAY), decided("decide", "resumed")),
        }
        number = f"{fleet().port['receiving']}{day.year}1{980_000_000 + day.toordinal():09d}"
        told = {"ground": "unmet", "declaration": number, "details": "该票申报价格偏低，补税通知书已送达，逾期未缴"}
        self._stop(_OVERDUE, told, at, turns=turns)

    def _stop(self, name: str, told: dict[str, str], at: datetime, **more: Any) -> None:
        number = self.backing.guarantees.get(name)
        if number is None:
            return
        firm = self.world.people.chief(name)
        officer = self.world.people.officer("customs", "duty", self.world.dice(SUSPENSION, name))
        known = {"guarantee": number, "firm_uscc": firm.party, "firm_name": firm.party_name.zh}
        form = known | told | {"found_on": _day(at, -1)}
        self.desks.file(officer, SUSPENSION, form, ("finding",), at, **more)

    def _remedied(self, firm: Viewer, view: View, at: datetime) -> commands.Command:
        done = {"done": "已补缴税款和滞纳金，缴款书随附", "done_on": _day(at, 0)}
        return commands.Supply("remedy", done, self.desks.cabinet.take(firm, ("proof",)))


def _day(at: datetime, days: int) -> str:
    return (local_date(at) + days * _DAY).isoformat()
