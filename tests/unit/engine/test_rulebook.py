"""How rules are put: where their field is given, row by row, and told in the order in which they were written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from kouan.blueprint import Circumstances, Finding, Form, Identifier, Terms, Text, parse, rule
from kouan.blueprint.rulebook import judge, rulebook

AT = datetime(2026, 3, 18, 1, tzinfo=UTC)
ON = Circumstances(AT, Terms({}).on(AT.date()))


class Box(Form):
    number: Annotated[str | None, Text("箱号", "Number"), Identifier("container")] = None
    mass: Annotated[int, Text("重量", "Mass")] = 0


class Load(Form):
    seal: Annotated[str | None, Text("封志", "Seal")] = None
    boxes: Annotated[list[Box], Text("集装箱", "Containers")] = []


@rule("light", basis="test", each="boxes")
def a_box_weighs_something(box: Box) -> Iterator[Finding]:
    """空箱。 | Empty."""
    if not box.mass:
        yield "mass"


@rule("sealed", basis="test", given="seal")
def seals_are_long(load: Load, on: Circumstances) -> Iterator[Finding]:
    """封志太短。 | The seal is too short."""
    assert load.seal, "asked though there is no seal"
    if len(load.seal) < 4:
        yield "seal"


@rule("owner", basis="test", each="boxes", given="number")
def boxes_are_ours(box: Box, load: Load, on: Circumstances) -> Iterator[Finding]:
    """不是本公司的箱。 | Not our box."""
    if box.number and not box.number.startswith("CSQU"):
        yield "number"


BOOK = rulebook((a_box_weighs_something, seals_are_long, boxes_are_ours))


def told(**load: object) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in judge(BOOK, parse(Load, load).filing, ON)]


def test_findings_are_told_in_the_order_of_the_rules_then_of_the_rows():
    boxes = [{"number": "OOLU8452160"}, {"number": "CSQU3054383"}, {"number": "OOLU8452160", "mass": 1}]
    assert told(seal="A1", boxes=boxes) == [
        ("light", "/boxes/0/mass"),
        ("light", "/boxes/1/mass"),
        ("sealed", "/seal"),
        ("owner", "/boxes/0/number"),
        ("owner", "/boxes/2/number"),
    ]


def test_a_rule_is_not_put_where_its_field_is_not_given():
    assert told(boxes=[{"mass": 1}]) == []


def test_a_malformed_value_is_not_spoken_of_again():
    assert told(boxes=[{"number": "OOLU8452161", "mass": "heavy"}]) == []
