"""The board of promises as it stands, kept in memory: pages ask it, and nobody who writes the copy waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kouan.modules.timing.engines.duck import Duck
from kouan.modules.timing.figures.looking import Taken, known, position_of, reading, taken_out
from kouan.modules.timing.figures.memory import Memory
from kouan.modules.timing.promises.judging import TABLE, judge
from kouan.modules.timing.promises.library import operations
from kouan.modules.timing.promises.model import Limit
from kouan.modules.timing.promises.stated import stated
from kouan.modules.timing.shape import log
from kouan.modules.timing.studies.model import digest_of


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Board(Taken):
    """Every limit that operators published, and the cases held against it; open ones as they were at ``recorded``."""

    limits: Sequence[Limit]

    @property
    def digest(self) -> str:
        """SHA-256 over all limits and the definitions of what they are on."""
        return self.once("digest", lambda: digest_of((*self.limits, *operations().values())))


_boards = Memory(4)


def board() -> Board:
    """The board; what is not fresh is renewed while it is shown once more. Raises Unavailable."""
    return _boards.renewed("board", _looked)


def _looked(before: Board | None) -> Board:
    def ask(duck: Duck) -> Board:
        return before if before and before.position == position_of(duck, None) else _read(duck)

    return reading(None, ask)


def _read(duck: Duck) -> Board:
    so_far, limits = known(duck, None), stated(duck, log())
    judge(duck, operations(), limits, so_far.recorded)
    return Board(limits=limits, known=so_far, connection=taken_out(duck, [TABLE]))
