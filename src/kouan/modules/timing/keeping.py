"""The platform's own log, as it is measured. What does it is loaded when it is asked for: a log from a file needs no
platform."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kouan.kernel.text import Text
from kouan.modules.timing.engines.duck import Duck

if TYPE_CHECKING:
    from kouan.modules.timing.copying.upkeep import CopyState


@contextmanager
def copied_log(as_of: int | None = None, upto: int | None = None) -> Iterator[Duck]:
    """The platform's log in the tables of the shape: as it stands, as it stood at a record time (``as_of``, whole
    microseconds), or after a position (``upto``). Raises NoCopy, Busy."""
    from kouan.modules.timing.copying.file import read

    with read(as_of, upto) as duck:
        yield duck


def copied_upto(duck: Duck, as_of: int | None = None) -> int:
    """The position with which what :func:`copied_log` shows ends: a report states it, and can be made again from it."""
    from kouan.modules.timing.copying.file import copied_to, position_at

    return copied_to(duck) if as_of is None else position_at(duck, as_of)


def copy_log() -> int:
    """Bring the copy up to the end of the log; how many events that were. Raises Busy."""
    from kouan.modules.timing.copying import upkeep

    return upkeep.copy_log()


def copy_state() -> "CopyState":
    """How far the copy is. Raises NoCopy, Busy."""
    from kouan.modules.timing.copying import upkeep

    return upkeep.copy_state()


def rebuild_copy() -> int:
    """Make the copy anew from the log; how many events it has. Raises Busy."""
    from kouan.modules.timing.copying import upkeep

    return upkeep.rebuild_copy()


def archive_months() -> list[str]:
    """Write the months that are over and not in the archive yet; their names. Raises NoCopy, Busy."""
    from kouan.modules.timing.copying import upkeep

    return upkeep.archive_months()


def archive_faults() -> list[Text]:
    """Where the archive is not what its manifests say; there should be none."""
    from kouan.modules.timing.copying import upkeep

    return upkeep.archive_faults()
