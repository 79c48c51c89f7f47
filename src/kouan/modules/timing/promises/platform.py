"""What pages ask of promises: the board, what is behind it, and the operators' own limits."""

from collections.abc import Iterable, Mapping

from kouan.modules.timing.figures.looking import reading
from kouan.modules.timing.promises.board import Board, board
from kouan.modules.timing.promises.breaking import WHICH, Act, Case, Which, acts, cases_of
from kouan.modules.timing.promises.figures import EVER, Kept, Span, by_month, kept
from kouan.modules.timing.promises.judging import KEPT, LATE, ODD, PENDING, UNKNOWN
from kouan.modules.timing.promises.library import model, operations
from kouan.modules.timing.promises.model import HOUR, Catalogue, Limit, Operation
from kouan.modules.timing.promises.publishing import Draft, limits_of, publish, withdraw
from kouan.modules.timing.promises.saying import clock_text, limit_text
from kouan.modules.timing.promises.wilson import Verdict, interval, verdict
from kouan.modules.timing.shape import log

__all__ = [
    "EVER",
    "HOUR",
    "KEPT",
    "LATE",
    "ODD",
    "PENDING",
    "UNKNOWN",
    "WHICH",
    "Act",
    "Board",
    "Case",
    "Catalogue",
    "Draft",
    "Kept",
    "Limit",
    "Operation",
    "Span",
    "Verdict",
    "Which",
    "acts_of",
    "board",
    "by_month",
    "cases_of",
    "clock_text",
    "interval",
    "kept",
    "limit_text",
    "limits_of",
    "model",
    "operations",
    "publish",
    "verdict",
    "withdraw",
]


def acts_of(of: Board, operation: Operation, units: Iterable[str]) -> Mapping[tuple[str, int], Act]:
    """The events at which cases of some units began or ended, as the log stood for the board. Raises Unavailable."""
    wanted = list(units)
    return reading(of.position, lambda duck: acts(duck, log(), operation, wanted)) if wanted else {}
