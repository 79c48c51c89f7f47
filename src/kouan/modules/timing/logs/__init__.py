"""Logs from anywhere, read into the shape that is measured: OCEL 2.0, XES, CSV, Parquet."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from kouan.modules.timing.engines.duck import Duck, lay_out
from kouan.modules.timing.logs import reasons
from kouan.modules.timing.logs.columns import Columns
from kouan.modules.timing.logs.malformed import WHOLE, Malformed
from kouan.modules.timing.logs.ocel_json import read_json
from kouan.modules.timing.logs.own import read_own
from kouan.modules.timing.logs.staging import cleared
from kouan.modules.timing.logs.stores import read_folder, read_sqlite
from kouan.modules.timing.logs.tables import read_csv, read_parquet
from kouan.modules.timing.logs.xes import read_xes

# Reads into the tables: the file that was given and errors speak of, the file with its content, the map, a folder
# for what is only needed meanwhile.
Reader = Callable[[Duck, Path, Path, Columns, Path], None]
_AS_NAMED = Columns()
_GZIP = b"\x1f\x8b"
_SQLITE, _PARQUET = b"SQLite format 3\x00", b"PAR1"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(duck: Duck, path: Path, columns: Columns = _AS_NAMED) -> None:
    """Read a log into the tables of ``duck``, which are made where they are not there and were empty before.

    What kind of file it is its content says, not its name. Raises Malformed; nothing of such a log is kept.
    """
    lay_out(duck)
    duck.connection.execute("SET preserve_insertion_order = true")  # the file's order counts at the same microsecond
    try:
        with TemporaryDirectory(prefix="kouan-log-") as name:
            folder = Path(name)
            content = _content(path, folder)
            _reader(path, content)(duck, path, content, columns, folder)
    except OSError as error:
        raise Malformed(path, WHOLE, reasons.UNREADABLE.fill(why=error.strerror or error)) from error
    finally:
        cleared(duck)
        duck.connection.execute("SET preserve_insertion_order = false")


def _content(path: Path, folder: Path) -> Path:
    """The file, unpacked where it is packed."""
    if path.is_dir() or _begins(path, 2) != _GZIP:
        return path
    unpacked = folder / "unpacked"
    try:
        with gzip.open(path, "rb") as source, unpacked.open("wb") as target:
            copyfileobj(source, target, 1 << 20)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Malformed(path, WHOLE, reasons.TRUNCATED.fill(why=error)) from error
    return unpacked


def _begins(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        return file.read(length)


def _reader(path: Path, content: Path) -> Reader:
    """What reads this content. Raises Malformed where nothing does."""
    if content.is_dir():
        return _folder(path)
    begins = _begins(content, 4096)
    for mark, reader in ((_SQLITE, read_sqlite), (_PARQUET, read_parquet)):
        if begins.startswith(mark):
            return reader
    text = begins.translate(None, b"\x00") if begins.startswith(_MARKS[1:]) else begins
    for mark in _MARKS:
        text = text.removeprefix(mark)
    text = text.lstrip()
    if not text:
        raise Malformed(path, WHOLE, reasons.EMPTY)
    if text.startswith(b"<"):
        return read_xes
    if text.startswith((b"{", b"[")):
        return read_json
    if b"\x00" in text or text.startswith(b"PK\x03\x04"):
        raise Malformed(path, WHOLE, reasons.UNKNOWN)
    return read_csv


def _folder(path: Path) -> Reader:
    names = {each.name for each in path.iterdir()}
    if names & {"event.parquet", "relation.parquet"}:
        return read_own
    if names & {"event.csv", "event_object.csv", "event_map_type.csv"}:
        return read_folder
    raise Malformed(path, WHOLE, reasons.UNKNOWN)
