"""The log of a demo port, read straight from its SQLite file into the shape that is measured, for the benches."""

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kouan.modules.timing.engines.duck import Duck, lay_out

KNOWN = ("iso_type", "carrier", "load_port")  # of a box, from its manifest
_OF_A_STEP = {"decided", "returned", "asked", "answered", "supplied"}
_EVENTS = "SELECT position, kind, happened_at, payload, objects FROM event ORDER BY position"


def read_demo(duck: Duck, path: Path) -> None:
    """Relations of events to objects, what manifests tell of boxes, and what cases belong to: what filings name."""
    lay_out(duck)
    relations, links = [], set()
    known: dict[tuple[str, str], object] = {}
    for position, kind, at, payload, objects in sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute(_EVENTS):
        told, things = json.loads(payload), json.loads(objects)
        activity = f"{kind}: {told['step']}" if kind in _OF_A_STEP and told.get("step") else kind
        relations += [(position, at, activity, "case" if q == "case" else k, i, q) for k, i, q in things]
        if things and things[0][2] == "case" and "form" in told:
            links |= {("case", things[0][1], k, i, q) for k, i, q in things[1:] if k != "organisation"}
        if kind == "manifested":
            known |= {(box["container"], name): {**told, **box}.get(name) for box in told["boxes"] for name in KNOWN}
    _fill(duck, "relation", relations)
    _fill(duck, "object", [("container", box, name, str(value)) for (box, name), value in known.items() if value])
    _fill(duck, "link", sorted(links))


def _fill(duck: Duck, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    columns = {f"c{place}": _column(each) for place, each in enumerate(zip(*rows, strict=True))}
    duck.connection.register("read", columns)
    duck.connection.execute(f'INSERT INTO "{table}" SELECT * FROM read')
    duck.connection.unregister("read")


def _column(values: tuple[object, ...]) -> object:
    return np.array(values, np.int64 if isinstance(values[0], int) else object)
