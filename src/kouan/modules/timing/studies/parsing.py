"""A study from its file: every entry read, every name it refers to looked up in what the file defines."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast, get_args

from kouan.modules.timing.studies import parts, reached
from kouan.modules.timing.studies.holding import holders
from kouan.modules.timing.studies.model import Outliers, Sign, Study
from kouan.modules.timing.studies.picking import hours
from kouan.modules.timing.studies.reading import Part, opened

REQUIRED = ("code", "version", "title", "source", "verified", "unit", "milestones", "overall")
OPTIONAL = (
    *("direction", "scope", "reach", "stages", "sign", "clock", "outliers", "trimmed", "segments", "holders"),
    *("limits", "rates", "baseline"),
)
T = TypeVar("T")


def read(text: str, file: str) -> Study:
    """A study; raises Unreadable, which says in one sentence what is wrong where and what would be right."""
    said = opened(text, file).fields(REQUIRED, OPTIONAL)
    unit, reach = said["unit"].word(), _each(said, "reach", Part.words)
    kinds = (unit, *(path[-1] for path in reach))
    milestones = reached.milestones(said["milestones"], kinds)
    names = parts.once(said["milestones"], [each.name for each in milestones])
    stages = _each(said, "stages", lambda part: parts.stage(part, names))
    overall = parts.overall(said["overall"], names)
    measured = parts.once(said["overall"], [each.name for each in (*stages, overall)])
    segments = _each(said, "segments", lambda part: parts.segment(part, kinds, names))
    parts.once(said.get("segments", said["milestones"]), [*parts.TAKEN, *names, *(each.name for each in segments)])
    return Study(
        code=said["code"].word(),
        version=said["version"].whole(1),
        title=said["title"].text(),
        source=parts.source(said["source"]),
        verified=said["verified"].truth(),
        unit=unit,
        direction=said["direction"].word(("import", "export")) if "direction" in said else "",
        scope=_each(said, "scope", lambda part: parts.condition(part, kinds)),
        reach=reach,
        milestones=milestones,
        stages=stages,
        overall=overall,
        sign=cast(Sign, said["sign"].word(get_args(Sign))) if "sign" in said else "signed",
        clock=hours(said["clock"]) if "clock" in said else None,
        outliers=parts.outliers(said["outliers"]) if "outliers" in said else Outliers(),
        trimmed=parts.share(said["trimmed"]) if "trimmed" in said else "0.05",
        segments=segments,
        holders=holders(said["holders"], kinds) if "holders" in said else None,
        limits=_each(said, "limits", lambda part: parts.limit(part, measured)),
        rates=_each(said, "rates", lambda part: parts.rate(part, names)),
        baseline=parts.baseline(said["baseline"]) if "baseline" in said else None,
    )


def _each(said: Mapping[str, Part], name: str, reader: Callable[[Part], T]) -> tuple[T, ...]:
    return tuple(reader(part) for part in said[name].parts()) if name in said else ()
