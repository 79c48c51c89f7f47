"""Checking the whole log against its own hashes: every chain, every relation, every signed tree head."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import connection

from kouan.kernel.text import Text
from kouan.runtime.log.canonical import chained, record
from kouan.runtime.log.reading import COLUMNS
from kouan.runtime.log.scanning import scan
from kouan.runtime.merkle.audit import Fault, tree_faults
from kouan.runtime.models import TreeHead

_MISSING = Text(
    "{stream}：第 {n} 个事件缺失，其位置上是第 {other} 个。",
    "{stream}: event {n} is missing, event {other} stands in its place.",
)
_CHANGED = Text("{stream}：第 {n} 个事件与其哈希不符。", "{stream}: event {n} is not what was hashed.")
_RELATION = Text("与 {kind} {id} 的关系不在 {where} 中。", "The relation to {kind} {id} is missing in {where}.")


@dataclass(slots=True)
class Report:
    """events, streams, heads: how many were checked; faults: what does not agree, in words, with its position."""

    events: int = 0
    streams: int = 0
    heads: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether everything agrees."""
        return not self.faults


def verify() -> Report:
    """Recompute everything in the log, in constant memory; finds any row that was changed, added, moved or taken out.

    A stream cut off at its end, or taken out whole, shows in the tree: its leaves stay. What is behind the tree's last
    leaf (a moment's worth, while the server runs) is held by its chains alone.
    """
    report = Report(heads=TreeHead.objects.count())
    rows = scan(f"SELECT {COLUMNS} FROM event e ORDER BY e.stream, e.n")  # noqa: S608 - constants only
    for stream, events in groupby(rows, key=lambda row: row[1]):
        report.streams += 1
        _check_chain(stream, events, report)
    report.faults += _relation_faults()
    report.faults += tree_faults()
    return report


def _check_chain(stream: str, rows: Iterator[tuple[Any, ...]], report: Report) -> None:
    """Follow one chain to its end or its first fault: after that no hash means anything."""
    before = bytes(32)
    for n, (position, _, stands_at, *fields, demo, payload, objects, stored) in enumerate(rows, 1):
        report.events += 1
        if stands_at != n:
            report.faults.append(Fault(position, _MISSING.fill(stream=stream, n=n, other=stands_at)))
            return
        before = chained(before, record((stream, n, *fields, bool(demo)), payload.encode(), objects.encode()))
        if before != bytes(stored):
            report.faults.append(Fault(position, _CHANGED.fill(stream=stream, n=n)))
            return


_HASHED = {
    "postgresql": "SELECT e.position, o->>0, o->>1, o->>2 FROM event e, json_array_elements(e.objects::json) o",
    "sqlite": "SELECT e.position, o.value->>0, o.value->>1, o.value->>2 FROM event e, json_each(e.objects) o",
}


def _relation_faults() -> Iterator[Fault]:
    """The index of relations says what the hashed events say, no more and no less."""
    hashed, indexed = _HASHED[connection.vendor], "SELECT position, kind, object_id, qualifier FROM event_object"
    for one, other, where in ((hashed, indexed, "event_object"), (indexed, hashed, "event")):
        for position, kind, object_id, _ in scan(f"{one} EXCEPT {other}"):
            yield Fault(position, _RELATION.fill(kind=kind, id=object_id, where=where))
