"""What is behind a figure: every event of its units, written out so that anybody can count again."""

from collections.abc import Collection
from pathlib import Path

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.measures.members import happened
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import Study

FORMATS = {".parquet": "(FORMAT parquet)", ".csv": "(FORMAT csv, HEADER)"}
_NO_FORMAT = Text(
    "不能写成“{suffix}”文件：文件名请以 .parquet 或 .csv 结尾。",
    "“{suffix}” cannot be written: let the file's name end in .parquet or .csv.",
)


class NoFormat(Exception):  # noqa: N818 - said to whoever named the file
    """The name of a file says no format that can be written; ``message`` says which can."""

    def __init__(self, suffix: str) -> None:
        self.message = _NO_FORMAT.fill(suffix=suffix)
        super().__init__(self.message.en)


def export_behind(duck: Duck, study: Study, path: Path, units: Collection[str] | None = None) -> int:
    """Write what happened to these units of a study (all, where None); how many rows that are.

    A row for each event and each object by which it is the unit's own: ``unit, event, ts, type, kind, object,
    qualifier, party, recorded``, in the order of units and of time. Raises NoFormat, OSError.
    """
    if path.suffix not in FORMATS:
        raise NoFormat(path.suffix)
    tables = log()
    told = happened(tables, study).select("unit", *tables.relation.columns)
    if units is not None:
        told = told.filter(told.unit.isin(sorted(units)))
    who = tables.event.select(of="event", party="party", recorded="recorded")
    question = (
        told.join(who, [("event", "of")]).drop("of").order_by("unit", "ts", "event", "kind", "object", "qualifier")
    )
    said = str(path).replace("'", "''")
    copied = duck.connection.execute(f"COPY ({compiled(question)}) TO '{said}' {FORMATS[path.suffix]}").fetchall()
    return int(copied[0][0])
