"""Who may have the file open: one process writes, or any number read, and neither waits long for the other.

DuckDB refuses where a file is open elsewhere; these locks, beside the file, make an orderly queue of that. A writer
takes the turn first, so that no new reader comes between; whoever dies gives its locks back.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedRandom
from pathlib import Path

from kouan.modules.timing.copying.refusals import Busy

_PAUSE = 0.005
_GIVEN_WAY = 3 * _PAUSE


@contextmanager
def reading(path: Path, patience: float = 10.0) -> Iterator[None]:
    """Read while nobody writes; raises Busy after ``patience`` seconds."""
    until = time.monotonic() + patience
    with ExitStack() as held:
        with _held(_beside(path, "turn"), fcntl.LOCK_SH, until):
            held.enter_context(_held(_beside(path, "lock"), fcntl.LOCK_SH, until))
        yield


@contextmanager
def writing(path: Path, patience: float = 2.0) -> Iterator[None]:
    """Write while nobody reads or writes; raises Busy after ``patience`` seconds, for which new readers wait.

    Whoever has written gives way for a moment: one that writes again and again would leave readers no turn.
    """
    until = time.monotonic() + patience
    try:
        with _held(_beside(path, "turn"), fcntl.LOCK_EX, until), _held(_beside(path, "lock"), fcntl.LOCK_EX, until):
            yield
    finally:
        time.sleep(_GIVEN_WAY)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")


@contextmanager
def _held(path: Path, how: int, until: float) -> Iterator[BufferedRandom]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        while not _taken(file, how):
            if time.monotonic() > until:
                raise Busy(path.with_suffix(""))
            time.sleep(_PAUSE)
        yield file


def _taken(file: BufferedRandom, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
