"""``kouan check``: read every procedure and say what is missing."""

from datetime import date, datetime
from typing import Annotated

import typer

from kouan.cli.output import show
from kouan.engine.audit import audit
from kouan.engine.scenario import read_scenarios
from kouan.kernel.clock import local_date, now
from kouan.kernel.text import Text
from kouan.procedures import folders, load, scenarios_in


def check(
    on: Annotated[datetime | None, typer.Option(help="Check the procedures as they stand on a day.")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Check every procedure: both languages, clauses, agencies, code tables, a scenario for every branch."""
    day = on.date() if on else local_date(now())
    names = list(folders())
    found = [finding for name in names for finding in findings(name, day)]
    plain = "\n".join(f"{text.zh}\n    {text.en}" for text in found)
    summary = f"{len(names)} procedures, {len(found)} findings"
    show(
        {"procedures": len(names), "findings": [text.as_json() for text in found]},
        f"{plain}\n{summary}" if found else summary,
        json=json,
    )
    if found:
        raise typer.Exit(1)


def findings(folder: str, day: date) -> list[Text]:
    """What is wrong with the procedure of one folder; a folder that cannot be loaded is one finding."""
    try:
        return audit(load(folder), read_scenarios(scenarios_in(folder)), day)
    except Exception as error:  # whatever a contributed folder raises is its own finding, told in one sentence
        reason = " ".join(str(error).split())
        return [Text(f"{folder}：无法装入：{reason}", f"{folder}: cannot be loaded: {reason}")]
