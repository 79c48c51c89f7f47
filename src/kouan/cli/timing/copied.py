"""``kouan timing status | rebuild | archive``: the copy of the platform's log that clearance times are taken from."""

from pathlib import Path

import typer

from kouan.cli.django_setup import start
from kouan.cli.output import fail, show
from kouan.kernel.text import Text
from kouan.modules.timing.public import (
    Busy,
    NoCopy,
    archive_faults,
    archive_months,
    copy_log,
    copy_state,
    rebuild_copy,
)

_NO_DATA = Text("没有数据文件夹 {data}。", "There is no data folder {data}.")


def status(data: Path, json: bool) -> None:
    """How many events are copied, how far the log is ahead, how large the file is."""
    open_platform(data, json)
    try:
        state = copy_state()
    except (NoCopy, Busy) as error:
        raise fail(error.message, json=json) from error
    told = {"events": state.events, "position": state.position, "behind": state.behind, "bytes": state.size}
    plain = f"{state.events} events, up to {state.position}, {state.behind} behind, {state.size / 1_000_000:.1f} MB"
    show({**told, "path": str(state.path), "months": list(state.months)}, plain, json=json)


def rebuild(data: Path, json: bool) -> None:
    """The copy anew; the old one is read until the new one is there."""
    open_platform(data, json)
    try:
        events = rebuild_copy()
    except Busy as error:
        raise fail(error.message, json=json) from error
    show({"events": events}, f"{events} events", json=json)


def archive(data: Path, check: bool, json: bool) -> None:
    """Write the months that are over, or compare what is there with its checksums. Exit 1 when they differ."""
    open_platform(data, json)
    if check:
        _check(json)
        return
    try:
        copy_log()
        months = archive_months()
    except (NoCopy, Busy) as error:
        raise fail(error.message, json=json) from error
    show({"written": months}, "\n".join(months) or "-", json=json)


def _check(json: bool) -> None:
    found = archive_faults()
    plain = "\n".join([*(f"{each.zh}\n    {each.en}" for each in found), f"{len(found)} faults"])
    show({"faults": [each.as_json() for each in found]}, plain, json=json)
    if found:
        raise typer.Exit(1)


def open_platform(data: Path, json: bool) -> None:
    """Start the platform on a data folder; ends the command where there is none."""
    if not data.is_dir():
        raise fail(_NO_DATA.fill(data=data), json=json)
    start(data)
