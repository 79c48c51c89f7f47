"""``kouan replay-declarations``: declarations nobody here wrote, through the whole way of an import."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail, show
from kouan.kernel.text import Text

if TYPE_CHECKING:
    from kouan.cli.kcs.mapping import Declared
    from kouan.cli.kcs.port import SyntheticPort
    from kouan.cli.kcs.report import Report
    from kouan.cli.kcs.rows import Row

_TOGETHER = 500
"""Rows in one transaction: what one commit costs is shared."""


def replay_declarations(
    files: Annotated[list[Path], typer.Argument(help="CSV files of the Korean synthetic import declarations.")],
    limit: Annotated[int | None, typer.Option(help="At most this many rows.")] = None,
    data: Data = DEFAULT_DATA,
    json: Annotated[bool, typer.Option("--json", help="Machine output, with every row that was not filed.")] = False,
) -> None:
    """File real-shaped declarations as imports, from filing to release; report what does not map or is refused."""
    start(data)
    from kouan.cli.kcs.rows import UnknownLayout

    try:
        report = replay(files, limit, Console(stderr=True))
    except UnknownLayout as error:
        raise fail(error.message, json=json) from error
    except OSError as error:
        raise fail(Text(f"文件无法打开：{error}", f"A file cannot be opened: {error}"), json=json) from error
    show(report.as_json(), "\n".join(report.lines()), json=json)


def replay(files: Sequence[Path], limit: int | None, console: Console) -> "Report":
    """Every row of the files through the procedure; raises OSError, UnknownLayout before anything is filed."""
    from kouan.cli.kcs import rows
    from kouan.cli.kcs.port import SyntheticPort
    from kouan.cli.kcs.report import Report

    there_are = rows.count(files)
    report, port, began = Report(), SyntheticPort(), time.monotonic()
    port.open()
    with Progress(console=console) as progress:
        task = progress.add_task("申报 declarations", total=there_are if limit is None else min(limit, there_are))
        for some in _batches(rows.read(files, limit)):
            _together(some, port, report)
            progress.advance(task, len(some))
    report.seconds = time.monotonic() - began
    return report


def _batches(rows: "Iterable[Row]") -> "Iterator[list[Row]]":
    remaining = iter(rows)
    while some := list(islice(remaining, _TOGETHER)):
        yield some


def _together(rows: "Sequence[Row]", port: "SyntheticPort", report: "Report") -> None:
    """Some rows in one transaction: first what they stand on, then each on its way."""
    from django.db import transaction

    from kouan.cli.kcs.journey import run
    from kouan.cli.kcs.mapping import mapped

    found: list[tuple[Row, Declared]] = []
    for row in rows:
        made = mapped(row)
        if isinstance(made, list):
            report.not_mapped(row, made)
        else:
            found.append((row, made))
    with transaction.atomic():
        port.prepare([declared for _, declared in found])
        for row, declared in found:
            report.went(row, run(declared, port.guarantee_of(declared)))
