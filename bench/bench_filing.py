"""What one filing costs, and one read: CPU beside a floor in the same run, and the time people wait under load."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson
from row import Row
from servers import Client, Server, postgres_cpu, prepared, serving

ROUNDS = 5
PER_ROUND = 1500
WARM_UP = 300
RATE, SECONDS = 100, 20
_GRANIAN = ("granian", "--log-level", "warning", "--interface")
KOUAN = (*_GRANIAN, "wsgi", "--blocking-threads", "4", "kouan.runtime.wsgi:application")
# The floor as it is commonly served, and on the server that Kouan runs on.
FLOORS = {"uvicorn": ("uvicorn", "--log-level", "warning", "floor:app"), "granian": (*_GRANIAN, "asgi", "floor:app")}
_MICRO = 1e6

Call = Callable[[Client], None]
Side = tuple[Server, Call, dict[str, str]]


def main() -> list[Row]:
    """CPU per filing and per read on PostgreSQL against the floor; waiting time at 100 filings a second on both."""
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ["KOUAN_TEST_DATABASE_URL"]
        rows = _against_the_floor(url, Path(folder))
        rows.append(_under_load("PostgreSQL", _database(url, "load"), Path(folder) / "load-pg"))
        rows.append(_under_load("SQLite", "", Path(folder) / "load-sqlite"))
    return rows


def _against_the_floor(url: str, folder: Path) -> list[Row]:
    ours, theirs = _database(url, "filing"), _database(url, "floor")
    _sql(theirs, "CREATE TABLE floor (id BIGSERIAL PRIMARY KEY, body TEXT NOT NULL)")
    store = prepared(ours, folder / "filing")
    mine = _bearer(store["token"])
    rows: list[Row] = []
    with _kouan(ours, folder / "filing") as kouan:
        (filing, reading), (longer, _) = (_calls(kouan, store, which) for which in ("body", "long"))
        for name, command in FLOORS.items():
            peer = f"Starlette on {name}, asyncpg, one insert"
            with serving(command, {"FLOOR_URL": theirs}) as floor:
                floor_filing, floor_reading = _floor_calls(store["body"].encode())
                floor_longer, _ = _floor_calls(store["long"].encode())
                rows += _compare("filing of 60 fields", peer, (kouan, filing, mine), (floor, floor_filing, {}), 3)
                rows += _compare("filing of 106 fields", peer, (kouan, longer, mine), (floor, floor_longer, {}))
                rows += _compare("read by id", peer, (kouan, reading, mine), (floor, floor_reading, {}), 4)
    return rows


def _calls(kouan: Server, store: dict[str, Any], which: str) -> tuple[Call, Call]:
    body = store[which].encode()
    path = f"/api/v1/procedures/{store['code']}/cases"
    first = Client(kouan.port, _bearer(store["token"])).call("POST", path, body)
    _expect(first, 201)
    case = f"/api/v1/cases/{orjson.loads(first[1])['id']}"
    return (
        lambda client: _expect(client.call("POST", path, body), 201),
        lambda client: _expect(client.call("GET", case), 200),
    )


def _floor_calls(body: bytes) -> tuple[Call, Call]:
    return (
        lambda client: _expect(client.call("POST", "/file", body), 201),
        lambda client: _expect(client.call("GET", "/read/1"), 200),
    )


def _expect(answer: tuple[int, bytes], status: int) -> None:
    if answer[0] != status:
        raise RuntimeError(f"{answer[0]}: {answer[1][:400]!r}")


def _compare(what: str, peer: str, ours: Side, base: Side, limit: float | None = None) -> list[Row]:
    """Rounds in turn, so that a machine that slows down slows both."""
    costs = [(_cost(*ours), _cost(*base)) for _ in range(ROUNDS)]
    (cpu, database), (base_cpu, base_database) = (
        [statistics.median(cost[side][part] for cost in costs) for part in (0, 1)] for side in (0, 1)
    )
    return [
        Row(f"CPU per {what}", cpu, "µs", "PostgreSQL", base_cpu, peer, limit),
        Row(f"CPU per {what}, in the database itself", database, "µs", "PostgreSQL", base_database, peer),
    ]


def _cost(server: Server, call: Call, headers: dict[str, str]) -> tuple[float, float]:
    """CPU microseconds a call: in the server, and in PostgreSQL."""
    client = Client(server.port, headers)
    for _ in range(WARM_UP):
        call(client)
    before, database = server.cpu(), postgres_cpu()
    for _ in range(PER_ROUND):
        call(client)
    return (server.cpu() - before) / PER_ROUND * _MICRO, (postgres_cpu() - database) / PER_ROUND * _MICRO


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@contextmanager
def _kouan(url: str, data: Path) -> Iterator[Server]:
    env = {
        "KOUAN_DATABASE_URL": url,
        "KOUAN_DATA": str(data),
        "KOUAN_DEMO": "",
        "DJANGO_SETTINGS_MODULE": "kouan.runtime.settings",
    }
    with serving(KOUAN, env) as server:
        yield server


def _under_load(store_name: str, url: str, data: Path) -> Row:
    """99th percentile of what a filer waits; requests start 100 a second whether or not others are answered."""
    store = prepared(url, data)
    path, body = f"/api/v1/procedures/{store['code']}/cases", store["body"].encode()
    with _kouan(url, data) as server:
        waits = _open_loop(server, store["token"], path, body)
    return Row(
        "p99 of a filing at 100 a second", statistics.quantiles(waits, n=100)[98] * 1000, "ms", store_name, limit=150
    )


def _open_loop(server: Server, token: str, path: str, body: bytes) -> list[float]:
    clients = [Client(server.port, _bearer(token)) for _ in range(32)]
    for client in clients:
        _expect(client.call("POST", path, body), 201)
    begin = time.monotonic() + 0.1

    def late(number: int) -> float:
        start = begin + number / RATE
        time.sleep(max(0.0, start - time.monotonic()))
        client = clients.pop()
        try:
            _expect(client.call("POST", path, body), 201)
        finally:
            clients.append(client)
        return time.monotonic() - start

    with ThreadPoolExecutor(32) as pool:
        return list(pool.map(late, range(RATE * SECONDS)))


def _database(url: str, name: str) -> str:
    """A fresh database on the cluster."""
    _sql(url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _sql(url, f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _sql(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
