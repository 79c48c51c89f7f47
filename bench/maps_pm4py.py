"""The same maps, as PM4Py makes them. AGPL: it runs in a process of its own and nothing of ours imports it."""

import pandas
import pm4py


def directly_follows(path: str) -> list[list[object]]:
    """From, to, how often and the median in microseconds, of each edge of a file of relations."""
    import duckdb

    frame = duckdb.sql(f"SELECT object, type, make_timestamp(ts) AS time FROM '{path}' ORDER BY event").df()
    frame["time"] = pandas.to_datetime(frame["time"], utc=True)
    log = pm4py.format_dataframe(frame, case_id="object", activity_key="type", timestamp_key="time")
    counted, _, _ = pm4py.discover_dfg(log)
    took, _, _ = pm4py.discover_performance_dfg(log)
    return sorted([*pair, n, took[pair]["median"] * 1e6] for pair, n in counted.items())
