"""``kouan check``: read every procedure and say what is missing."""

import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from kouan import procedures as packages
from kouan.blueprint.form import parse
from kouan.cli.output import fail, show
from kouan.engine.audit import audit
from kouan.engine.scenario import read_filings, read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.kernel.datafile import Unreadable
from kouan.kernel.text import Text
from kouan.procedures import folders, load, scenarios_in

_NO_FOLDER = Text(
    "没有名为“{name}”的事项文件夹；不写名称则检查全部。",
    "There is no procedure in a folder “{name}”; without a name, all are checked.",
)


def check(
    only: Annotated[list[str] | None, typer.Argument(help="Folders to check by themselves, quicker; else all.")] = None,
    on: Annotated[datetime | None, typer.Option(help="Check the procedures as they stand on a day.")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Check every procedure: both languages, clauses, agencies, code tables, a scenario for every branch."""
    day = on.date() if on else local_date(now())
    names = _named(only, json) if only else list(folders())
    found = [finding for name in names for finding in findings(name, day)]
    found += [*clashes(names, day), *_passed_over()]
    plain = "\n".join(f"{text.zh}\n    {text.en}" for text in found)
    summary = f"{len(names)} procedure{'s' * (len(names) != 1)}, {len(found)} finding{'s' * (len(found) != 1)}"
    show(
        {"procedures": len(names), "findings": [text.as_json() for text in found]},
        f"{plain}\n{summary}" if found else summary,
        json=json,
    )
    if found:
        raise typer.Exit(1)


def _named(asked: list[str], json: bool) -> list[str]:
    """Folders as they are asked for, ``waste-reception`` being ``waste_reception``."""
    names, known = [each.replace("-", "_") for each in asked], set(folders())
    for name in names:
        if name not in known:
            raise fail(_NO_FOLDER.fill(name=name), json=json)
    return names


def findings(folder: str, day: date) -> list[Text]:
    """What is wrong with the procedure of one folder; a folder that cannot be loaded is one finding."""
    try:
        return audit(load(folder), read_scenarios(scenarios_in(folder)), day)
    except Exception as error:  # whatever a contributed folder raises is its own finding, told in one sentence
        said = Text("{folder}：无法装入：{why}", "{folder}: cannot be loaded: {why}")
        return [said.fill(folder=folder, why=_reason(folder, error))]


def _reason(folder: str, error: Exception) -> Text:
    """What was raised, and the line of the folder that it came from, where it came from one."""
    if isinstance(error, Unreadable):
        return error.said
    said = " ".join(str(error).split())
    if not isinstance(error, ValueError | TypeError):
        said = f"{type(error).__name__} {said}"
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent.name == folder]
    if not lines:
        return Text(said, said)
    name, line = Path(lines[-1].filename).name, lines[-1].lineno
    return Text(f"{said}（{name} 第 {line} 行）", f"{said} ({name}, line {line})")


def _passed_over() -> Iterator[Text]:
    """Folders that hold a procedure and are no package."""
    for path in map(Path, packages.__path__):
        for found in sorted(path.glob("*/procedure.py")):
            if not found.with_name("__init__.py").exists():
                name = found.parent.name
                yield Text(f"{name}：缺少 __init__.py，没有装入。", f"{name}: has no __init__.py and is not loaded.")


def clashes(names: list[str], day: date) -> Iterator[Text]:
    """What two procedures may not share: their code, and what their numbers begin with."""
    seen: dict[Text, str] = {}
    said = Text("{name} 与 {first} 重复：{each}。", "{name} and {first} share {each}.")
    for name in names:
        for each in _own(name, day):
            first = seen.setdefault(each, name)
            if first != name:
                yield said.fill(name=name, first=first, each=each)


def _own(folder: str, day: date) -> Iterator[Text]:
    with suppress(Exception):  # said already: it cannot be loaded
        procedure = load(folder)
        yield Text(f"事项代码“{procedure.code}”", f"the code “{procedure.code}”")
        filings = read_filings(scenarios_in(folder))
        ordinary = next(iter(filings.values()))
        series = procedure.numbering.series(parse(procedure.form, ordinary).filing, day.year)
        yield Text(f"编号序列“{series}”", f"the running number “{series}”")
