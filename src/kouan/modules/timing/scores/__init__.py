"""The World Bank's scores of this port: what the log measures, what the port office entered, and what is missing.

``entering``: values on the log; ``board``: all of them in a period, with the score; ``telling``: the same for machines.
"""

from kouan.modules.timing.scores.board import DAY, HOUR, Board, Line, Measured, Ready, board
from kouan.modules.timing.scores.entering import Draft, Entry, enter, enterable, entries, take_back
from kouan.modules.timing.scores.telling import ENTERED, MEASURED, MISSING, as_json, how
from kouan.modules.timing.studies.ready import pillar
from kouan.modules.timing.studies.trading import method, score

__all__ = [
    "DAY",
    "ENTERED",
    "HOUR",
    "MEASURED",
    "MISSING",
    "Board",
    "Draft",
    "Entry",
    "Line",
    "Measured",
    "Ready",
    "as_json",
    "board",
    "enter",
    "enterable",
    "entries",
    "how",
    "method",
    "pillar",
    "score",
    "take_back",
]
