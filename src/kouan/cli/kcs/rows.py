"""Reading the data set's CSV files."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kouan.cli.kcs.tables import tables
from kouan.kernel.text import Text


class UnknownLayout(ValueError):  # noqa: N818 - the file is not of this data set
    """A file lacks columns of the data set; ``message`` says which."""

    def __init__(self, path: Path, missing: Sequence[str]) -> None:
        columns = ", ".join(missing)
        self.message = Text(
            f"{path.name} 缺少列：{columns}；应为韩国海关合成申报数据的各列。",
            f"{path.name} lacks the columns {columns} of the Korean synthetic declarations.",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; ``line`` as an editor counts it."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column].strip()


def count(paths: Sequence[Path]) -> int:
    """How many rows there are in all; raises OSError, UnknownLayout."""
    return sum(1 for path in paths for _ in _rows(path))


def read(paths: Sequence[Path], limit: int | None = None) -> Iterator[Row]:
    """The rows of all files, in order, at most ``limit``; raises OSError, UnknownLayout."""
    every = (row for path in paths for row in _rows(path))
    for number, row in enumerate(every):
        if limit is not None and number >= limit:
            return
        yield row


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [column for column in tables().columns if column not in (rows.fieldnames or ())]
        if missing:
            raise UnknownLayout(path, missing)
        for values in rows:
            yield Row(path.name, rows.line_num, values)
