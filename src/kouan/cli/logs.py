"""``kouan log``: verify, export, prove."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start, start_without_store
from kouan.cli.output import fail, show
from kouan.kernel.text import Text

app = typer.Typer(no_args_is_help=True, help="The event log: verify, export, prove.")
Json = Annotated[bool, typer.Option("--json", help="Machine output.")]

_NO_DATA = Text("没有数据文件夹 {data}。", "There is no data folder {data}.")
_NO_EVENT = Text("日志中没有第 {position} 号事件。", "There is no event at position {position}.")
_NOT_YET = Text(
    "第 {position} 号事件尚未进入已签名的树；请运行 kouan work 或稍后再试。",
    "Event {position} is not under a signed tree head yet; let kouan work run, or try again in a moment.",
)
_UNREADABLE = Text("文件无法读取：{file}", "The file cannot be read: {file}")
_EITHER = Text("请给出事件位置，或用 --check 给出证明文件。", "Give a position, or a file with --check.")
_HOLDS = Text("证明成立：事件 {stream}#{n}，公钥 {key}。", "The evidence holds: event {stream}#{n}, public key {key}.")


class Format(StrEnum):
    """What the log can be written as."""

    OCEL_JSON = "ocel-json"
    OCEL_SQLITE = "ocel-sqlite"
    PARQUET = "parquet"


@app.command()
def verify(data: Data = DEFAULT_DATA, json: Json = False) -> None:
    """Recompute every hash, relation and signed tree head. Exit 1 when something does not hold."""
    _open(data, json)
    from kouan.runtime.merkle import latest_head
    from kouan.runtime.verification import verify as check

    report, head = check(), latest_head()
    signed = head.as_json() if head else None
    faults = [{"position": fault.position, "message": fault.message.as_json()} for fault in report.faults]
    counted = {"events": report.events, "streams": report.streams, "heads": report.heads}
    plain = [f"{fault.position}: {fault.message.zh}\n    {fault.message.en}" for fault in report.faults]
    summary = f"{report.events} events, {report.streams} streams, {report.heads} tree heads, {len(faults)} faults"
    plain += [summary, f"{signed['size']} {signed['root']} {signed['signature']}"] if signed else [summary]
    show({"sound": report.sound, **counted, "faults": faults, "head": signed}, "\n".join(plain), json=json)
    if not report.sound:
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="File to write; for Parquet a folder. What is there is replaced.")],
    format: Annotated[Format, typer.Option(help="OCEL 2.0 as JSON or SQLite, or Parquet.")] = Format.OCEL_JSON,
    since: Annotated[int | None, typer.Option(help="Only what follows this position.")] = None,
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Write the log for other tools; prints the last position in it, from which the next export goes on."""
    _open(data, json)
    from kouan.runtime.export import write

    try:
        upto = write(format.value, out, since)
    except OSError as error:
        raise fail(Text(f"无法写入：{out}", f"It cannot be written: {error}"), json=json) from error
    show({"format": format.value, "path": str(out), "upto": upto}, str(upto), json=json)


@app.command()
def prove(
    position: Annotated[int | None, typer.Argument(help="Position of the event.")] = None,
    check: Annotated[Path | None, typer.Option(help="Check a proof instead, offline. Exit 1 when it fails.")] = None,
    key: Annotated[str, typer.Option(help="The site's public key, known from elsewhere (hexadecimal).")] = "",
    data: Data = DEFAULT_DATA,
    json: Json = False,
) -> None:
    """Print evidence of an event: its content, hash, path in the Merkle tree and the signed tree head, as JSON."""
    if (position is None) == (check is None):
        raise fail(_EITHER, json=json)
    if check is not None:
        _check(check, key, json)
    else:
        _open(data, json)
        show(_evidence(position or 0, json), "", json=True)


def _evidence(position: int, json: bool) -> dict[str, Any]:
    from kouan.runtime.evidence import evidence
    from kouan.runtime.log import at_positions

    event = next(iter(at_positions([position])), None) if 0 < position < 2**63 else None
    if event is None:
        raise fail(_NO_EVENT.fill(position=position), json=json)
    document = evidence(event)
    if document is None:
        raise fail(_NOT_YET.fill(position=position), json=json)
    return document


def _check(file: Path, key: str, json: bool) -> None:
    start_without_store()
    from kouan.runtime.evidence import faults_in

    try:
        document = orjson.loads(file.read_bytes())
        faults = faults_in(document, bytes.fromhex(key))
    except (OSError, ValueError) as error:
        raise fail(_UNREADABLE.fill(file=file), json=json) from error
    if faults:
        show(
            {"holds": False, "faults": [fault.as_json() for fault in faults]},
            "\n".join(f"{fault.zh}\n    {fault.en}" for fault in faults),
            json=json,
        )
        raise typer.Exit(1)
    said = _HOLDS.fill(stream=document["record"][0], n=document["record"][1], key=key or document["public_key"])
    show({"holds": True, "faults": [], "position": document["position"]}, f"{said.zh}\n{said.en}", json=json)


def _open(data: Path, json: bool) -> None:
    """Commands that only look never make a store where there is none."""
    if not data.is_dir():
        raise fail(_NO_DATA.fill(data=data), json=json)
    start(data)
