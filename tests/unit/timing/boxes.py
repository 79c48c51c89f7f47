"""A port of made-up boxes, for forecasts: some are inspected, some firms are slow, Mondays too."""

import random

import numpy as np

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.forecasting.prefixes import Prefixes, prefixes
from kouan.modules.timing.foretold.target import Target
from tests.unit.timing.logs import HOUR, Told, at, in_duckdb

DAY = 24 * HOUR


def port(boxes: int, seed: int = 7, slower: float = 1.0) -> Told:
    """Boxes arrive every 40 minutes; ``slower``: by how much the second half takes longer."""
    chance, told, events = random.Random(seed), Told(), []
    start = at("2026-03-02 00:00")
    for each in range(boxes):
        box, firm = f"B{each:05}", chance.choice(["quick", "slow"])
        told.is_known("box", box, firm=firm, weight=str(chance.randint(5, 30)))
        ts, factor = start + each * 40 * HOUR // 60, slower if each > boxes // 2 else 1.0
        for kind, hours in _life(chance, firm):
            ts += int(hours * factor * chance.uniform(0.5, 1.5) * HOUR)
            events.append((ts, kind, box))
    for ts, kind, box in sorted(events):
        told.happens(ts, kind, ("box", box))
    return told


def _life(chance: random.Random, firm: str) -> list[tuple[str, float]]:
    filed = ("filed", 20.0 if firm == "slow" else 4.0)
    inspected = [("inspection", 2.0), ("inspected", 30.0)] if chance.random() < 0.3 else []
    return [("arrived", 0.0), ("tallied", 1.0), filed, *inspected, ("released", 3.0), ("gone", 40.0)]


def seen_of(told: Told, target: Target) -> Prefixes:
    """The prefixes of a log."""
    with in_duckdb(Told()) as duck:
        fill(duck, told)
        return prefixes(duck, target)


def fill(duck: Duck, told: Told) -> None:
    """The rows of a long log, by columns."""
    for name in ("relation", "object", "link"):
        rows = zip(*getattr(told, name), strict=True)
        columns = {f"c{n}": np.array(each, None if isinstance(each[0], int) else object) for n, each in enumerate(rows)}
        if columns:
            duck.connection.register("told", columns)
            duck.connection.execute(f'INSERT INTO "{name}" SELECT * FROM told')
