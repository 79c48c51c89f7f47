"""``kouan log``: verify, export, prove."""

from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail, show
from kouan.kernel.text import Text

app = typer.Typer(no_args_is_help=True, help="The event log: verify, export, prove.")
Json = Annotated[bool, typer.Option("--json", help="Machine output.")]
_FORMATS = ("ocel-json", "ocel-sqlite", "parquet")


@app.command()
def verify(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """Recompute every hash chain, relation and signed tree head. Exit 1 when something does not agree."""
    start(data)
    from kouan.runtime.verification import verify as verify_log

    report = verify_log()
    faults = [f"{fault.position}: {fault.message}" for fault in report.faults]
    found = {"events": report.events, "streams": report.streams, "heads": report.heads, "faults": faults}
    summary = f"{report.events} events, {report.streams} streams, {report.heads} tree heads, {len(faults)} faults"
    show(found, "\n".join([*faults, summary]), json=json)
    if not report.sound:
        raise typer.Exit(1)


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="File to write; for parquet a folder.")],
    form: Annotated[str, typer.Option("--format", help=" | ".join(_FORMATS))] = "ocel-json",
    since: Annotated[int | None, typer.Option(help="Only what was recorded after this position.")] = None,
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Write the log as OCEL 2.0 (JSON or SQLite) or Parquet."""
    if form not in _FORMATS:
        names = ", ".join(_FORMATS)
        raise fail(
            Text(f"没有“{form}”这种格式，可用：{names}。", f"There is no format “{form}”; use {names}."), json=json
        )
    start(data)
    from kouan.runtime.export import write

    try:
        last = write(form, path, since)
    except OSError as error:
        raise fail(Text(f"无法写入 {path}：{error}", f"{path} cannot be written: {error}"), json=json) from error
    show({"path": str(path), "format": form, "last_position": last}, f"{path}: up to position {last}", json=json)


@app.command()
def prove(
    position: Annotated[int | None, typer.Argument(help="Position of the event in the log.")] = None,
    check: Annotated[Path | None, typer.Option(help="Check a proof that somebody handed over.")] = None,
    key: Annotated[str, typer.Option(help="The site's public key (hexadecimal), known from elsewhere.")] = "",
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Print the proof that an event is in the log, or check one. Exit 1 when a proof does not hold."""
    if check is not None:
        _check(check, key, data, json)
    elif position is None:
        raise fail(Text("请给出事件位置，或用 --check 核对。", "Give a position, or --check a proof."), json=json)
    else:
        _prove(position, data, json)


def _prove(position: int, data: Path, json: bool) -> None:
    start(data)
    from kouan.runtime.evidence import evidence
    from kouan.runtime.log import at_positions
    from kouan.runtime.subscribers import drain

    # The tree may not have grown over the event yet where no server runs.
    drain(["merkle-tree"])
    event = next(iter(at_positions([position])), None)
    document = evidence(event) if event else None
    if document is None:
        raise fail(
            Text(f"日志中没有第 {position} 个事件。", f"There is no event at position {position} in the log."),
            json=json,
        )
    show(document, orjson.dumps(document, option=orjson.OPT_INDENT_2).decode(), json=json)


def _check(path: Path, key: str, data: Path, json: bool) -> None:
    start(data)
    from kouan.runtime.evidence import faults_in

    faults = faults_in(_read(path, json), bytes.fromhex(key) if key else None)
    words = "\n".join(f"{fault.zh}\n{fault.en}" for fault in faults) or "证明成立。\nThe proof holds."
    show({"holds": not faults, "faults": [fault.as_json() for fault in faults]}, words, json=json)
    if faults:
        raise typer.Exit(1)


def _read(path: Path, json: bool) -> dict[str, Any]:
    try:
        document = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise fail(Text(f"无法读取 {path}。", f"{path} cannot be read: {error}"), json=json) from error
    if not isinstance(document, dict):
        raise fail(Text(f"{path} 不是证明文件。", f"{path} is not a proof."), json=json)
    return document
