"""How good forecasts were, by milestone, how far ahead and month; what is behind a figure; the forecasts of a thing."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

import ibis.expr.types as ir

from kouan.modules.timing.engines.duck import Duck, compiled
from kouan.modules.timing.figures.looking import Known, known, reading
from kouan.modules.timing.figures.memory import recent
from kouan.modules.timing.figures.prepared import PLACE, rows_of
from kouan.modules.timing.foretold.aims import Aim, aims
from kouan.modules.timing.measures.forecasts import accuracy, forecasts, outcomes
from kouan.modules.timing.shape import log

ALL, BY_AHEAD, BY_MONTH = "all", "ahead", "month"
MOST = 5_000
"""Forecasts that are listed behind one figure at most."""


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
    """All scores, in the order of the milestones; how far the log was known.

    ``recorded``: how many forecasts there are of each milestone, with an outcome or without.
    """

    scores: Sequence[Score]
    recorded: dict[str, int]
    known: Known

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
    return recent(("board", upto), lambda: reading(upto, lambda duck: _board(duck, upto)))


def behind_score(aim: Aim, by: str, value: str, *, missed: bool = False, upto: int | None = None) -> list[Outcome]:
    """The forecasts behind a score, at most :data:`MOST`, those furthest off first; ``missed``: only those whose window
    did not hold what came. Raises Unavailable."""
    return recent(
        ("behind", aim.code, by, value, missed, upto),
        lambda: reading(upto, lambda duck: _behind(duck, aim, (by, value), missed=missed)),
    )


def said_of(kind: str, name: str, upto: int | None = None) -> list[Outcome]:
    """Everything that was forecast of one thing, in the order of saying, with what came. Raises Unavailable."""
    return reading(
        upto, lambda duck: [each for aim in aims() if aim.kind == kind for each in _said_of(duck, aim, name)]
    )


def _board(duck: Duck, upto: int | None) -> Board:
    counted = dict(duck.connection.execute("SELECT aim, count(*) FROM forecast GROUP BY aim").fetchall())
    scores = [score for aim in aims() for score in _scores(duck, aim)]
    return Board(scores, counted, known(duck, upto))


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
