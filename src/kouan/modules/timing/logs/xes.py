"""XES as a stream: events are taken as they come, whatever the length of the log. Cases are the log's traces."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import CASE, Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed, Place, line
from kouan.modules.timing.logs.moments import micros, quoted, zoned
from kouan.modules.timing.logs.settling import first, settle, whole
from kouan.modules.timing.logs.staging import Stage, staged

_ACTIVITY, _TIME, _NAME, _PARTY = "concept:name", "time:timestamp", "concept:name", "org:resource"
_TEXTS = ("id", "type", "time", "recorded_time", "party", "source", "case")
_STAGED = {
    "staged_row": {"place": "BIGINT", "line": "BIGINT", **dict.fromkeys(_TEXTS, "VARCHAR")},
    "staged_value": dict.fromkeys(("case", "attribute", "value"), "VARCHAR"),
}
_RELATION = f"""
CREATE TEMP VIEW staged_relation AS SELECT place AS event, ts, type, {quoted(CASE)} AS kind, "case" AS object,
'' AS qualifier FROM staged_event WHERE "case" IS NOT NULL"""  # noqa: S608 - a constant
_OBJECT = f"""
INSERT INTO object SELECT {quoted(CASE)}, "case", attribute, last(value ORDER BY rowid) FROM staged_value
GROUP BY ALL"""  # noqa: S608 - a constant
_XML = Text(
    "不是完整的 XML（{why}）；文件可能被截断或改动。",
    "this is not well-formed XML ({why}); the file may have been cut off or changed.",
)
_DTD = Text("含有 DTD；XES 日志不应有，故不读取。", "it has a DTD; an XES log should have none, and it is not read.")
_INSIDE = Text("<{tag}> 不应在 <{outer}> 之内。", "<{tag}> should not be inside <{outer}>.")
_OCEL_XML = Text(
    "这是 XML 形式的 OCEL；请存为 JSON 或 SQLite 形式。", "this is OCEL in XML; save it as JSON or SQLite."
)
_OUTER = {"log": ("",), "global": ("log",), "trace": ("log",), "event": ("trace", "log")}


def read_xes(duck: Duck, file: Path, path: Path, columns: Columns, folder: Path) -> None:
    """Read a log in XES. Raises Malformed."""
    with staged(duck, folder, _STAGED) as stage:
        _stream(file, path, _Reading(file, stage, columns))
    with zoned(duck, file, columns.zone):
        duck.connection.execute(
            f"CREATE TEMP TABLE staged_event AS SELECT *, {micros('time', columns)} AS ts,"  # noqa: S608 - ours
            f" {micros('recorded_time', columns)} AS recorded FROM staged_row"
        )
    duck.connection.execute(_RELATION)

    def where(place: int, _key: str) -> Place:
        found = first(duck, f"SELECT line FROM staged_row WHERE place = {int(place)}")  # noqa: S608 - a number
        return line(found[0]) if found else WHOLE

    with whole(duck):
        settle(duck, file, where)
        duck.connection.execute(_OBJECT)


def _stream(file: Path, path: Path, reading: "_Reading") -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reading.begin, reading.end
    reading.now = lambda: parser.CurrentLineNumber

    def refuse(*_: object) -> None:
        raise Malformed(file, line(parser.CurrentLineNumber), _DTD)

    # Entities that stand for more entities fill any memory; they need a DTD.
    parser.StartDoctypeDeclHandler = refuse
    try:
        with path.open("rb") as source:
            parser.ParseFile(source)
    except expat.ExpatError as error:
        raise Malformed(
            file, line(error.lineno, error.offset + 1), _XML.fill(why=expat.ErrorString(error.code))
        ) from error


@dataclass(slots=True)
class _Reading:
    """Where the stream is: which elements are open, and what they have said so far."""

    file: Path
    stage: Stage
    columns: Columns
    open: list[str] = field(default_factory=lambda: [""])
    deep: int = 0  # inside an attribute, where nested ones are left alone
    said: list[dict[str, str]] = field(default_factory=lambda: [{}])
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)
    classifiers: dict[str, list[str]] = field(default_factory=dict)
    scope: str = ""
    events: list[dict[str, object]] = field(default_factory=list)
    place: int = 0
    traces: int = 0
    now: Callable[[], int] = lambda: 0

    def begin(self, tag: str, given: dict[str, str]) -> None:
        if self.deep:
            self.deep += 1
            return
        tag = tag.rpartition(":")[2]
        if tag in _OUTER:
            self._enter(tag, given)
            return
        self.deep = 1
        if len(self.open) == 1:
            raise Malformed(self.file, line(self.now()), reasons.UNKNOWN)
        if tag == "classifier":
            self.classifiers[given.get("name", "")] = shlex.split(given.get("keys", ""))
        elif tag in ("event-types", "object-types"):
            raise Malformed(self.file, line(self.now()), _OCEL_XML)
        elif "key" in given and "value" in given:
            self.said[-1][given["key"]] = given["value"]

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        if self.open[-1] not in _OUTER[tag]:
            said = _INSIDE.fill(tag=tag, outer=self.open[-1]) if self.open[-1] else reasons.UNKNOWN
            raise Malformed(self.file, line(self.now()), said)
        self.open.append(tag)
        self.said.append({})
        if tag == "global":
            self.scope = given.get("scope", "event")
        elif tag == "event":
            self.place += 1
            self.events.append({"place": self.place, "line": self.now()})

    def end(self, _tag: str) -> None:
        if self.deep:
            self.deep -= 1
            return
        ended, said = self.open.pop(), self.said.pop()
        if ended == "event":
            self._event(said)
            if self.open[-1] == "log":
                self._write(None)
        elif ended == "trace":
            self._trace(said)
        elif ended == "global":
            self.defaults[self.scope] = said

    def _event(self, said: dict[str, str]) -> None:
        row, own, columns = self.events[-1], self.defaults.get("event", {}), self.columns
        row["type"] = "+".join(filter(None, (said.get(key) or own.get(key) for key in self._activity())))
        row["time"] = said.get(columns.time or _TIME)
        row["party"] = said.get(columns.party or _PARTY)
        for key, name in (("id", columns.event), ("recorded_time", columns.recorded), ("source", columns.source)):
            if name in said:
                row[key] = said[name]

    def _activity(self) -> list[str]:
        """The attributes that name the activity: those of a classifier where it is one that is asked for."""
        asked = self.columns.activity or _ACTIVITY
        return self.classifiers.get(asked) or asked.split("+")

    def _trace(self, said: dict[str, str]) -> None:
        self.traces += 1
        name = said.get(self.columns.case or _NAME) or f"#{self.traces}"
        self._write(name)
        for attribute, value in said.items():
            if attribute != _NAME:
                self.stage.add("staged_value", {"case": name, "attribute": attribute, "value": value})

    def _write(self, case: str | None) -> None:
        for row in self.events:
            self.stage.add("staged_row", {**row, "case": case})
        self.events.clear()
