"""A study from its file: every entry read, every name it refers to looked up in what the file defines."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import cast, get_args

from kouan.kernel.text import Text
from kouan.modules.timing.studies.holding import holders
from kouan.modules.timing.studies.model import (
    Baseline,
    Condition,
    Limit,
    Milestone,
    Outliers,
    Rule,
    Segment,
    Sign,
    Stage,
    Study,
)
from kouan.modules.timing.studies.picking import hours, picked
from kouan.modules.timing.studies.reading import Part, opened
from kouan.sources import UnknownClause, UnknownSource, cite

REQUIRED = ("code", "version", "title", "source", "verified", "unit", "milestones", "overall")
OPTIONAL = (
    *("direction", "scope", "reach", "stages", "sign", "clock", "outliers", "trimmed", "segments", "holders"),
    *("limits", "baseline"),
)
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


def read(text: str, file: str) -> Study:
    """A study; raises Unreadable, which says in one sentence what is wrong where and what would be right."""
    said = opened(text, file).fields(REQUIRED, OPTIONAL)
    unit = said["unit"].word()
    reach = tuple(path.words() for path in said["reach"].parts()) if "reach" in said else ()
    kinds = (unit, *(path[-1] for path in reach))
    milestones = tuple(_milestone(each, kinds) for each in said["milestones"].parts())
    names = _once(said["milestones"], [each.name for each in milestones])
    stages = tuple(_stage(each, names) for each in said["stages"].parts()) if "stages" in said else ()
    overall = _overall(said["overall"], names)
    measured = _once(said["overall"], [each.name for each in (*stages, overall)])
    segments = tuple(_segment(each, kinds, names) for each in said["segments"].parts()) if "segments" in said else ()
    _once(said.get("segments", said["milestones"]), [*TAKEN, *names, *(each.name for each in segments)])
    return Study(
        code=said["code"].word(),
        version=said["version"].whole(1),
        title=said["title"].text(),
        source=_source(said["source"]),
        verified=said["verified"].truth(),
        unit=unit,
        direction=said["direction"].word(("import", "export")) if "direction" in said else "",
        scope=tuple(_condition(each, kinds) for each in said["scope"].parts()) if "scope" in said else (),
        reach=reach,
        milestones=milestones,
        stages=stages,
        overall=overall,
        sign=cast(Sign, said["sign"].word(get_args(Sign))) if "sign" in said else "signed",
        clock=hours(said["clock"]) if "clock" in said else None,
        outliers=_outliers(said["outliers"]) if "outliers" in said else Outliers(),
        trimmed=_share(said["trimmed"]) if "trimmed" in said else "0.05",
        segments=segments,
        holders=holders(said["holders"], kinds) if "holders" in said else None,
        limits=tuple(_limit(each, measured) for each in said["limits"].parts()) if "limits" in said else (),
        baseline=_baseline(said["baseline"]) if "baseline" in said else None,
    )


def _condition(part: Part, kinds: Sequence[str]) -> Condition:
    said = part.fields(("attribute", "values"), ("of",))
    return Condition(
        said["attribute"].word(), said["of"].word(kinds) if "of" in said else kinds[0], said["values"].words()
    )


def _milestone(part: Part, kinds: Sequence[str]) -> Milestone:
    said = part.fields(("name", "title", "events"), ("of", "qualifiers", "parties", "which"))
    which = said["which"].word(("first", "last")) if "which" in said else "first"
    return Milestone(
        said["name"].name(), said["title"].text(), picked(said, kinds), "last" if which == "last" else "first"
    )


def _stage(part: Part, names: Iterable[str]) -> Stage:
    said = part.fields(("name", "title", "from", "to"))
    return Stage(said["name"].name(), said["title"].text(), said["from"].word(names), said["to"].word(names))


def _overall(part: Part, names: Iterable[str]) -> Stage:
    said = part.fields(("title", "from", "to"))
    return Stage(OVERALL, said["title"].text(), said["from"].word(names), said["to"].word(names))


def _segment(part: Part, kinds: Sequence[str], names: Iterable[str]) -> Segment:
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
        reached=said["reached"].word(names) if "reached" in said else "",
    )


def _outliers(part: Part) -> Outliers:
    said = part.fields(("rule",), ("value",))
    rule = cast(Rule, said["rule"].word(get_args(Rule)))
    if (rule == "none") == ("value" in said):
        raise part.wrong("除规则为 none 外都应有 value", "it must have a value, unless the rule is none")
    if rule == "none":
        return Outliers()
    return Outliers(rule, said["value"].number() if rule == "limit" else _share(said["value"]))


def _share(part: Part) -> str:
    said = part.number()
    if Decimal(said) >= 1 or len(said) > 6:
        raise part.wrong(
            f"“{said}”应为 0 至 1 之间、最多四位小数的比例",
            f"{said!r} must be a share below 1, of four decimals at most",
        )
    return said


def _limit(part: Part, measured: Iterable[str]) -> Limit:
    said = part.fields(("stage", "hours"), ("pledged",))
    pledged = said["pledged"].number() if "pledged" in said else ""
    return Limit(said["stage"].word(measured), said["hours"].number(), pledged)


def _baseline(part: Part) -> Baseline:
    said = part.fields(("hours", "year", "source", "verified"))
    if not Decimal(said["hours"].number()):
        raise said["hours"].wrong("应大于 0", "it must be above 0")
    return Baseline(said["hours"].number(), said["year"].whole(1), said["source"].word(), said["verified"].truth())


def _source(part: Part) -> Text:
    """A clause of kouan.sources (``source#clause``), or what it says in both languages."""
    said = part.word()
    if "|" in said:
        return part.text()
    try:
        return cite(said)
    except (UnknownClause, UnknownSource) as error:
        raise part.wrong(error.message.zh.rstrip("。"), error.message.en.rstrip(".")) from None


def _once(part: Part, names: list[str]) -> tuple[str, ...]:
    for at, name in enumerate(names):
        if name in names[:at]:
            said = ("名称“{}”用了两次", "the name {!r} is used twice")
            if name in TAKEN:
                said = ("名称“{}”另有用处，请换一个", "the name {!r} has another use; take another one")
            raise part.wrong(*(each.format(name) for each in said))
    return tuple(names)
