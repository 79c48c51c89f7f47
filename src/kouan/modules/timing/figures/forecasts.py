"""How good forecasts were, by milestone, how far ahead and month; what is behind a figure; the forecasts of a thing."""

import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any, TypeVar

import ibis.expr.types as ir

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.figures.prepared import PLACE, rows_of
from kouan.modules.timing.figures.standing import FRESH, reading
from kouan.modules.timing.foretold.aims import Aim, aims
from kouan.modules.timing.measures.forecasts import accuracy, forecasts, outcomes
from kouan.modules.timing.shape import log

ALL, BY_AHEAD, BY_MONTH = "all", "ahead", "month"
MOST = 5_000
"""Forecasts that are listed behind one figure at most."""
_KEPT = 64
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Sums:
    """Of ``n`` forecasts with an outcome, microseconds; ``within``: how many windows held it."""

    n: int = 0
    missed_us: int = 0
    plain_missed_us: int = 0
    within: int = 0
    width_us: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Score:
    """How the forecasts of a milestone did; of all, of those so far ``ahead`` or of a ``month`` (``by``, ``value``)."""

    aim: Aim
    by: str
    value: str
    sums: Sums

    @property
    def n(self) -> int:
        return self.sums.n

    @property
    def error_us(self) -> float | None:
        """Mean absolute error of the median."""
        return self._mean(self.sums.missed_us)

    @property
    def plain_error_us(self) -> float | None:
        """The same of the median by state alone."""
        return self._mean(self.sums.plain_missed_us)

    @property
    def coverage(self) -> float | None:
        """Share of windows that held what came; four in five are promised."""
        return self._mean(self.sums.within)

    @property
    def width_us(self) -> float | None:
        return self._mean(self.sums.width_us)

    def _mean(self, whole: int) -> float | None:
        return whole / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Board:
    """All scores, in the order of the milestones; how far the log was known; made-up data or not.

    ``recorded``: how many forecasts there are of each milestone, with an outcome or without.
    """

    scores: Sequence[Score]
    recorded: dict[str, int]
    position: int
    at: int
    demo: bool

    def of(self, aim: Aim, by: str) -> list[Score]:
        return [each for each in self.scores if each.aim is aim and each.by == by]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One forecast and what came, microseconds; ``reached`` None: nothing yet."""

    event: int
    recorded: int
    aim: str
    model: str
    kind: str
    object: str
    made_at: int
    low_us: int
    median_us: int
    high_us: int
    plain_us: int
    reached: int | None

    @property
    def missed_us(self) -> int | None:
        """The median from what came: above nothing where it took longer."""
        return None if self.reached is None else self.reached - self.made_at - self.median_us

    @property
    def held(self) -> bool | None:
        """Whether the window held it."""
        return None if self.reached is None else self.low_us <= self.reached - self.made_at <= self.high_us


_COLUMNS = (
    "event",
    "recorded",
    "aim",
    "model",
    "kind",
    "object",
    "made_at",
    "low_us",
    "median_us",
    "high_us",
    "plain_us",
)


def board(upto: int | None = None) -> Board:
    """The scores as the log stands, or stood after a position. Raises Unavailable."""
    return _recent(("board", upto), lambda: reading(upto, lambda duck: _board(duck, upto)))


def behind_score(aim: Aim, by: str, value: str, *, missed: bool = False, upto: int | None = None) -> list[Outcome]:
    """The forecasts behind a score, at most :data:`MOST`, those furthest off first; ``missed``: only those whose window
    did not hold what came. Raises Unavailable."""
    return _recent(
        ("behind", aim.code, by, value, missed, upto),
        lambda: reading(upto, lambda duck: _behind(duck, aim, (by, value), missed=missed)),
    )


def said_of(kind: str, name: str, upto: int | None = None) -> list[Outcome]:
    """Everything that was forecast of one thing, in the order of saying, with what came. Raises Unavailable."""
    return reading(
        upto, lambda duck: [each for aim in aims() if aim.kind == kind for each in _said_of(duck, aim, name)]
    )


def _board(duck: Duck, upto: int | None) -> Board:
    known = duck.connection.execute("SELECT max(recorded) FROM event").fetchall()
    demo = duck.connection.execute("SELECT count(*) FROM object WHERE attribute = 'demo' AND value = 'true'").fetchall()
    counted = dict(duck.connection.execute("SELECT aim, count(*) FROM forecast GROUP BY aim").fetchall())
    position = files.copied_to(duck) if upto is None else upto
    scores = [score for aim in aims() for score in _scores(duck, aim)]
    return Board(scores, counted, position, int(known[0][0] or 0), bool(demo[0][0]))


def _scores(duck: Duck, aim: Aim) -> Iterator[Score]:
    asked = accuracy(log(), aim.target.until, aim.target.digest)
    rows = [(str(ahead), month, Sums(*map(int, sums))) for ahead, month, *sums in duck.rows(asked)]
    yield Score(aim, ALL, "", sum((sums for *_, sums in rows), Sums()))
    for by, told in (
        (BY_AHEAD, [(ahead, sums) for ahead, _, sums in rows]),
        (BY_MONTH, [(month, sums) for _, month, sums in rows]),
    ):
        for value in sorted({each for each, _ in told}):
            yield Score(aim, by, value, sum((sums for each, sums in told if each == value), Sums()))


def _behind(duck: Duck, aim: Aim, part: tuple[str, str], *, missed: bool) -> list[Outcome]:
    by, value = part
    each = outcomes(log(), aim.target.until, aim.target.digest)
    if by != ALL:
        each = each.filter(each[by].cast("string") == value)
    if missed:
        each = each.filter(each.within == 0)
    ordered = each.order_by(each.missed_us.desc(), "event", "object").select(*_COLUMNS, "reached").limit(MOST)
    return [Outcome(*row) for row in duck.rows(ordered)]


def _said_of(duck: Duck, aim: Aim, name: str) -> Iterator[Outcome]:
    said = compiled(_of_one(aim)).replace(f"'{PLACE}'", "$1")
    yield from (Outcome(*row) for row in rows_of(duck, said, name))


def _of_one(aim: Aim) -> ir.Table:
    """All that was said of the object at :data:`PLACE`, and what came of those that count."""
    digest = aim.target.digest
    mine = forecasts(digest).filter(lambda row: row.object == PLACE).select(*_COLUMNS)
    came = outcomes(log(), aim.target.until, digest).filter(lambda row: row.object == PLACE)
    both = mine.left_join(came.select(of="event", reached="reached"), [("event", "of")]).drop("of")
    return both.order_by("event").select(*_COLUMNS, "reached")


def forget() -> None:
    """Look anew at the next question."""
    with _turn:
        _recalled.clear()


_recalled: dict[Hashable, tuple[float, Any]] = {}
_turn = threading.Lock()


def _recent(key: Hashable, ask: Callable[[], Found]) -> Found:
    """An answer of some seconds ago, or a new one."""
    whole = (str(files.path()), key)
    with _turn:
        known = _recalled.get(whole)
        if known is None or time.monotonic() - known[0] > FRESH:
            known = _recalled[whole] = time.monotonic(), ask()
            for old in sorted(_recalled, key=lambda each: _recalled[each][0])[:-_KEPT]:
                del _recalled[old]
    found: Found = known[1]
    return found
