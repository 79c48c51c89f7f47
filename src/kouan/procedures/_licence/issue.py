"""From application to licence: reviewed by whose kind it is, issued with an amount, a time and a number of uses."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from kouan.blueprint import (
    REFUSE,
    Circumstances,
    Computed,
    Digits,
    Facts,
    Finding,
    Flow,
    Form,
    Grant,
    Hint,
    Positive,
    Rule,
    Text,
    Way,
    auto,
    grant,
    review,
    rule,
)
from kouan.blueprint.flow import Guard, Within
from kouan.kernel.clock import local_date
from kouan.procedures._licence.rules import is_of, latest, most_uses
from kouan.procedures._licence.words import (
    BY_QUANTITY,
    FAMILIES,
    KINDS,
    LAWS,
    OBJECT,
    SINGLE,
    Family,
    family_of,
)
from kouan.reference import table

APPROVED = Way("approve", Text("准予许可", "Granted"))


class Decision(Form):
    """What is granted."""

    amount: Annotated[
        Decimal,
        Text("核准数量或金额", "Quantity or value granted"),
        Hint(Text("按申请的核销方式，不超过申请的。", "As it is to be written off; no more than was asked for.")),
        Positive(),
        Digits(15, 5),
    ]
    valid_to: Annotated[
        date | None,
        Text("有效期止", "Valid to"),
        Hint(Text("不填为规定的最长期限。", "The longest that is allowed, when left blank.")),
    ] = None


def asked(filing: Any) -> Decimal:
    """What was asked for, as it is to be written off."""
    return Decimal(filing.quantity if filing.measured_by == BY_QUANTITY else filing.total)


@cache
def decision_rules(direction: str) -> tuple[Rule, ...]:
    """Demands on what an officer grants."""

    @rule("more-than-asked", basis=f"{LAWS[direction]}#apply")
    def no_more_is_granted_than_was_asked(decision: Decision, on: Circumstances) -> Iterator[Finding]:
        """申请的是 {asked}，不能核准更多。 | {asked} was asked for; no more can be granted."""
        if decision.amount > asked(on.before):
            yield "amount", {"asked": f"{asked(on.before):,f}"}

    lasting = (demand for family in FAMILIES[direction].values() for demand in _on_validity(direction, family))
    return (no_more_is_granted_than_was_asked, *lasting)


def _on_validity(direction: str, family: Family) -> tuple[Rule, ...]:
    """How long one of a family may hold, by the clause of its own law."""

    @rule("too-long", basis=family.validity)
    def it_holds_no_longer_than_allowed(decision: Decision, on: Circumstances) -> Iterator[Finding]:
        """今日签发的最长有效到 {last}。 | Issued today it holds until {last} at most."""
        last = latest(on.before, direction, local_date(on.moment), on)
        if decision.valid_to and decision.valid_to > last and is_of(family, on.before, direction):
            yield "valid_to", {"last": last}

    @rule("ended-already", basis=family.validity)
    def it_still_holds(decision: Decision, on: Circumstances) -> Iterator[Finding]:
        """有效期止 {day} 已过，应不早于今日。 | {day} has passed; it must hold today at least."""
        if decision.valid_to and decision.valid_to < local_date(on.moment) and is_of(family, on.before, direction):
            yield "valid_to", {"day": decision.valid_to}

    return (it_holds_no_longer_than_allowed, it_still_holds)


def of_family(direction: str, words: str, *families: str) -> Guard:
    """The condition that the licence is of one of these families."""

    def guard(facts: Facts) -> bool:
        return KINDS[direction][facts.filing.kind] in families

    guard.__doc__, guard.__name__ = words, f"is_{'_or_'.join(families).replace('-', '_')}"
    return guard


def decided(facts: Facts) -> Any:
    """The decision of whichever authority had it."""
    return next(outcome.data for outcome in facts.outcomes.values() if "amount" in outcome.data)


def issue(
    direction: str,
    holder: Callable[[Any], str],
    more: Callable[[Any], dict[str, Any]],
    also: Callable[[Any], tuple[str, ...]] = lambda filing: (),
) -> Flow:
    """The licence under its own number. ``more``: what else declarations are held against; ``also``: who may know."""

    def compute(facts: Facts) -> Computed:
        decision, filing, on = decided(facts), facts.filing, facts.circumstances
        day = max(local_date(outcome.at) for outcome in facts.outcomes.values())
        until = decision.get("valid_to") or latest(filing, direction, day, on).isoformat()
        times = 1 if filing.batch == SINGLE else min(filing.uses, most_uses(filing, direction, on))
        said = {"amount": decision["amount"], "since": day.isoformat(), "until": until, "times": times}
        return Computed("issued", "", said)

    def granted(facts: Facts) -> Grant:
        filing, said = facts.filing, facts.outcomes["issue"].data
        return Grant(
            title=table("licence").entries[filing.kind].name,
            amount=Decimal(said["amount"]),
            unit=filing.unit if filing.measured_by == BY_QUANTITY else filing.currency,
            holder=holder(filing),
            since=date.fromisoformat(said["since"]),
            until=date.fromisoformat(said["until"]),
            times=said["times"],
            known_to=("customs", family_of(filing.kind, direction).agency, *also(filing)),
            facts={
                "kind": filing.kind,
                "direction": direction,
                "hs": filing.hs_code,
                "measured_by": filing.measured_by,
                "bulk": filing.bulk,
                "office": filing.office,
                **more(filing),
            },
        )

    ways = (Way("issued", Text("已签发", "Issued"), draws=(grant(OBJECT, granted),)),)
    return auto("issue", "签发电子许可证 | Licence issued", compute=compute, ways=ways)


def reviewed(name: str, title: str, by: str, desk: str, within: Within, reply: Within, direction: str) -> Flow:
    """The authority's decision, with what it grants."""
    return review(
        name, title, by=by, desk=desk, within=within, reply=reply, ways=(APPROVED, REFUSE),
        form=Decision, rules=decision_rules(direction),
    )  # fmt: skip
