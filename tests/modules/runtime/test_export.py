"""An export opens in other tools and says exactly what the log says."""

import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from kouan.runtime import export, log
from kouan.runtime.log import Recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(note: Callable[..., Recorded]) -> list[Recorded]:
    made = []
    for n in range(5):
        made.append(note(f"case/{n}", "filed", f"bill/COSU{n}/cargo", "vessel-call/HY2026/", 净重="12.5", n=n))
        made.append(note(f"case/{n}", "Filed", f"container/CSLU{n}", f"bill/COSU{n}/cargo"))
    made.append(note("vessel-call/HY2026", "vessel.arrived"))
    return made


def test_ocel_json(events: list[Recorded], tmp_path: Path) -> None:
    assert export.write("ocel-json", tmp_path / "log.json") == events[-1].position
    found = json.loads((tmp_path / "log.json").read_text())

    assert sorted(found) == ["eventTypes", "events", "objectTypes", "objects"]
    assert [kind["name"] for kind in found["objectTypes"]] == ["bill", "container", "vessel-call"]
    assert sorted(kind["name"] for kind in found["eventTypes"]) == ["Filed", "filed", "vessel.arrived"]
    assert [event["id"] for event in found["events"]] == [f"{e.stream}#{e.n}" for e in events]
    assert found["events"][0]["time"] == "2026-03-02T01:00:00.000000Z"
    assert found["events"][0]["relationships"] == [
        {"objectId": "bill:COSU0", "qualifier": "cargo"},
        {"objectId": "vessel-call:HY2026", "qualifier": ""},
    ]
    known = {one["id"] for one in found["objects"]}
    assert len(known) == len(found["objects"]) == 11
    assert known == {r["objectId"] for event in found["events"] for r in event["relationships"]}


def test_ocel_sqlite(events: list[Recorded], tmp_path: Path) -> None:
    export.write("ocel-sqlite", tmp_path / "log.sqlite")
    export.write("ocel-sqlite", tmp_path / "log.sqlite")
    with sqlite3.connect(tmp_path / "log.sqlite") as found:
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        assert found.execute("SELECT COUNT(*) FROM event").fetchone() == (len(events),)
        assert found.execute("SELECT COUNT(*) FROM event_object").fetchone() == (20,)
        assert found.execute("SELECT COUNT(*) FROM object_object").fetchone() == (0,)
        for what, total in (("event", 11), ("object", 11)):
            counts = [
                found.execute(f"SELECT COUNT(*) FROM {what}_{mapped}").fetchone()[0]
                for (mapped,) in found.execute(f"SELECT ocel_type_map FROM {what}_map_type")
            ]
            assert len(counts) == 3
            assert sum(counts) == total
        mapped = dict(found.execute("SELECT ocel_type, ocel_type_map FROM event_map_type"))
        row = found.execute(f"SELECT ocel_id, ocel_time, n, demo FROM event_{mapped['vessel.arrived']}").fetchone()
        assert row == ("vessel-call/HY2026#1", "2026-03-02T01:10:00.000000Z", 1, 0)


def test_parquet(events: list[Recorded], tmp_path: Path) -> None:
    export.write("parquet", tmp_path / "log")
    found = duckdb.sql(f"SELECT position, payload, happened_at FROM '{tmp_path}/log/events.parquet'").fetchall()

    assert [row[0] for row in found] == [event.position for event in events]
    assert json.loads(found[0][1]) == {"净重": "12.5", "n": 0}
    assert found[0][2] == events[0].happened_at.replace(tzinfo=None)
    assert duckdb.sql(f"SELECT COUNT(*) FROM '{tmp_path}/log/relations.parquet'").fetchall() == [(20,)]


def test_an_empty_log_exports_too(tmp_path: Path) -> None:
    for name in export.FORMATS:
        assert export.write(name, tmp_path / name) == 0
    assert json.loads((tmp_path / "ocel-json").read_text())["events"] == []
    assert duckdb.sql(f"SELECT COUNT(*) FROM '{tmp_path}/parquet/events.parquet'").fetchall() == [(0,)]


def test_a_later_export_continues_where_the_last_one_ended(
    events: list[Recorded], note: Callable[..., Recorded], tmp_path: Path
) -> None:
    upto = export.write("ocel-json", tmp_path / "one.json")
    note("case/9", "filed", "bill/COSU9")
    export.write("ocel-json", tmp_path / "two.json", since=upto)
    found = json.loads((tmp_path / "two.json").read_text())
    assert [event["id"] for event in found["events"]] == ["case/9#1"]
    assert [one["id"] for one in found["objects"]] == ["bill:COSU9"]


@pytest.mark.usefixtures("events")
def test_the_chains_can_be_recomputed_from_parquet_alone(tmp_path: Path) -> None:
    export.write("parquet", tmp_path)
    rows = duckdb.sql(
        f"SELECT e.* REPLACE (epoch_us(happened_at) AS happened_at, epoch_us(recorded_at) AS recorded_at),"
        f" (SELECT list([object_kind, object_id, qualifier]) FROM '{tmp_path}/relations.parquet' r"
        f"  WHERE r.position = e.position) FROM '{tmp_path}/events.parquet' e ORDER BY position"
    ).fetchall()
    chains: dict[str, bytes] = {}
    for _, stream, n, kind, happened, noted, *who, procedure, version, demo, payload, stored, refs in rows:
        said = [stream, n, kind, happened, noted, *who, procedure, version, demo, json.loads(payload), refs or []]
        written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        chains[stream] = sha256(chains.get(stream, bytes(32)) + written).digest()
        assert chains[stream].hex() == stored
    assert len(chains) == len({event.stream for event in log.everything()})
