"""Logs that say the same are the same, whatever file they come in."""

import gzip
import json

import pytest

from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import columns_of
from kouan.modules.timing.logs.own import write
from kouan.modules.timing.shape import TABLES
from tests.unit.timing.written import (
    BOX_AND_BILL,
    CASES,
    PORT,
    XES,
    as_csv,
    as_folder,
    as_json,
    as_parquet,
    as_sqlite,
    ocel,
    relational,
    tables_of,
)  # fmt: skip

NINE = 1772413200_000000  # 2026-03-02T09:00+08:00
ELEVEN = 1772420400_250000  # 2026-03-02T11:00:00.25+08:00
MIDNIGHT = 1772409599_000000  # 2026-03-01T23:59:59Z
WHO = {"party": "who"}


@pytest.fixture
def port(tmp_path):
    """What the port's log says, from its CSV."""
    return tables_of(as_csv(tmp_path / "port.csv", PORT), *BOX_AND_BILL)


def test_a_table_says_events_in_the_order_of_the_file_and_each_object_once(port):
    assert port["event"][:4] == [
        (1, "Lodge", NINE, NINE, "trader"),
        (2, 'Unload, "fast"', ELEVEN, ELEVEN, "terminal"),
        (3, "称重", ELEVEN, ELEVEN, "terminal"),
        (4, "Release\nin two lines", MIDNIGHT, MIDNIGHT, "customs"),
    ]
    assert [row[:1] + row[3:] for row in port["relation"] if row[0] == 2] == [
        (2, "bill", "L1", ""), (2, "box", "B1", ""), (2, "box", "B2", ""),
    ]  # fmt: skip
    assert len(port["event"]) == 6
    assert not [row for row in port["relation"] if row[0] == 5]  # an event need not be about anything


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_any_encoding_and_with_any_separator(tmp_path, port, delimiter, encoding):
    path = as_csv(tmp_path / "log.data", PORT, delimiter=delimiter, encoding=encoding)
    assert tables_of(path, *BOX_AND_BILL) == port


def test_parquet_with_a_map(tmp_path, port):
    assert tables_of(as_parquet(tmp_path / "log", PORT), *BOX_AND_BILL) == port


def test_json_and_sqlite_and_a_folder_say_the_same_and_know_their_objects_too(tmp_path, port):
    read = [
        tables_of(as_json(tmp_path / "log.json", PORT), **WHO),
        tables_of(as_sqlite(tmp_path / "log.db", relational(PORT)), **WHO),
        tables_of(as_folder(tmp_path / "folder", relational(PORT)), **WHO),
    ]
    known = {"object": [("box", "B1", "weight", "9")], "link": [("box", "B1", "bill", "L1", "part of")]}
    assert read == [{**port, **known}] * 3


def test_an_object_is_related_once_however_many_qualifiers_say_how(tmp_path):
    said = ocel(PORT)
    said["events"][0]["relationships"] = [{"objectId": "L1", "qualifier": q} for q in ("opens", "names", "opens")]
    path = tmp_path / "log.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    assert tables_of(path)["relation"][0] == (1, NINE, "Lodge", "bill", "L1", "names, opens")


def test_what_was_written_is_read_again(tmp_path, port):
    with opened() as duck:
        read(duck, as_csv(tmp_path / "port.csv", PORT), columns_of(BOX_AND_BILL))
        write(duck, tmp_path)
    with opened() as duck:
        read(duck, tmp_path)
        found = {name: sorted(duck.connection.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}
    assert {**found, "event": [row[:-1] for row in found["event"]]} == port
    assert {row[-1] for row in found["event"]} == {"port.csv"}  # who told it first is not forgotten


def xes(tmp_path, namespace=""):
    path = tmp_path / "log"
    path.write_text(XES.replace("{namespace}", namespace), encoding="utf-8")
    return path


@pytest.fixture
def cases(tmp_path):
    rows = "".join(f"{e.what},{e.at},{e.who},{e.about['case'][0]}\n" for e in CASES)
    path = tmp_path / "cases.csv"
    path.write_text("activity,time,resource,case\n" + rows, encoding="utf-8")
    return tables_of(path)


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.xes-standard.org/"'])
def test_xes_says_what_a_table_of_cases_says(tmp_path, cases, namespace):
    assert tables_of(xes(tmp_path, namespace)) == cases


def test_xes_with_a_prefix_on_every_element(tmp_path, cases):
    path = xes(tmp_path)
    text = path.read_text(encoding="utf-8").replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    text = (
        text.replace("<x:?", "<?")
        .replace("<x:!", "<!")
        .replace("<x:log", '<x:log xmlns:x="http://www.xes-standard.org/"')
    )
    path.write_text(text, encoding="utf-8")
    assert tables_of(path) == cases


def test_packed_logs_are_unpacked(tmp_path, cases):
    path = xes(tmp_path)
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert tables_of(path) == cases


@pytest.mark.parametrize("said", ["With transition", "concept:name+lifecycle:transition"])
def test_xes_names_activities_as_its_classifier_says(tmp_path, said):
    types = [row[1] for row in tables_of(xes(tmp_path), activity=said)["event"]]
    assert types == ["Lodge", "Release & go+complete", "提离", "Lodge"]


def test_a_trace_without_a_name_gets_its_number(tmp_path):
    path = xes(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace('<string key="concept:name" value="c 2"/>', ""), "utf-8")
    assert [row[4] for row in tables_of(path)["relation"]] == ["c1", "c1", "c1", "#2"]


def test_attributes_of_a_trace_are_its_cases(tmp_path):
    path = xes(tmp_path)
    named = '<string key="concept:name" value="c1"/>'
    path.write_text(path.read_text(encoding="utf-8").replace(named, f'{named}<int key="tons" value="7"/>'), "utf-8")
    assert tables_of(path)["object"] == [("case", "c1", "tons", "7")]


@pytest.mark.parametrize(
    ("said", "format", "zone", "micros"),
    [
        ("2026-03-02 09:00", "", "Asia/Shanghai", NINE),
        ("2026-03-02T09:00:00", "", "Asia/Shanghai", NINE),
        ("2026-03-02T09:00:00+0800", "", "America/Lima", NINE),
        ("2026-03-02 02:00:00.000+01:00", "", "UTC", NINE),
        ("2026/3/2 1:00", "", "UTC", NINE),
        ("2026-03-02T09:00+08:00", "", "UTC", NINE),
        ('"2026-03-02 01:00:00,000 Z"', "", "UTC", NINE),
        ("2026-03-01T20:00:00.000000999-05:00", "", "UTC", NINE),
        ("02.03.2026 09:00", "%d.%m.%Y %H:%M", "Asia/Shanghai", NINE),
        ("02.03.2026 09:00 +0800", "%d.%m.%Y %H:%M %z", "America/Lima", NINE),
        ("1772413200", "epoch-s", "UTC", NINE),
        ("1772413200.5", "epoch-s", "UTC", NINE + 500_000),
        ("1772413200000", "epoch-ms", "UTC", NINE),
        ("1772413200000000", "epoch-us", "UTC", NINE),
    ],
)
def test_times_however_they_are_written(tmp_path, said, format, zone, micros):
    path = tmp_path / "log.csv"
    path.write_text(f"activity,time,case\nLodge,{said},c1\n", encoding="utf-8")
    assert tables_of(path, format=format, zone=zone)["event"][0][2] == micros


def test_when_an_event_was_recorded_and_who_told_it_may_stand_beside_it(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("activity,time,case,seen,by\nLodge,2026-03-02T01:00Z,c1,2026-03-02T03:00:00.25Z,gate\n", "utf-8")
    with opened() as duck:
        read(duck, path, columns_of(["recorded=seen", "source=by"]))
        assert duck.connection.execute("SELECT * FROM event").fetchall() == [(1, "Lodge", NINE, ELEVEN, "", "gate")]


def test_a_map_may_be_a_file(tmp_path, port):
    path = tmp_path / "map.yaml"
    path.write_text(
        "activity: what\ntime: at\nevent: id\nparty: who\nobjects: {box: boxes, bill: [bill]}\nseparator: /\n"
    )
    assert tables_of(as_csv(tmp_path / "log.csv", PORT), str(path)) == port


def test_tables_of_other_tools_need_no_map(tmp_path, cases):
    path = tmp_path / "log.csv"
    rows = "".join(f"{e.what},{e.at},{e.who},{e.about['case'][0]}\n" for e in CASES)
    path.write_text("concept:name,time:timestamp,org:resource,case:concept:name\n" + rows, encoding="utf-8")
    assert tables_of(path) == cases


def test_lists_in_cells_as_ocel_1_writes_them(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "ocel:eid,ocel:activity,ocel:timestamp,ocel:type:order,ocel:type:item\n"
        """e1,place,2026-03-02,['o1'],"['i1', 'i 2']"\ne2,pay,2026-03-03,o1,[]\n"""
    )
    assert [row[:1] + row[3:5] for row in tables_of(path)["relation"]] == [
        (1, "item", "i 2"), (1, "item", "i1"), (1, "order", "o1"), (2, "order", "o1"),
    ]  # fmt: skip


def test_the_order_of_a_long_file_is_kept(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("activity,time,case\n" + "".join(f"a{n},2026-03-02,c{n % 7}\n" for n in range(300_000)), "utf-8")
    with opened() as duck:
        read(duck, path)
        wrong = duck.connection.execute("SELECT count(*) FROM event WHERE type <> 'a' || (event - 1)").fetchone()
        assert wrong == (0,)


def test_one_id_for_two_events_of_a_relational_log_is_told_apart_by_time(tmp_path):
    """The simulated port of PortOCEL has 39 such ids."""
    tables = relational(PORT)
    tables["event"].append(("e1", "Lodge"))
    tables["event_t0"].append(("e1", "2026-03-09T00:00:00Z", "trader"))
    found = tables_of(as_sqlite(tmp_path / "log.db", tables))
    assert [row[:2] for row in found["event"] if row[1] == "Lodge"] == [(1, "Lodge"), (6, "Lodge"), (7, "Lodge")]
    assert [row[0] for row in found["relation"] if row[4] == "L1" and row[2] == "Lodge"] == [1, 7]
