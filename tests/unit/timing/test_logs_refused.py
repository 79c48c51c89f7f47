"""A log that is not as it should be is refused in one sentence that says where, why, and what would be right."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import Columns, columns_of
from kouan.modules.timing.logs.malformed import Malformed
from kouan.modules.timing.logs.own import write
from kouan.modules.timing.shape import TABLES
from tests.unit.timing.written import (
    BOX_AND_BILL,
    PORT,
    XES,
    as_csv,
    as_folder,
    as_json,
    as_parquet,
    as_sqlite,
    ocel,
    relational,
)


def refused(path: Path, *columns: str, file: str = "", **named: str) -> tuple[str, int | None]:
    """What is said in English, and the line; nothing is left of the log, and the sentence is there in both languages."""
    with opened() as duck:
        with pytest.raises(Malformed) as caught:
            read(duck, path, columns_of(columns) if columns else Columns(**named))
        assert not any(duck.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)
        found = duck.connection.execute("SELECT DISTINCT table_name FROM information_schema.tables").fetchall()
        assert {name for (name,) in found} == set(TABLES)
    said = caught.value.said
    assert said.zh.startswith(file or path.name)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said.zh)
    return said.en, caught.value.line


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "log.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


HEAD = "activity,time,case,id\n"
GOOD = "Lodge,2026-03-02T09:00:00+08:00,c1,e1\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "the log has no events"),
        (" \n\n", None, "the log has no events"),
        (HEAD, None, "the log has no events; there should be at least one"),
        (HEAD + GOOD + "Weigh,2026-02-30,c1,e2\n", 3, "column “time”: the time “2026-02-30” cannot be read"),
        (
            HEAD + GOOD + "Weigh,yesterday,c1,e2\n",
            3,
            "“yesterday” cannot be read; write it as 2026-03-02T09:00:00+08:00",
        ),
        (HEAD + GOOD + "Weigh,epoch,c1,e2\n", 3, "the time “epoch” cannot be read"),
        (HEAD + GOOD + "Weigh,infinity,c1,e2\n", 3, "the time “infinity” cannot be read"),
        (HEAD + GOOD + "Weigh,,c1,e2\n", 3, "there is no time"),
        (HEAD + GOOD + ",2026-03-02,c1,e2\n", 3, "column “activity”: the event has no activity"),
        (HEAD + GOOD + "  ,2026-03-02,c1,e2\n", 3, "the event has no activity; it should say what happened"),
        (HEAD + GOOD + "Weigh,2026-03-02,c1,e1\n", 3, "column “id”: the event id “e1” is at line 2 already"),
        (HEAD + GOOD + "Weigh,2026-03-02,c1\n", 3, "it has 3 cells; it should have 4, as the header has"),
        (HEAD + GOOD + "Weigh,2026-03-02,c1,e2,x\n", 3, "it has 5 cells; it should have 4"),
        (HEAD + GOOD + 'Weigh,2026-03-02,"c1\n', 3, "a quotation mark is not closed"),
        (HEAD + '"Wei\ngh",2026-03-02,c1,e1\n\n\nWeigh,?,c1,e2\n', 6, "the time “?” cannot be read"),
        ("activity,time,time,case,id\n" + GOOD, 1, "the column “time” is there twice"),
        ("what,time,case,id\n" + GOOD, 1, "name it with --columns activity=COLUMN; it has what, time, case, id"),
        ("activity,time,box,id\n" + GOOD, 1, "name them with --columns case=COLUMN, or for each kind of object"),
        ("activity,time,case\n" + GOOD[:-4] + "\n", 1, "there is no column “id”; it has activity, time, case"),
        (
            HEAD.encode() + "称重".encode("gb18030") + b",2026-03-02,c1,e1\n\xff\xff,,,\n",
            3,
            "neither UTF-8 nor GB18030",
        ),
        (b"\x7fELF\x00\x00\x01", None, "the format is not known; it should be OCEL 2.0 (SQLite or JSON), XES, CSV"),
        (b"PK\x03\x04 a spreadsheet", None, "the format is not known"),
    ],
)
def test_tables(tmp_path, text, line, said):
    found = refused(table(tmp_path, text), "event=id")
    assert said in found[0]
    assert found[1] == line


def test_a_zone_or_a_key_that_does_not_exist(tmp_path):
    path = table(tmp_path, HEAD + GOOD)
    assert "there is no time zone “Mars”; write Asia/Shanghai or UTC" in refused(path, zone="Mars")[0]
    for pairs, said in [
        (["when=time"], "there is no key “when”; there are activity, time"),
        (["time"], "“time” should be written KEY=COLUMN"),
    ]:
        with pytest.raises(Malformed) as caught:
            columns_of(pairs)
        assert said in caught.value.said.en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "a map of columns should be"),
        ("time: [1]", "“time” should be"),
        ("objects: 3", "objects should be a list"),
    ],
)
def test_a_map_that_is_none(tmp_path, text, said):
    path = tmp_path / "map.yaml"
    path.write_text(text)
    with pytest.raises(Malformed) as caught:
        columns_of([str(path)])
    assert said in caught.value.said.en


def test_what_is_not_there_or_holds_no_log(tmp_path):
    assert "cannot be opened: No such file or directory" in refused(tmp_path / "none.csv")[0]
    assert "the format is not known" in refused(tmp_path)[0]


def test_packed_logs_that_are_cut_off(tmp_path):
    path = table(tmp_path, gzip.compress((HEAD + GOOD * 99).encode())[:-20])
    assert "the file is incomplete or damaged" in refused(path)[0]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("</log>", "", 23, "this is not well-formed XML (no element found)"),
        ("</event>\n    <event>", "<event>", 10, "<event> should not be inside <event>"),
        ("2026-03-02T09:00:00+08:00", "soon", 10, "the time “soon” cannot be read"),
        ('<date key="time:timestamp" value="2026-03-01T00:00:00Z"/>', "", 19, "there is no time"),
        ('<string key="concept:name" value="Lodge"/></global>', "</global>", 10, "the event has no activity"),
        ("&amp;", "&", 13, "this is not well-formed XML (not well-formed (invalid token))"),
        (
            "<!-- by hand -->",
            '<!DOCTYPE log [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>',
            2,
            "it has a DTD; an XES log should",
        ),
        ("<classifier ", "<object-types/><classifier ", 6, "this is OCEL in XML; save it as JSON or SQLite"),
    ],
)
def test_xes(tmp_path, right, wrong, line, said):
    assert right in XES
    path = tmp_path / "log.xes"
    path.write_text(XES.replace("{namespace}", "").replace(right, wrong, 1), encoding="utf-8")
    assert said in (found := refused(path))[0]
    assert found[1] == line


@pytest.mark.parametrize("text", ["<html><p>no log</p></html>", "<log/>", "<log><trace/></log>"])
def test_xml_that_is_no_log(tmp_path, text):
    path = tmp_path / "log.xes"
    path.write_text(text)
    assert "the log has no events" in (said := refused(path)[0]) or "the format is not known" in said


def changed(tmp_path: Path, change: Callable[[dict[str, list[dict[str, object]]]], object]) -> Path:
    said = ocel(PORT)
    change(said)
    path = tmp_path / "log.json"
    path.write_text(json.dumps(said, indent=1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda log: log.pop("events"), "log.json: “events” is not there; it should be a list"),
        (lambda log: log.update(objects={}), "log.json, objects: this should be a list"),
        (lambda log: log["events"].clear(), "log.json: the log has no events"),
        (lambda log: log["events"].insert(1, 7), "log.json, events[1]: this should be an object"),
        (lambda log: log["events"][2].update(id=7), "log.json, events[2].id: this should be a text"),
        (lambda log: log["events"][2].pop("time"), "log.json, events[2]: “time” is not there; it should be a text"),
        (lambda log: log["events"][2].update(type=" "), "log.json, events[2].type: the event has no activity"),
        (lambda log: log["events"][2].update(time="9 am"), "log.json, events[2].time: the time “9 am” cannot be read"),
        (
            lambda log: log["events"][2].update(id="e1"),
            "log.json, events[2].id: the event id “e1” is at events[0] already",
        ),
        (
            lambda log: log["events"][1].update(relationships=3),
            "log.json, events[1].relationships: this should be a list",
        ),
        (
            lambda log: log["events"][1]["relationships"][2].update(objectId="L9"),
            "log.json, events[1].relationships[2].objectId: there is no object “L9”; it should be one of the log's",
        ),
        (lambda log: log["objects"][1].update(id="B1"), "log.json, objects[1].id: the object id “B1” is at objects[0]"),
        (lambda log: log["objects"][1].update(type=""), "log.json, objects[1].type: the object “B2” has no type"),
        (
            lambda log: log["objects"][0]["relationships"][0].update(objectId="L9"),
            "log.json, objects[0].relationships[0].objectId: there is no object “L9”",
        ),
        (
            lambda log: log["objects"][0]["attributes"][1].update(time="then"),
            "log.json, objects[0].attributes[1].time: the time “then” cannot be read",
        ),
    ],
)
def test_json(tmp_path, change, said):
    """With the line: each part of these documents is on a line of its own."""
    path = changed(tmp_path, change)
    found, line = refused(path)
    if line is None:
        assert found.startswith(said)
    else:
        name, where, reason = re.fullmatch(r"(log.json), line \d+(, [^:]+)(:.+)", found).groups()
        assert f"{name}{where}{reason}".startswith(said)
        lines = path.read_text(encoding="utf-8").splitlines()
        begins = value_at(json.loads("\n".join(lines)), where[2:])
        assert json.dumps(begins, indent=1).splitlines()[0] in lines[line - 1]


def value_at(document, path):
    """What stands at a path, or the last of its parts that is there."""
    for step in re.findall(r"\w+", path):
        key = int(step) if isinstance(document, list) else step
        document = document[key]
    return document


def test_json_that_is_cut_off_or_another_kind(tmp_path):
    path = as_json(tmp_path / "log.json", PORT)
    path.write_bytes(json.dumps(json.loads(path.read_bytes()), indent=1).encode()[:200])
    assert refused(path)[1] == 16
    assert "the file is incomplete or damaged" in refused(path)[0]
    for other in ('{"ocel:events": {}}', "[1, 2]"):
        path.write_text(other)
        assert "the format is not known" in refused(path)[0]


RELATIONAL = [
    (lambda log: log.pop("event_map_type"), "there is no table event_map_type; OCEL 2.0 has one"),
    (lambda log: log.pop("event_t0"), "there is no table event_t0"),
    (lambda log: log.update(event=log["event"][:1]), "there is no event “e"),
    (lambda log: log["event"].__setitem__(2, ("e2", "Sail")), "event_map_type does not name the type “Sail”"),
    (lambda log: log["event"].__setitem__(2, ("e2", "")), "the event has no activity"),
    (lambda log: log["event_t1"].pop(), "the event “e2” has no row in table event_t1"),
    (lambda log: log["event_t1"].append(("e9", "2026-03-02", "")), "there is no event “e9”"),
    (lambda log: log["event_t1"].__setitem__(1, ("e2", "at 9", "")), "the time “at 9” cannot be read"),
    (
        lambda log: log["event_t0"].__setitem__(0, ("ocel_id", "when", "who")),
        "there is no column “ocel_time”; it has ocel_id",
    ),
    (lambda log: log["event"].append(log["event"][1]), "the event “e1” has no row in table event_t0"),
    (
        lambda log: (log["event"].append(log["event"][1]), log["event_t0"].append(log["event_t0"][1])),
        "the event id “e1” is at ",
    ),
    (lambda log: log["event_object"].append(("e9", "L1", "")), "there is no event “e9”"),
    (lambda log: log["event_object"].append(("e1", "L9", "")), "there is no object “L9”"),
    (lambda log: log["object_object"].append(("L9", "L1", "")), "there is no object “L9”"),
    (lambda log: log["object"].append(("B1", "box")), "the object id “B1” is at "),
    (lambda log: log["object_Box"].append(("B1", "later", "weight", 3)), "the time “later” cannot be read"),
]


@pytest.mark.parametrize(("change", "said"), RELATIONAL)
def test_sqlite(tmp_path, change, said):
    tables = relational(PORT)
    change(tables)
    assert said in refused(as_sqlite(tmp_path / "log.sqlite", tables))[0]


@pytest.mark.parametrize(("change", "said"), RELATIONAL)
def test_folder(tmp_path, change, said):
    tables = relational(PORT)
    change(tables)
    assert said in refused(as_folder(tmp_path / "log", tables))[0]


def test_sqlite_names_table_and_row_and_a_folder_file_and_line(tmp_path):
    tables = relational(PORT)
    tables["event_t1"][1] = ("e2", "at 9", "")
    assert ", table event_t1, row 1: the time" in refused(as_sqlite(tmp_path / "log.sqlite", tables))[0]
    found = refused(as_folder(tmp_path / "log", tables))
    assert ", event_t1.csv, line 2: the time" in found[0]
    assert found[1] == 2


def test_sqlite_that_is_cut_off(tmp_path):
    path = as_sqlite(tmp_path / "log.sqlite", relational(PORT))
    path.write_bytes(path.read_bytes()[:6000])
    assert "the file is incomplete or damaged" in refused(path)[0]


def test_parquet(tmp_path):
    path = as_parquet(tmp_path / "log", PORT)
    assert "there is no column “port”; it has id, what, at" in refused(path, *BOX_AND_BILL, "object=port")[0]
    path.write_bytes(path.read_bytes()[:-30])
    assert "the file is incomplete or damaged" in refused(path, *BOX_AND_BILL)[0]


@pytest.mark.parametrize(
    ("file", "query", "said"),
    [
        ("event", "SELECT * EXCLUDE (party) FROM t", "there is no column “party”"),
        ("event", "SELECT * REPLACE (ts::TEXT AS ts) FROM t", "the column “ts” is VARCHAR; it should be BIGINT"),
        ("event", "SELECT * REPLACE (NULL::TEXT AS party) FROM t", "the column “party” has nulls"),
        ("event", "SELECT * FROM t LIMIT 0", "the log has no events"),
        ("event", "SELECT * FROM t UNION ALL SELECT * FROM t", "the event number 1 is there twice"),
        ("event", "SELECT * FROM t WHERE event > 1", "there is no event “1”"),
        ("relation", "SELECT * REPLACE (ts + 1 AS ts) FROM t", "a relation differs from event 1 in time or type"),
    ],
)
def test_our_own_shape(tmp_path, file, query, said):
    with opened() as duck:
        read(duck, as_csv(tmp_path / "port.csv", PORT), columns_of(BOX_AND_BILL))
        write(duck, tmp_path)
    path = tmp_path / f"{file}.parquet"
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE t AS SELECT * FROM '{path}'")
        database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    assert said in refused(tmp_path, file=f"{file if 'there is no event' not in said else 'relation'}.parquet")[0]


def test_our_own_shape_without_its_relations(tmp_path):
    with opened() as duck:
        read(duck, as_csv(tmp_path / "port.csv", PORT), columns_of(BOX_AND_BILL))
        write(duck, tmp_path)
    (tmp_path / "relation.parquet").unlink()
    assert "there is no table relation.parquet" in refused(tmp_path)[0]
