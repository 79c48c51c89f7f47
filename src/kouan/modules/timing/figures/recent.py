"""Answers that take a while, kept for some seconds for whoever asks the same."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from kouan.modules.timing.copying import file as files
from kouan.modules.timing.figures.standing import FRESH

_KEPT = 32
Found = TypeVar("Found")
_answers: dict[Hashable, tuple[float, Any]] = {}
_turn = threading.Lock()


def recent(key: Hashable, ask: Callable[[], Found]) -> Found:
    """The answer to a question of the copy at hand, :data:`.standing.FRESH` seconds old at most."""
    key = (str(files.path()), key)
    with _turn:
        known = _answers.get(key)
        if known is None or time.monotonic() - known[0] > FRESH:
            known = _answers[key] = time.monotonic(), ask()
            for old in sorted(_answers, key=lambda each: _answers[each][0])[:-_KEPT]:
                del _answers[old]
    found: Found = known[1]
    return found
