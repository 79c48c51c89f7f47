"""Looking after the copy of this site: how it is, bringing it up to date, making it anew, its archive."""

from dataclasses import dataclass
from pathlib import Path

from kouan.kernel.text import Text
from kouan.modules.timing.copying import archive, following
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.foretold.rebuilding import rebuild_windows
from kouan.modules.timing.studies.library import presets
from kouan.runtime.log import last_position


@dataclass(frozen=True, slots=True)
class CopyState:
    """``events`` copied, up to ``position``; the log is ``behind`` positions further; ``size`` of the file in bytes."""

    path: Path
    events: int
    position: int
    behind: int
    size: int
    months: tuple[str, ...]


def copy_state() -> CopyState:
    """How far the copy is. Raises NoCopy, turns.Busy."""
    with files.read() as duck:
        [(events, position)] = duck.connection.execute("SELECT events, position FROM copy.copied").fetchall()
    months = tuple(sorted(each.name.removeprefix("month=") for each in archive.folder().glob("month=*")))
    return CopyState(files.path(), events, position, last_position() - position, files.path().stat().st_size, months)


def copy_log() -> int:
    """Copy what is on the log and not in the copy; how many events. Raises turns.Busy."""
    return following.catch_up(files.path(), tuple(presets().values()))


def rebuild_copy() -> int:
    """Make the copy anew from the log, and with it what was last forecast of each thing; how many events it has.

    Raises turns.Busy.
    """
    rebuild_windows()
    return following.rebuild(files.path(), tuple(presets().values()))


def archive_months() -> list[str]:
    """Write the months that are over and not in the archive yet; their names. Raises NoCopy, turns.Busy."""
    return archive.archive()


def archive_faults() -> list[Text]:
    """Where the archive is not what its manifests say; there should be none."""
    return archive.faults()
