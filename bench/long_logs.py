"""Logs made up for measuring, always the same: consignments that pass a port, as Parquet in the shape of ``timing``."""

from pathlib import Path

import duckdb

ACTIVITIES = (
    *("arrived", "discharged", "stacked", "filed", "accepted", "read", "inspected", "assessed", "paid", "released"),
    *("booked", "gate-out"),
)
PORTS = 20
_HOUR = 3_600_000_000


def relations(path: Path, cases: int) -> int:
    """Write the relations of so many cases, about ten each, in the order in which they happened; how many they are.

    One in ten skips a step, one in twelve does one twice; which, is drawn from the case's number.
    """
    names = ", ".join(f"'{name}'" for name in ACTIVITIES)
    made = f"""
      SELECT 'c' || c AS object, [{names}][1 + s] AS type,
             c * 400000 + s * {4 * _HOUR} + (hash(c * 31 + s) % {9 * _HOUR})::BIGINT AS ts
      FROM range({cases}) AS cases(c), range(12) AS steps(s), range(2) AS again(a)
      WHERE hash(c * 7 + s) % 10 > 0 AND (a = 0 OR hash(c * 13 + s) % 60 = 0)"""
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"""
          COPY (SELECT (row_number() OVER (ORDER BY ts, object)) - 1 AS event, ts, type, 'case' AS kind, object,
                       '' AS qualifier FROM ({made}) ORDER BY ts, object)
          TO '{path}' (FORMAT parquet)""")
        [(rows,)] = connection.execute(f"SELECT count(*) FROM '{path}'").fetchall()
    return int(rows)


def of_several_kinds(path: Path, cases: int) -> int:
    """Write the same with each event about its bill, two boxes of it and, at the quay, a call of 200 bills."""
    one = path.with_name("one-kind.parquet")
    relations(one, cases)
    number = "object[2:]::BIGINT"
    about = (
        ("bill", "object", "TRUE"),
        ("container", f"'b' || ({number} * 2)", "TRUE"),
        ("container", f"'b' || ({number} * 2 + 1)", "TRUE"),
        ("vessel-call", f"'v' || ({number} // 200)", "type IN ('arrived', 'discharged')"),
    )
    parts = [
        f"SELECT event, ts, type, '{kind}' AS kind, {name} AS object, '' AS qualifier FROM '{one}' WHERE {where}"
        for kind, name, where in about
    ]
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM ({' UNION ALL '.join(parts)}) ORDER BY event) TO '{path}' (FORMAT parquet)")
        [(rows,)] = connection.execute(f"SELECT count(*) FROM '{path}'").fetchall()
    one.unlink()
    return int(rows)
