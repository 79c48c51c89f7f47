"""``kouan procedure``, ``validate`` and ``file``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kouan.blueprint import Procedure
from kouan.blueprint.describe_procedure import description
from kouan.cli.described import print_procedure
from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.input import Submission, check_all, submissions
from kouan.cli.output import fail, show
from kouan.kernel.clock import local_date, now
from kouan.kernel.terms import NotInForce
from kouan.kernel.text import Text
from kouan.procedures import UnknownProcedure, procedures
from kouan.procedures import procedure as procedure_of
from kouan.runtime.tabular import write_template
from kouan.runtime.tabular.layout import UnknownColumns
from kouan.runtime.tabular.sheets import Unreadable

app = typer.Typer(no_args_is_help=True, help="Procedures: list, show, template.")
Json = Annotated[bool, typer.Option("--json", help="Machine output.")]
Code = Annotated[str, typer.Argument(help="Code of the procedure.")]


@app.command("list")
def list_procedures(json: Json = False) -> None:
    """All procedures."""
    known = procedures().values()
    rows = [{"code": p.code, "title": p.title.as_json(), "lead": p.lead, "version": p.version} for p in known]
    show(rows, "\n".join(f"{p.code:<28} {p.title.zh} · {p.title.en}" for p in known), json=json)


@app.command("show")
def show_procedure(
    code: Code, on: Annotated[datetime | None, typer.Option(help="As it stood on a day.")] = None, json: Json = False
) -> None:
    """One procedure: form, steps, computed limit, documents, clauses; with --json the form as JSON schema."""
    known, day = _procedure(code, json), on.date() if on else local_date(now())
    try:
        if json:
            show(description(known, day), "", json=True)
        else:
            print_procedure(known, day)
    except NotInForce as error:
        raise fail(error.message, json=json) from error


@app.command("template")
def template(code: Code, path: Annotated[Path, typer.Argument(help="XLSX file to write.")]) -> None:
    """Write an XLSX template to fill in."""
    write_template(_procedure(code, False), path)
    typer.echo(str(path))


def _procedure(code: str, json: bool) -> Procedure:
    try:
        return procedure_of(code)
    except UnknownProcedure:
        raise fail(Text(f"没有“{code}”这个事项。", f"There is no procedure “{code}”."), json=json) from None


def _submissions(known: Procedure, path: Path, json: bool) -> list[Submission]:
    try:
        return list(submissions(known, path))
    except (Unreadable, UnknownColumns) as error:
        raise fail(error.message, json=json) from error
    except OSError as error:
        raise fail(Text(f"文件无法打开：{path}", f"The file cannot be opened: {error}"), json=json) from error


def validate(
    code: Code,
    path: Annotated[Path, typer.Argument(help="JSON, CSV or XLSX.")],
    on: Annotated[datetime | None, typer.Option(help="Judge as if filed at this time (default now).")] = None,
    json: Json = False,
) -> None:
    """Check filings offline. Exit 1 when there are errors."""
    known = _procedure(code, json)
    filings = _submissions(known, path, json)
    found = [row for filing in filings for row in check_all(known, filing, on)]
    wrong = any(row["severity"] == "error" for row in found)
    plain = [
        f"{r['cell']:<8} {r['code']} {r['path']}\n    {r['message']['zh']}\n    {r['message']['en']} [{r['clause']}]"
        for r in found
    ]
    summary = f"{len(filings)} filings, {len(found)} findings"
    show({"filings": len(filings), "errors": found}, "\n".join([*plain, summary]), json=json)
    if wrong:
        raise typer.Exit(1)


def file(
    code: Code,
    path: Annotated[Path, typer.Argument(help="JSON, CSV or XLSX.")],
    token: Annotated[str, typer.Option(help="API token to file with.", envvar="KOUAN_TOKEN")],
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """File into the data folder's store, one case a filing. Those refused are listed; exit 1 when any was."""
    known = _procedure(code, json)
    filings = _submissions(known, path, json)
    start(data)
    from kouan.cli.filing import file_all

    filed, refused = file_all(token, known, filings, json)
    plain = [f"{row['number']} {row['id']}" for row in filed] + [
        f"{row['filing']}: {row['message']['zh']}" for row in refused
    ]
    show({"filed": filed, "errors": refused}, "\n".join(plain), json=json)
    if refused:
        raise typer.Exit(1)
