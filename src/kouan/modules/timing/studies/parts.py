"""The parts of a study, each read from its piece of the file."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import cast, get_args

from kouan.kernel.text import Text
from kouan.modules.timing.studies.model import (
    Baseline,
    Condition,
    Limit,
    Outliers,
    Rate,
    Rule,
    Segment,
    Stage,
)
from kouan.modules.timing.studies.reading import Part
from kouan.sources import UnknownClause, UnknownSource, cite

OVERALL = "overall"
# Names that stand beside milestones and segments where figures are taken.
TAKEN = (
    *(
        "unit",
        "stage",
        "signed",
        "us",
        "kept",
        "rank",
        "n",
        "core",
        "highest",
        "units",
        "missing",
        "negative",
        "measured",
    ),
    *("squares", "least", "most", "within", "core_n", "median", "p90", "p95", "p99", "holder", "case_unit"),
)


def condition(part: Part, kinds: Sequence[str]) -> Condition:
    """``{attribute, values, of}``: what a unit must be."""
    said = part.fields(("attribute", "values"), ("of",))
    return Condition(
        said["attribute"].word(), said["of"].word(kinds) if "of" in said else kinds[0], said["values"].words()
    )


def stage(part: Part, names: Iterable[str]) -> Stage:
    """``{name, title, from, to}``, from one milestone to another."""
    said = part.fields(("name", "title", "from", "to"))
    return Stage(said["name"].name(), said["title"].text(), said["from"].word(names), said["to"].word(names))


def overall(part: Part, names: Iterable[str]) -> Stage:
    """``{title, from, to}``: the whole time."""
    said = part.fields(("title", "from", "to"))
    return Stage(OVERALL, said["title"].text(), said["from"].word(names), said["to"].word(names))


def segment(part: Part, kinds: Sequence[str], names: Iterable[str]) -> Segment:
    """``{name, title}`` and one of ``attribute`` (with ``of``, ``prefix``), ``month`` and ``reached``."""
    said = part.fields(("name", "title"), ("attribute", "of", "prefix", "month", "reached"))
    if sum(each in said for each in ("attribute", "month", "reached")) != 1:
        raise part.wrong(
            "应恰有 attribute、month、reached 之一", "it must have exactly one of attribute, month and reached"
        )
    return Segment(
        said["name"].name(),
        said["title"].text(),
        attribute=said["attribute"].word() if "attribute" in said else "",
        of=said["of"].word(kinds) if "of" in said else kinds[0],
        prefix=said["prefix"].whole(1) if "prefix" in said else 0,
        month=said["month"].word(names) if "month" in said else "",
        reached=_some(said["reached"], names) if "reached" in said else (),
    )


def _some(part: Part, names: Iterable[str]) -> tuple[str, ...]:
    """One milestone or several."""
    return tuple(each.word(names) for each in part.each())


def outliers(part: Part) -> Outliers:
    """``{rule, value}``: a share (trim), a percentile as a share, or hours (limit)."""
    said = part.fields(("rule",), ("value",))
    rule = cast(Rule, said["rule"].word(get_args(Rule)))
    if (rule == "none") == ("value" in said):
        raise part.wrong("除规则为 none 外都应有 value", "it must have a value, unless the rule is none")
    if rule == "none":
        return Outliers()
    return Outliers(rule, said["value"].number() if rule == "limit" else share(said["value"]))


def share(part: Part) -> str:
    """A share from 0 to 1, of four decimals at most."""
    said = part.number()
    if Decimal(said) >= 1 or len(said) > 6:
        raise part.wrong(
            f"“{said}”应为 0 至 1 之间、最多四位小数的比例",
            f"{said!r} must be a share below 1, of four decimals at most",
        )
    return said


def limit(part: Part, measured: Iterable[str]) -> Limit:
    """``{stage, hours, pledged}``; ``pledged`` in percent."""
    said = part.fields(("stage", "hours"), ("pledged",))
    pledged = said["pledged"].number() if "pledged" in said else ""
    return Limit(said["stage"].word(measured), said["hours"].number(), pledged)


def rate(part: Part, names: Iterable[str]) -> Rate:
    """``{name, title, from, to, source, without, pledged}``; ``pledged`` in percent."""
    said = part.fields(("name", "title", "from", "to", "source"), ("without", "pledged"))
    return Rate(
        said["name"].name(),
        said["title"].text(),
        said["from"].word(names),
        said["to"].word(names),
        source(said["source"]),
        _some(said["without"], names) if "without" in said else (),
        said["pledged"].number() if "pledged" in said else "",
    )


def source(part: Part) -> Text:
    """A clause of kouan.sources (``source#clause``), or what it says in both languages."""
    said = part.word()
    if "|" in said:
        return part.text()
    try:
        return cite(said)
    except (UnknownClause, UnknownSource) as error:
        raise part.wrong(error.message.zh.rstrip("。"), error.message.en.rstrip(".")) from None


def baseline(part: Part) -> Baseline:
    """``{hours, year, source, verified}``."""
    said = part.fields(("hours", "year", "source", "verified"))
    if not Decimal(said["hours"].number()):
        raise said["hours"].wrong("应大于 0", "it must be above 0")
    return Baseline(said["hours"].number(), said["year"].whole(1), said["source"].word(), said["verified"].truth())


def once(part: Part, names: list[str]) -> tuple[str, ...]:
    """The names, each of which may stand once."""
    for at, name in enumerate(names):
        if name in names[:at]:
            said = ("名称“{}”用了两次", "the name {!r} is used twice")
            if name in TAKEN:
                said = ("名称“{}”另有用处，请换一个", "the name {!r} has another use; take another one")
            raise part.wrong(*(each.format(name) for each in said))
    return tuple(names)
