"""The log that a command asks about: read into a database of its own, which goes when the command ends."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import typer

from kouan.cli.output import fail, show
from kouan.cli.timing.options import Asked, Engines
from kouan.kernel.calendar import BeyondCalendar
from kouan.kernel.text import Text
from kouan.modules.timing.public import (
    MISSING,
    Engine,
    Malformed,
    NoSpark,
    columns_of,
    kinds,
    log,
    opened,
    read,
    spark,
    write,
)

_FULL = Text(
    "内存或磁盘不够：{why}。请在空间更大的机器上运行，或用 --engine spark。",
    "There is not enough memory or disk: {why}. Run it where there is more, or with --engine spark.",
)
_NO_KIND = Text("日志中没有“{kind}”这种对象；有：{kinds}。", "The log has no objects of kind “{kind}”; it has {kinds}.")


@contextmanager
def engine_on(asked: Asked) -> Iterator[Engine]:
    """An engine with the log in it; a log that is refused ends the command with 1 and says why."""
    try:
        with TemporaryDirectory(prefix="kouan-timing-") as folder, opened(Path(folder) / "log.duckdb") as duck:
            said = columns_of(asked.columns)
            read(duck, asked.log, replace(said, zone=asked.zone) if asked.zone else said)
            _known(duck, asked)
            if asked.engine is Engines.DUCKDB:
                yield duck
                return
            write(duck, Path(folder))
            with spark(Path(folder)) as session:
                yield session
    except Malformed as error:
        raise _refused(error, asked) from error
    except NoSpark as error:
        raise fail(MISSING, json=asked.json) from error
    except BeyondCalendar as error:
        raise fail(error.message, json=asked.json) from error
    except duckdb.OutOfMemoryException as error:
        raise fail(_FULL.fill(why=str(error).splitlines()[0]), json=asked.json) from error


def _known(engine: Engine, asked: Asked) -> None:
    """The kinds that are asked for are there."""
    there = kinds(engine, log()) if asked.kinds else []
    for kind in asked.kinds:
        if kind not in there:
            raise fail(_NO_KIND.fill(kind=kind, kinds=", ".join(there)), json=asked.json)


def _refused(error: Malformed, asked: Asked) -> typer.Exit:
    if not asked.json:
        return fail(error.said, code=1)
    show({"error": {**error.said.as_json(), "line": error.line}}, "", json=True)
    return typer.Exit(1)


def most_frequent(rows: Iterable[dict[str, Any]], top: int) -> list[dict[str, Any]]:
    """The first ``top`` rows of each kind of object, all where it is 0."""
    by_kind = groupby(rows, key=lambda row: row["object_type"])
    return [row for _, each in by_kind for row in islice(each, top or None)]
