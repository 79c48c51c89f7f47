"""Remaining time: how far forecasts are off and how many windows hold, beside the median by state on the same objects.

BPI Challenge 2012 with the split of the publications: cases with under 3 events left out, the others in order of their
first event, 64 % to learn from, 16 % to check on, 20 % to test, every prefix of 2 to n-1 events. An activity is
``concept:name+lifecycle:transition``; the amount asked for is known of a case. "As published": the parts as they are,
so that cases of the first parts end after the test began. "As known": of the same parts only what had ended when the
first case of the test began, as the product does. Demo data in the folder ``KOUAN_BENCH_DEMO`` are measured too.
"""

import os
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from demo_log import KNOWN, read_demo
from row import Row

from kouan.modules.timing.engines.duck import Duck, opened
from kouan.modules.timing.forecasting.evaluation import Figures, by_horizon, figures
from kouan.modules.timing.forecasting.features import HOUR
from kouan.modules.timing.forecasting.history import Lesson, lesson
from kouan.modules.timing.forecasting.model import Model, fit, taught_by
from kouan.modules.timing.forecasting.prefixes import NEVER, Prefixes, Whole, prefixes
from kouan.modules.timing.foretold.target import Target
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import Columns

SHARED = Path(os.environ.get("KOUAN_SHARED_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
LOAN = Target("case", least=2, amounts=("AMOUNT_REQ",), zone="Europe/Amsterdam")
BOX = Target("container", since=("arrived",), through=("case",))
DAY = 24 * HOUR
LEARNED_DAYS = 18
MOST_DAYS, COVERED, EITHER_WAY = 5.75, 81.0, 4.0


def main() -> list[Row]:
    """What is there of the two logs."""
    return [*_loans(SHARED / "logs" / "bpic2012.xes.gz"), *_boxes(os.environ.get("KOUAN_BENCH_DEMO", ""))]


def _loans(path: Path) -> Iterator[Row]:
    if not path.exists():
        print(f"  no {path}")
        return
    with opened() as duck:
        read(duck, path, Columns(activity="concept:name+lifecycle:transition"))
        every = prefixes(duck, LOAN)
    place, cases = _places(every)
    first, second = int(0.64 * cases), int(0.8 * cases)
    tested = every.only(place >= second)
    cutoff = int(tested.started.min())
    taught = Lesson(every.only(place < first), every.only((first <= place) & (place < second)))
    began = _cpu()
    published = taught_by(taught, LOAN, cutoff)
    yield Row("BPIC 2012: learning", _cpu() - began, "CPU s")
    yield from _compared("BPIC 2012 as published", published, taught.checked, tested, promised=True)
    before = every.only(place < second)
    known = lesson(before, cutoff)
    if known:
        yield from _compared("BPIC 2012 as known", fit(before, LOAN, cutoff), known.checked, tested)


def _places(every: Prefixes) -> tuple[Whole, int]:
    """Of each prefix the place of its case by first event, and how many cases there are."""
    names, row, which = np.unique(every.object, return_index=True, return_inverse=True)
    order = np.lexsort((names, every.started[row]))
    place = np.empty(len(names), np.int64)
    place[order] = np.arange(len(names))
    return place[which], len(names)


def _boxes(folder: str) -> Iterator[Row]:
    if not folder:
        print("  KOUAN_BENCH_DEMO names no folder of demo data")
        return
    with opened() as duck:
        read_demo(duck, Path(folder) / "kouan.sqlite3")
        yield from _port(duck, "release", replace(BOX, until=("released",)))
        yield from _port(duck, "pick-up", replace(BOX, until=("gated-out",), attributes=KNOWN))


def _port(duck: Duck, name: str, target: Target) -> Iterator[Row]:
    """Learned from the first weeks, tested on boxes that arrived later, early enough for slow ones to have ended."""
    every = prefixes(duck, target)
    cutoff = int(every.started.min()) + LEARNED_DAYS * DAY
    model, known = fit(every, target, cutoff), lesson(every, cutoff)
    in_time = every.started < int(every.ts.max()) - model.slow
    tested = every.only((every.started >= cutoff) & in_time & (every.ended != NEVER))
    if known:
        yield from _compared(f"demo port, {name}", model, known.checked, tested)


def _compared(name: str, model: Model, checked: Prefixes, tested: Prefixes, *, promised: bool = False) -> Iterator[Row]:
    plain = replace(model, trees=None)
    plain = replace(plain, scores=plain.scored(checked))
    said = model.forecast(tested, model.scored(tested))
    ours, states = figures(said, tested), figures(plain.forecast(tested, plain.scored(tested)), tested)
    _tell(name, ours, states)
    for horizon, each in by_horizon(said, tested, said).items():
        print(f"    {horizon}: {_words(each)}")
    if promised:
        yield Row(f"{name}: mean absolute error", ours.mae / 24, "days", limit=MOST_DAYS)
        off = abs(100 * ours.coverage - COVERED)
        yield Row(f"{name}: coverage of 80 % windows, off {COVERED:g} % by", off, "points", limit=EITHER_WAY)
    yield Row(f"{name}: error", ours.mae, "h", floor=states.mae, peer="median by state", limit=1.0)


def _tell(name: str, ours: Figures, states: Figures) -> None:
    print(f"  {name}\n    model: {_words(ours)}\n    median by state: {_words(states)}")


def _words(each: Figures) -> str:
    return (
        f"n {each.n}, error {each.mae:.2f} h = {each.mae / 24:.3f} d, {100 * each.coverage:.1f} % within,"
        f" width {each.width:.1f} h, pinball {each.pinball:.2f} h"
    )


def _cpu() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


if __name__ == "__main__":
    for row in main():
        print(row)
