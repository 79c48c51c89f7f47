"""What a replay came to: counted while it runs, told at the end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kouan.cli.kcs.journey import FINDINGS, INSPECTION, Told
from kouan.cli.kcs.mapping import Unmapped
from kouan.cli.kcs.rows import Row
from kouan.cli.kcs.tables import tables


@dataclass(slots=True)
class Report:
    """Counts of a run. ``rows``: each row that was not filed, with every reason."""

    read: int = 0
    mapped: int = 0
    filed: int = 0
    released: int = 0
    seconds: float = 0.0
    unmapped: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    selected: Counter[str] = field(default_factory=Counter)
    inspected: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def not_mapped(self, row: Row, reasons: Sequence[Unmapped]) -> None:
        """A row with values that have no counterpart."""
        self.read += 1
        self.unmapped.update((each.column, each.value, each.why.en) for each in reasons)
        said = [{"column": each.column, "value": each.value, "why": each.why.as_json()} for each in reasons]
        self.rows.append(_name(row) | {"unmapped": said})

    def went(self, row: Row, told: Told) -> None:
        """A row that was put to the procedure."""
        self.read += 1
        self.mapped += 1
        if not told.filed:
            self.refused.update({problem.code for problem in told.problems})
            self.rows.append(_name(row) | {"refused": [problem.as_json() for problem in told.problems]})
            return
        self.filed += 1
        self.released += told.released
        self.selected[told.selected] += 1
        if INSPECTION in told.steps:
            self.inspected["found something" if told.steps[INSPECTION] == FINDINGS else "clean"] += 1

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.read / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        """The whole report, with every row that was not filed."""
        return {
            "read": self.read,
            "mapped": self.mapped,
            "filed": self.filed,
            "refused": self.mapped - self.filed,
            "released": self.released,
            "seconds": round(self.seconds, 1),
            "rows_per_second": round(self.rate, 1),
            "not_mapped": [
                {"column": column, "value": value, "why": why, "rows": rows}
                for (column, value, why), rows in self.unmapped.most_common()
            ],
            "refused_by_rule": dict(self.refused.most_common()),
            "selected": dict(self.selected.most_common()),
            "inspected": dict(self.inspected.most_common()),
            "assumptions": {
                name: {"value": value, "why": why.as_json()} for name, (value, why) in tables().assumptions.items()
            },
            "not_in_the_source": dict(tables().synthetic),
            "columns_not_used": {name: why.as_json() for name, why in tables().unused.items()},
            "code_tables": {
                name: {"source": each.source, "verified": each.verified} for name, each in tables().codes.items()
            },
            "rows_not_filed": self.rows,
        }

    def lines(self) -> Iterator[str]:
        """The report for people."""
        yield f"{tables().source}"
        yield (
            f"读 read {self.read}   对应 mapped {self.mapped}   受理 filed {self.filed}   "
            f"退单 refused {self.mapped - self.filed}   放行 released {self.released}"
        )
        yield f"用时 took {self.seconds:.1f} s, {self.rate:.0f} rows a second"
        yield from _counts("选查 selected", self.selected)
        yield from _counts("查验 inspected", self.inspected)
        yield from _counts("按规则退单 refused by rule", self.refused)
        not_mapped = Counter({f"{column} = {value} ({why})": n for (column, value, why), n in self.unmapped.items()})
        yield from _counts("不能对应 not mapped", not_mapped)
        yield from _said()


def _said() -> Iterator[str]:
    """What stands behind the figures, from ``mapping.yaml``."""
    yield "假定 assumed:"
    for name, (value, why) in tables().assumptions.items():
        yield f"  {name} = {value}: {why.zh} | {why.en}"
    yield "来源没有、自拟 not in the source, made up:"
    for name, how in tables().synthetic.items():
        yield f"  {name}: {how}"
    yield "未用的列 columns not used:"
    for name, why in tables().unused.items():
        yield f"  {name}: {why.zh} | {why.en}"


def _counts(title: str, counts: Counter[str]) -> Iterator[str]:
    if counts:
        yield f"{title}:"
    for name, rows in counts.most_common(_SHOWN):
        yield f"  {rows:>7}  {name}"
    if len(counts) > _SHOWN:
        rest = sum(rows for _, rows in counts.most_common()[_SHOWN:])
        yield f"  {rest:>7}  {len(counts) - _SHOWN} more, see --json"


_SHOWN = 25


def _name(row: Row) -> dict[str, Any]:
    return {"file": row.file, "line": row.line, "declaration": row["Declaration ID"]}
