"""The same maps, as PM4Py makes them. AGPL: it runs in a process of its own and nothing of ours imports it."""

import duckdb
import pandas
import pm4py
from pm4py.objects.ocel.obj import OCEL


def directly_follows(path: str) -> list[list[object]]:
    """From, to, how often and the median in microseconds, of each edge of a file of relations."""
    frame = duckdb.sql(f"SELECT object, type, make_timestamp(ts) AS time FROM '{path}' ORDER BY event").df()
    frame["time"] = pandas.to_datetime(frame["time"], utc=True)
    log = pm4py.format_dataframe(frame, case_id="object", activity_key="type", timestamp_key="time")
    counted, _, _ = pm4py.discover_dfg(log)
    took, _, _ = pm4py.discover_performance_dfg(log)
    return sorted([*pair, n, took[pair]["median"] * 1e6] for pair, n in counted.items())


def object_centric(path: str) -> list[list[object]]:
    """Kind, from, to and how often, of each edge; durations are not asked of it."""
    said = f"""SELECT 'e' || event AS "ocel:eid", type AS "ocel:activity", make_timestamp(ts) AS "ocel:timestamp",
               object AS "ocel:oid", kind AS "ocel:type", qualifier AS "ocel:qualifier" FROM '{path}'"""
    relations = duckdb.sql(said).df()
    relations["ocel:timestamp"] = pandas.to_datetime(relations["ocel:timestamp"], utc=True)
    events = relations[["ocel:eid", "ocel:activity", "ocel:timestamp"]].drop_duplicates("ocel:eid")
    objects = relations[["ocel:oid", "ocel:type"]].drop_duplicates("ocel:oid")
    found = pm4py.discover_ocdfg(OCEL(events, objects, relations))
    counted = found["edges"]["total_objects"]
    return sorted([kind, *pair, len(met)] for kind, edges in counted.items() for pair, met in edges.items())
