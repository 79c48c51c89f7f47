"""Filings in files: JSON objects, or rows of CSV and XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from kouan.blueprint import Procedure, parse
from kouan.blueprint.document import Attached
from kouan.engine import circumstances, problems
from kouan.kernel.clock import SHANGHAI, now
from kouan.kernel.text import Text
from kouan.runtime.tabular import filings_in, read_sheet
from kouan.runtime.tabular.sheets import Unreadable


@dataclass(frozen=True, slots=True)
class Submission:
    """One filing of a file. ``documents``: kinds attached, None when the file does not say."""

    name: str
    data: dict[str, Any]
    documents: tuple[str, ...] | None = None
    cells: dict[str, str] = field(default_factory=dict)
    row: int = 0


def submissions(procedure: Procedure, path: Path) -> Iterator[Submission]:
    """The filings of a file. Raises Unreadable, UnknownColumns, OSError."""
    if path.suffix.lower() != ".json":
        for filing in filings_in(procedure.form, read_sheet(path)):
            yield Submission(filing.name, filing.data, filing.documents, filing.cells, filing.row)
        return
    try:
        loaded = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise Unreadable(Text("文件不是合法的 JSON。", f"The file is not valid JSON: {error}")) from error
    for number, row in enumerate(loaded if isinstance(loaded, list) else [loaded], 1):
        if not isinstance(row, dict):
            raise Unreadable(Text(f"第 {number} 项不是对象。", f"Item {number} is not an object."))
        yield _from_json(str(number), row)


def _from_json(name: str, row: dict[str, Any]) -> Submission:
    """A filing as the API takes it (``form`` and ``documents``), or the form alone."""
    form = row.get("form")
    if not isinstance(form, dict):
        return Submission(name, row)
    documents = row.get("documents")
    if documents is None:
        return Submission(name, form)
    return Submission(name, form, tuple(d["kind"] if isinstance(d, dict) else str(d) for d in documents))


def check_all(procedure: Procedure, filing: Submission, on: datetime | None) -> list[dict[str, Any]]:
    """The findings of one filing as JSON rows, with the cell where there is one."""
    moment = now() if on is None else on if on.tzinfo else on.replace(tzinfo=SHANGHAI)
    attached = [Attached(kind, "", "") for kind in filing.documents or ()]
    found = problems(procedure, parse(procedure.form, filing.data), circumstances(procedure, moment, {}, attached))
    return [
        problem.as_json() | {"filing": filing.name, "cell": filing.cells.get(problem.path) or _row(filing)}
        for problem in found
        # A file that says nothing of documents is not faulted for them.
        if filing.documents is not None or problem.code != "document-missing"
    ]


def _row(filing: Submission) -> str:
    return str(filing.row) if filing.row else ""
