"""What the officer decides, and the electronic permit that follows from it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from kouan.blueprint import (
    AtLeast,
    Circumstances,
    Clause,
    Computed,
    Emit,
    Facts,
    Finding,
    Form,
    Hint,
    Length,
    Positive,
    Rule,
    Section,
    Text,
    Way,
    Zoned,
    rule,
)
from kouan.kernel.clock import local_date
from kouan.procedures.border_permit.form import ALONGSIDE, AREA, KINDS, LONG, Filing

AT_ONCE, DECIDE = "at-once", "decide"
OF_EACH = ("vessel-call", "vehicle")
DEEMED = Way("deemed", Text("五日内没有告知补正，视为受理", "Nothing was said in five days: counts as accepted"))


def _permit(facts: Facts, _: object) -> dict[str, Any]:
    """What ships' agents and gates hear of a permit: its number, until when, how many persons; not who they are."""
    permit = facts.outcomes["issue"].data
    said = {name: permit[name] for name in ("number", "valid_from", "valid_until")}
    return said | {"permit": facts.filing.kind, "persons": len(permit["persons"])}


def is_issued(facts: Facts, _: object) -> bool:
    """Whether there is a permit to take back."""
    return facts.outcome("issue") != ""


ISSUED = (
    Way(
        "issued",
        Text("核发电子许可", "Electronic permit issued"),
        emits=tuple(Emit("border-permit-issued", of=each, tells=_permit) for each in OF_EACH),
    ),
)
REVOKED = tuple(Emit("border-permit-revoked", of=each, tells=_permit, only=is_issued) for each in OF_EACH)


class Decision(Form):
    """The decision: the permit as asked for, or without some of the persons, or with conditions."""

    clause: ClassVar[str] = "administrative-licensing-law#reasons"

    excluded: Annotated[
        list[Annotated[int, Positive()]],
        Text("不予许可的人员序号", "Persons left out, by number"),
        Section(Text("许可决定", "Decision")),
        Hint(Text("名单序号，从 1 起。", "Their place on the list, from 1.")),
        Clause("border-inspection-regulation#refuse"),
    ] = []
    why: Annotated[str | None, Text("不予许可的理由", "Why they are left out"), Length(300)] = None
    conditions: Annotated[str | None, Text("许可条件", "Conditions"), Length(300)] = None


@rule("excluded-unknown", basis="administrative-licensing-law#reasons")
def who_is_left_out_is_listed(decision: Decision, on: Circumstances) -> Iterator[Finding]:
    """名单没有第 {number} 号。 | There is no number {number} on the list."""
    filing = on.before
    for at, number in enumerate(decision.excluded):
        if isinstance(filing, Filing) and number > len(filing.persons):
            yield ("excluded", at), {"number": number}


@rule("excluded-all", basis="administrative-licensing-law#reasons")
def somebody_is_left(decision: Decision, on: Circumstances) -> Iterator[Finding]:
    """全部人员都不予许可的，应作不予许可决定。 | With everybody left out the permit is refused."""
    filing = on.before
    if isinstance(filing, Filing) and set(decision.excluded) >= set(range(1, len(filing.persons) + 1)):
        yield "excluded"


@rule("excluded-unexplained", basis="administrative-licensing-law#reasons")
def leaving_out_is_explained(decision: Decision) -> Iterator[Finding]:
    """个别人员不予许可的，须写明理由。 | When somebody is left out, say why."""
    if decision.excluded and decision.why is None:
        yield "why"


DECISION_RULES: tuple[Rule, ...] = (who_is_left_out_is_listed, somebody_is_left, leaving_out_is_explained)


class Verified(Form):
    """The check on the spot, by two officers at least."""

    clause: ClassVar[str] = "administrative-licensing-law#two-officers"

    visited_at: Annotated[datetime, Text("核查时间", "Checked at"), Zoned()]
    officers: Annotated[
        list[Annotated[str, Length(30)]], Text("核查人员", "Officers"), AtLeast(2, 6),
        Clause("administrative-licensing-law#two-officers"),
    ]  # fmt: skip
    findings: Annotated[str, Text("核查情况", "Findings"), Length(500)]


@rule("verified-ahead", basis="administrative-licensing-law#two-officers")
def the_check_has_happened(verified: Verified, on: Circumstances) -> Iterator[Finding]:
    """核查时间不能晚于现在。 | The check cannot lie ahead."""
    if verified.visited_at > on.moment:
        yield "visited_at"


VERIFIED_RULES: tuple[Rule, ...] = (the_check_has_happened,)
_PREFIXES = dict(zip(KINDS.options, ("DL", "DK", "XD"), strict=True))


def issue(facts: Facts) -> Computed:
    """The permit: its number, how long it holds and for which persons of the list."""
    filing: Filing = facts.filing
    decided = facts.outcomes.get(AT_ONCE) or facts.outcomes[DECIDE]
    excluded = set(decided.data.get("excluded", ()))
    today: date = local_date(decided.at)
    data = {
        "number": f"{_PREFIXES[filing.kind]}{today:%y}-{facts.entropy[:8].upper() or 'SAMPLE'}",
        "valid_from": max(filing.begins, decided.at).isoformat(),
        "valid_until": filing.ends.isoformat(),
        "persons": [number for number in range(1, len(filing.persons) + 1) if number not in excluded],
        "report_each_time": filing.kind == ALONGSIDE and filing.term == LONG,
    }
    if filing.kind == AREA:
        data |= {"areas": list(filing.areas), "vehicles": [vehicle.plate for vehicle in filing.vehicles]}
    return Computed("issued", "", data)
