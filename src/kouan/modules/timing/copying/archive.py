"""The copy by month as Parquet, for good: what was recorded in a month is written once, when the month is over.

A folder ``month=2026-03`` holds, for each table, the rows that came in the month (``event.parquet``) and those that
ended in it (``event-ended.parquet``, with ``until``). All months up to one make the log as it stood at that one's end.
``manifest.json`` says between which positions, and of each file its rows and its SHA-256.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from kouan.kernel.clock import SHANGHAI, from_micros, to_micros
from kouan.kernel.text import Text
from kouan.modules.timing.copying import file as files
from kouan.modules.timing.copying.layout import KEPT
from kouan.modules.timing.engines.duck import Duck

_MANIFEST = "manifest.json"
_GONE = Text("归档 {month} 缺少文件 {file}。", "The archive of {month} lacks {file}.")
_OTHER = Text(
    "归档 {month} 的 {file} 与清单不符：SHA-256 应为 {should}。",
    "{file} in the archive of {month} is not what its manifest says: its SHA-256 should be {should}.",
)
_NO_MANIFEST = Text("归档 {month} 没有可读的清单。", "The archive of {month} has no manifest that can be read.")


@dataclass(frozen=True, slots=True)
class Month:
    """What was recorded in a month of the port's: the events after one position, up to another."""

    name: str
    after: int
    upto: int


def folder() -> Path:
    """Where the months are."""
    return files.folder() / "archive"


def archive() -> list[str]:
    """Write every month that is over and not written yet; their names. Raises NoCopy, turns.Busy, OSError."""
    with files.read() as duck:
        due = [month for month in over(duck) if not (folder() / f"month={month.name}" / _MANIFEST).exists()]
        for month in due:
            _write(duck, month)
    return [month.name for month in due]


def over(duck: Duck) -> list[Month]:
    """The months in which something was recorded and after which something was: nothing can be added to them."""
    told = duck.connection.execute("SELECT min(recorded), max(recorded) FROM copy.event WHERE since = event").fetchall()
    months, (first, last) = [], told[0]
    begin, after = _first_of_month(first) if first is not None else None, 0
    while begin is not None and (end := _first_of_month(to_micros(begin), following=True)) <= from_micros(last):
        upto = files.position_at(duck, to_micros(end) - 1)
        if upto > after:
            months.append(Month(f"{begin:%Y-%m}", after, upto))
        begin, after = end, upto
    return months


def faults() -> list[Text]:
    """Where the archive is not what its manifests say; there should be none."""
    return [fault for month in sorted(folder().glob("month=*")) for fault in _faults_in(month)]


def _faults_in(month: Path) -> Iterator[Text]:
    name = month.name.removeprefix("month=")
    try:
        listed = json.loads((month / _MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError):
        yield _NO_MANIFEST.fill(month=name)
        return
    for file, said in listed.items():
        path = month / file
        if not path.exists():
            yield _GONE.fill(month=name, file=file)
        elif _digest(path) != said["sha256"]:
            yield _OTHER.fill(month=name, file=file, should=said["sha256"])


def _write(duck: Duck, month: Month) -> None:
    """Beside its place first: a month that is there is whole."""
    place = folder() / f"month={month.name}"
    draft = place.with_name(f".{place.name}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    written = {file: _table(duck, draft / file, question) for file, question in _questions(month)}
    manifest = {"month": month.name, "after": month.after, "upto": month.upto, "files": written}
    (draft / _MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True), encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    draft.rename(place)


def _questions(month: Month) -> Iterator[tuple[str, str]]:
    for name, shape in KEPT.items():
        columns = ", ".join(f'"{column}"' for column in shape)
        source = f'copy."{name}"' + (" JOIN copy.thing USING (thing)" if name == "object" else "")
        came = f"since > {month.after} AND since <= {month.upto}"
        ended = f"until > {month.after} AND until <= {month.upto}"
        yield f"{name}.parquet", f"SELECT {columns}, since FROM {source} WHERE {came} ORDER BY ALL"
        yield f"{name}-ended.parquet", f"SELECT {columns}, since, until FROM {source} WHERE {ended} ORDER BY ALL"


def _table(duck: Duck, path: Path, question: str) -> dict[str, Any]:
    said = str(path).replace("'", "''")
    [(rows,)] = duck.connection.execute(f"COPY ({question}) TO '{said}' (FORMAT parquet)").fetchall()
    return {"rows": rows, "sha256": _digest(path)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _first_of_month(at: int, *, following: bool = False) -> datetime:
    day = from_micros(at).astimezone(SHANGHAI).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    if not following:
        return day
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
